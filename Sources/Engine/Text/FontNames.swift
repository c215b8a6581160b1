import FilterGraph

/// The names by which a font file may be asked for, its family first; nil for what is no font.
/// OpenType specification, tables 'ttcf' and 'name'.
package func fontNames(path: String) -> [String]? {
  guard let status = FileStatus(path: path), status.size > 12 else { return nil }
  let head = FontBytes(readBytes(path, from: 0, count: 4096))
  let fonts = head.tag(0) == "ttcf" ? (0..<min(64, head.long(8) ?? 0)).compactMap { head.long(12 + 4 * $0) } : [0]
  var names: [String] = []
  for font in fonts {
    for name in namesOfFont(path, at: font) where !names.contains(name) { names.append(name) }
  }
  return names.isEmpty ? nil : names
}

/// Families and full names of one font of a file.
private func namesOfFont(_ path: String, at start: Int) -> [String] {
  let directory = FontBytes(readBytes(path, from: start, count: 12 + 16 * 64))
  let tables = min(64, directory.short(4) ?? 0)
  guard let entry = (0..<tables).map({ 12 + 16 * $0 }).first(where: { directory.tag($0) == "name" }),
    let place = directory.long(entry + 8), let length = directory.long(entry + 12), length < 1 << 20
  else { return [] }
  let table = FontBytes(readBytes(path, from: place, count: length))
  guard let count = table.short(2), let strings = table.short(4) else { return [] }
  var found: [(kind: Int, name: String)] = []
  for record in (0..<min(count, 4096)).map({ 6 + 12 * $0 }) {
    guard let platform = table.short(record), let kind = table.short(record + 6), [1, 4, 16].contains(kind),
      let size = table.short(record + 8), let offset = table.short(record + 10),
      let name = table.text(strings + offset, size, isWide: platform != 1), !name.isEmpty
    else { continue }
    found.append((kind, name))
  }
  return [16, 1, 4].flatMap { kind in found.filter { $0.kind == kind }.map(\.name) }
}

/// Big-endian numbers in a part of a font file.
private struct FontBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func short(_ offset: Int) -> Int? {
    offset >= 0 && offset + 2 <= bytes.count ? Int(bytes[offset]) << 8 | Int(bytes[offset + 1]) : nil
  }

  func long(_ offset: Int) -> Int? {
    guard let high = short(offset), let low = short(offset + 2) else { return nil }
    return high << 16 | low
  }

  func tag(_ offset: Int) -> String? {
    offset + 4 <= bytes.count ? String(decoding: bytes[offset..<offset + 4], as: UTF8.self) : nil
  }

  func text(_ offset: Int, _ count: Int, isWide: Bool) -> String? {
    guard offset + count <= bytes.count else { return nil }
    let part = bytes[offset..<offset + count]
    guard isWide else { return part.allSatisfy { $0 < 0x80 } ? String(decoding: part, as: UTF8.self) : nil }
    let units = stride(from: offset, to: offset + count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    return String(decoding: units, as: UTF16.self)
  }
}

/// A font file and what tells its content from another's; nil where there is none.
package func fontFile(path: String) -> FontFile? {
  FileStatus(path: path).map { FontFile(path: path, fingerprint: Fingerprint.text(path: path, status: $0)) }
}
