import CFFmpeg
import FilterGraph
import MediaTypes

/// Makes spans before their turn where the decoder passes by their pictures anyway, so that a stretch of a
/// source between two keyframes is decoded once for all the clips that lie in it. What they show waits in
/// bounded memory; pictures are the same either way.
final class SpansAhead {
  private let plan: PicturePlan
  private let pool: ReaderPool
  private let frameBytes: Int
  /// Spans looked at beyond the one whose turn it is.
  private let reach = 64
  /// Bytes of pictures that may wait.
  private let room = 16 << 20
  private var used = 0
  /// Pictures of finished spans by the span's number, the last one first.
  private var finished: [Int: [Frame]] = [:]
  /// Spans to be made once the current one is over, in the order of their pictures.
  private var following: [Int] = []
  /// Spans that were made before their turn.
  private(set) var count = 0

  init(_ plan: PicturePlan, pool: ReaderPool) {
    self.plan = plan
    self.pool = pool
    frameBytes = plan.frameBytes
  }

  /// The pictures of a span that was made before, the last one first; nil where it was not.
  func take(_ number: Int) -> [Frame]? {
    guard let frames = finished.removeValue(forKey: number) else { return nil }
    used -= frames.count * frameBytes
    return frames
  }

  /// Called before a span is made: makes those that lie on the way to it.
  func prepare(for number: Int) throws(EngineError) {
    following = []
    guard let home = approach(number) else { return }
    var passed: [Passed] = []
    var free = room - used
    /// Whether a span in between sends the reader away from here.
    var leaves = false
    for later in number + 1..<max(number + 1, min(number + 1 + reach, plan.spans.count)) {
      let span = plan.spans[later]
      guard finished[later] == nil, span.sources.contains(where: { $0.input == home.input }) else { continue }
      guard let there = approach(later) else { break }
      guard there.keyframe == home.keyframe else {
        leaves = true
        continue
      }
      guard leaves || there.target < home.target else { continue }
      guard span.count * frameBytes <= free else { break }
      free -= span.count * frameBytes
      passed.append(Passed(number: later, target: there.target))
    }
    passed.sort { ($0.target, $0.number) < ($1.target, $1.number) }
    following = passed.filter { $0.target >= home.target }.map(\.number)
    for span in passed where span.target < home.target { try make(span.number) }
  }

  /// Called when a span is over: makes those that lie just behind it.
  func followUp() throws(EngineError) {
    for number in following { try make(number) }
    following = []
  }

  private struct Passed {
    var number: Int
    var target: Int64
  }

  /// Where decoding for a span starts; nil where it has several sources or the way there is not known.
  private func approach(_ number: Int) -> (input: Int, keyframe: Int64, target: Int64)? {
    let sources = plan.spans[number].sources
    guard sources.count == 1, let approach = pool.approach(to: sources[0]) else { return nil }
    return (sources[0].input, approach.keyframe, approach.target)
  }

  private func make(_ number: Int) throws(EngineError) {
    let run = try SpanRun(plan.spans[number], plan: plan, pool: pool)
    var frames: [Frame] = []
    while let frame = try run.next() { frames.append(frame) }
    frames.reverse()
    used += frames.count * frameBytes
    finished[number] = frames
    count += 1
  }
}
