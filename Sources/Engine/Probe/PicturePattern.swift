/// A path whose last part numbers pictures: `f%04d.png`, `f%d.png`. `%%` is a percent sign.
struct PicturePattern {
  let path: String
  /// Ends in `/`, or is empty for the working folder.
  let folder: String
  let prefix: String
  let suffix: String
  /// Digits at least; 1 for `%d`.
  let width: Int

  /// Nil where the last part of the path has not exactly one number.
  init?(path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? path
    var literals = [""]
    var width = 1
    var rest = Substring(name)
    while let character = rest.popFirst() {
      if character == "%", rest.first == "%" {
        rest.removeFirst()
      } else if character == "%" {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        guard rest.popFirst() == "d", digits.isEmpty || digits.hasPrefix("0"), digits.count <= 3 else {
          return nil
        }
        width = max(1, Int(digits) ?? 1)
        literals.append("")
        continue
      }
      literals[literals.count - 1].append(character)
    }
    guard literals.count == 2, width <= 20 else { return nil }
    self.path = path
    folder = String(path.dropLast(name.count))
    (prefix, suffix) = (literals[0], literals[1])
    self.width = width
  }

  /// The path of picture `number`.
  func path(_ number: Int) -> String {
    let digits = String(number)
    return folder + prefix + String(repeating: "0", count: max(0, width - digits.count)) + digits + suffix
  }

  /// The number in a file's name; nil where the name is not one of the pattern's.
  func number(of name: String) -> Int? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix), name.count > prefix.count + suffix.count else {
      return nil
    }
    let digits = name.dropFirst(prefix.count).dropLast(suffix.count)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else { return nil }
    return folder + name == path(number) ? number : nil
  }
}
