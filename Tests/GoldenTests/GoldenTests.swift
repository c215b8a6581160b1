import Diagnostics
import Foundation
import Testing

/// Text in, text out: documents and everything the compiler says of them.
@Suite struct GoldenTests {
  @Test(arguments: GoldenCase.all) func printsWhatIsExpected(_ golden: GoldenCase) throws {
    let output = try golden.output(golden.compiled())
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try output.write(to: golden.expectation, atomically: true, encoding: .utf8)
      return
    }
    let expected = try? String(contentsOf: golden.expectation, encoding: .utf8)
    #expect(output == expected, "UPDATE_GOLDEN=1 rewrites \(golden.expectation.lastPathComponent)")
  }

  @Test func noExpectationIsOrphaned() { #expect(GoldenCase.orphans.isEmpty) }

  /// Every fix-it is applied by itself, and its problem is then gone.
  @Test(arguments: GoldenCase.all) func fixItsMend(_ golden: GoldenCase) throws {
    let compilation = try golden.compiled()
    for diagnostic in compilation.bag.diagnostics {
      for fix in diagnostic.fixIts {
        var bytes = compilation.sources.texts[0].bytes
        bytes.replaceSubrange(fix.span.range, with: Array(fix.replacement.utf8))
        let mended = try golden.compiled(bytes)
        let remaining = mended.bag.diagnostics.count { $0.code == diagnostic.code && $0.message == diagnostic.message }
        let before = compilation.bag.diagnostics.count { $0.code == diagnostic.code && $0.message == diagnostic.message }
        #expect(remaining < before, "'\(fix.title)' leaves: \(diagnostic.message)")
      }
    }
  }

  /// The same document twice says the same, byte for byte.
  @Test(arguments: GoldenCase.all) func isDeterministic(_ golden: GoldenCase) throws {
    #expect(try golden.output(golden.compiled()) == golden.output(golden.compiled()))
  }
}
