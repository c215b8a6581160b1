import Glibc

/// The least number for which a numbered picture (`shots/f%04d.png`) exists; nil where none does.
func firstNumber(ofSequence pattern: String) -> Int? {
  let slash = pattern.lastIndex(of: "/")
  let folder = slash.map { String(pattern[..<$0]) } ?? "."
  let name = slash.map { String(pattern[pattern.index(after: $0)...]) } ?? pattern
  guard let percent = name.firstIndex(of: "%"), let letter = name[percent...].firstIndex(of: "d") else {
    return nil
  }
  let width = Int(name[name.index(after: percent)..<letter]) ?? 0
  let (head, tail) = (name[..<percent], name[name.index(after: letter)...])
  guard let listing = opendir(folder.isEmpty ? "/" : folder) else { return nil }
  defer { closedir(listing) }
  var least: Int?
  while let entry = readdir(listing) {
    let file = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
      tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard file.hasPrefix(head), file.hasSuffix(tail), file.utf8.count > head.utf8.count + tail.utf8.count
    else { continue }
    let digits = file.dropFirst(head.count).dropLast(tail.count)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else { continue }
    guard digits.utf8.count == max(width, String(number).utf8.count) else { continue }
    least = min(least ?? number, number)
  }
  return least
}
