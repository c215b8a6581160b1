import Engine
import TestMedia
import Testing

/// Entrances and exits show the pictures that would be there without them: every picture of the source has its own number,
/// so one that came early or late would have another hash.
@Suite struct EntranceTests {
  private func pictures(_ more: String, isOptimised: Bool = true) throws -> [UInt64] {
    let source = try CodedShelf.plain(25)
    let document = """
      timeline: 1
      canvas: {size: 160x90, rate: 25}
      tracks:
        - items: [{generate: {color: navy}, duration: 24f}]
        - kind: overlay
          items: [{clip: \(source.path), in: 1s, out: 49f, at: 0, fit: cover, audio: false\(more)}]

      """
    return try hashFrames(try plan(document, isOptimised: isOptimised)).pictures
  }

  @Test(arguments: ["fade", "slide", "pop"]) func noPictureIsShifted(_ type: String) throws {
    let plain = try pictures(""), way = "{type: \(type), duration: 4f}"
    let animated = try pictures(", animate: {in: \(way), out: \(way)}")
    #expect(Set(plain).count == 24 && animated.count == 24)
    for k in plain.indices { #expect((animated[k] == plain[k]) == (4..<20).contains(k), "frame \(k)") }
    #expect(try pictures(", animate: {in: \(way), out: \(way)}", isOptimised: false) == animated)
  }

  /// A fade and an entrance of that kind are the same pictures, those of the fade included.
  @Test func fadesAreFades() throws {
    let way = "{type: fade, duration: 4f}"
    #expect(try pictures(", animate: {in: \(way), out: \(way)}") == pictures(", fade-in: 4f, fade-out: 4f"))
  }
}
