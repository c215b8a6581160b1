import FilterGraph
import Testing

/// Effects that follow the music are at their strongest on the frames that its moments snap to.
@Suite struct MusicalEffectTests {
  /// At 25 pictures a second and 120 beats a minute; halves go up.
  private static let beats = [0, 13, 25, 38]

  /// How much of the picture is seen, by frame.
  private func widths(_ effect: String, frames: Int = 50) throws -> [Double] {
    let item = "{generate: test-pattern, duration: \(frames)f, effects: [\(effect)]}"
    let plan = try GeneratedFilm(track: "items: [\(item)]", keys: "tempo: {bpm: 120}").plan()
    let spans = try #require(plan.picture?.spans)
    return spans.flatMap { span in span.graph.nodes.compactMap(\.motion).flatMap(\.poses).map(\.window.width) }
  }

  @Test(arguments: ["{pulse: {on: beat}}", "{zoom: {on: beat, level: 1.06}}"]) func everyBeatIsHit(effect: String) throws {
    let widths = try widths(effect)
    for beat in Self.beats {
      #expect(abs(widths[beat] - 96 / 1.06) < 0.001, "frame \(beat)")
      if beat > 0 { #expect(widths[beat - 1] > 95) }
    }
    #expect(widths[10] == 96)
  }

  /// Once at the item's start, or at the effect's.
  @Test func withoutMusicItIsHitOnce() throws {
    #expect(try widths("pulse").enumerated().filter { $0.element < 93.5 }.map(\.offset) == [0, 1])
    #expect(try widths("{pulse: {at: 20f}}").enumerated().filter { $0.element < 93.5 }.map(\.offset) == [20, 21])
  }

  /// From one beat to the next, whatever their distance.
  @Test func aCourseStartsAnew() throws {
    let widths = try widths("{zoom: {from: 1, to: 2, on: beat}}")
    for (beat, next) in zip(Self.beats, Self.beats.dropFirst()) {
      let first = 1 + 0.5 / Double(next - beat), last = 2 - 0.5 / Double(next - beat)
      #expect(abs(widths[beat] - 96 / first) < 0.001 && abs(widths[next - 1] - 96 / last) < 0.001, "from frame \(beat)")
    }
  }
}
