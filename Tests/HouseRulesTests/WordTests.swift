import Testing

/// Words that code here does without.
@Suite struct WordTests {
  /// Names that say nothing of what a thing is.
  @Test func namesSayWhatThingsAre() {
    let vague =
      /\b(?:struct|class|enum|protocol|actor|typealias) \w*(?:Manager|Helper|Util|Service|Handler|Processor|Common)/
    for file in House.swiftFiles(in: "Sources") + House.swiftFiles(in: "Tests") {
      #expect(file.places(of: vague) == [])
      #expect(
        !file.path.contains(/(?:Manager|Helper|Util|Service|Handler|Processor|Common)s?\w*\.swift$/),
        "\(file)")
    }
  }

  @Test func nothingIsLeftUndoneOrForced() {
    let forced = /\btry!|\bas!/
    // In two halves, so that this file is not found.
    let undone = ["TO" + "DO", "FIX" + "ME"]
    for file in House.swiftFiles(in: "Sources") + House.swiftFiles(in: "Tests")
    where !file.path.hasSuffix("/WordTests.swift") {
      #expect(file.places(of: forced) == [])
      for (index, line) in file.lines.enumerated() {
        #expect(!undone.contains { line.contains($0) }, "\(file):\(index + 1)")
      }
    }
  }

  /// A time is a Rational from text to frame grid.
  @Test func noTimeIsFloating() {
    let floating =
      /(?i)\b\w*(?:seconds?|times?|durations?|stamps?|instants?|lengths?)\b\s*:\s*\[?(?:Double|Float)\b/
    for target in ["MediaTypes", "Timeline", "Compiler", "Catalogue", "FilterGraph"] {
      for file in House.swiftFiles(in: "Sources/\(target)") { #expect(file.places(of: floating) == []) }
    }
  }
}
