import Glibc
import Testing
import Timeline

/// Processor seconds of this thread: how long the machine was busy with other things does not count.
private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Hostile texts end soon, with one error.
@Suite struct LimitTests {
  @Test(
    "nesting",
    arguments: [
      String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 250_000),
      String(repeating: "- ", count: 500_000),
      String(repeating: "? ", count: 500_000),
      (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "a: &a0 [x]\n" + (1...80).map { "b\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
    ])
  func nesting(text: String) {
    let start = threadSeconds()
    #expect(read(text).bag.diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect(threadSeconds() - start < 2)
  }

  @Test("64 levels are read, 65 are not") func exactDepth() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    for isJSON in [true, false] {
      #expect(read(nested(64), isJSON: isJSON).bag.diagnostics.isEmpty)
      #expect(read(nested(65), isJSON: isJSON).bag.diagnostics.map(\.code) == ["nesting-too-deep"])
    }
  }

  @Test("a billion laughs are counted, not written out") func billionLaughs() {
    let lines = (1...30).map { level in
      "x\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
    }
    let start = threadSeconds()
    #expect(read("x0: &a0 [lol, lol]\n" + lines.joined()).bag.diagnostics.map(\.code) == ["alias-expansion"])
    #expect(threadSeconds() - start < 0.5)
  }

  @Test("a text of tag directives only is refused at once") func directives() {
    let text = (0..<100_000).map { "%TAG !a\($0)! x\n" }.joined()
    #expect(read(text + "---\na: 1\n").bag.diagnostics.map(\.code) == ["unknown-tag"])
  }
}
