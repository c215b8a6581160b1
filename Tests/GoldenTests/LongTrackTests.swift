import Compiler
import Diagnostics
import Testing

/// Tracks too long for recursion, whose times still wait for each other.
@Suite struct LongTrackTests {
  /// A track of clips of one frame, the first of them until some other moment.
  private func track(of count: Int, firstUntil moment: String) -> String {
    let items = (1..<count).map { "      - {clip: p25.mp4, out: 1f, id: c\($0)}\n" }.joined()
    return """
      timeline: 1
      canvas: {size: 160x90, rate: 25}
      tracks:
        - items:
            - {clip: p25.mp4, until: \(moment), hold: true}
      \(items)
      """
  }

  private func compiled(_ text: String) throws -> Compilation {
    let output = OutputRequest(path: nil, defaultPath: "film.mp4")
    return try compile(
      CompileRequest(path: "long.yaml", bytes: Array(text.utf8), folder: "", output: output), world: TableWorld())
  }

  @Test(.timeLimit(.minutes(1))) func oneLoopIsToldOnceAndSoon() throws {
    let result = try compiled(track(of: 10_000, firstUntil: "c9999.start"))
    #expect(result.bag.diagnostics.map(\.code) == ["anchor-cycle"])
    let message = try #require(result.bag.diagnostics.first?.message)
    #expect(message.contains("start of 'c9999' → end of 'c9998' → end of 'c9997' → end of 'c9996' → 9995 more before it"))
  }

  /// An item that is pinned does not wait for those before it, nor does what follows it.
  @Test func aPinEndsTheWait() throws {
    let text = """
      timeline: 1
      canvas: {size: 160x90, rate: 25}
      tracks:
        - items:
            - {clip: p25.mp4, until: c.start}
            - {clip: p25.mp4, at: 2s, out: 1s}
            - {clip: p25.mp4, id: c, out: 1s}
      """
    #expect(try compiled(text).bag.diagnostics.map(\.code) == ["overlap"])
  }
}
