import Testing

/// Small files, small functions. What is larger has a reason here.
@Suite struct SizeTests {
  static let fileLimit = 400
  static let functionLimit = 60

  /// Path to reason.
  static let largeFiles: [String: String] = [:]

  @Test func filesAreSmall() {
    for file in House.swiftFiles(in: "Sources") + House.swiftFiles(in: "Tests")
    where Self.largeFiles[file.path] == nil {
      #expect(file.lines.count <= Self.fileLimit + 1, "\(file) has \(file.lines.count - 1) lines")
    }
  }

  @Test func functionsAreSmall() {
    for file in House.swiftFiles(in: "Sources") + House.swiftFiles(in: "Tests") {
      for function in functions(of: file) {
        #expect(
          function.length <= Self.functionLimit, "\(file):\(function.line) is \(function.length) lines long")
      }
    }
  }

  @Test func lengthsAreCounted() {
    let file = SwiftFile(path: "Tests/HouseRulesTests/SizeTests.swift")
    let own = functions(of: file).first { file.lines[$0.line - 1].contains("func lengthsAreCounted") }
    #expect(own?.length == 5)
  }

  private static let starters = ["func ", "init", "subscript"]
  nonisolated(unsafe) private static let declaration =
    #/^\s*(?:[^"=]* )?(?:func \S|init[(?<]|deinit|subscript\()/#

  /// First line, counted from 1, and number of lines of every function with a body. Relies on the formatter:
  /// a body's closing brace stands under its declaration's first letter.
  private func functions(of file: SwiftFile) -> [(line: Int, length: Int)] {
    var found: [(line: Int, length: Int)] = []
    for (index, line) in file.code.enumerated() {
      guard Self.starters.contains(where: { line.contains($0) }), line.contains(Self.declaration) else {
        continue
      }
      let indent = line.prefix { $0 == " " }
      guard opensBody(file.lines[index...], indent: indent) else { continue }
      guard let end = file.lines[(index + 1)...].firstIndex(where: { $0 == indent + "}" }) else { continue }
      found.append((index + 1, end - index + 1))
    }
    return found
  }

  /// Whether a declaration that starts here has a body of several lines.
  private func opensBody(_ lines: ArraySlice<Substring>, indent: Substring) -> Bool {
    for (offset, line) in lines.enumerated() {
      if line.hasSuffix("{") { return true }
      let isContinued =
        line.hasSuffix("(") || line.hasSuffix(",") || offset > 0 && !line.hasPrefix(indent + ")")
      guard isContinued, line.hasPrefix(indent), offset < 12 else { return false }
    }
    return false
  }
}
