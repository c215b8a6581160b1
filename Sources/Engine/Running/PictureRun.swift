import FilterGraph
import MediaTypes

/// The film's pictures, span after span; a span's graph is gone before the next one is made.
final class PictureRun {
  private let plan: PicturePlan
  private let pool: ReaderPool
  private var nextSpan = 0
  private var current: SpanRun?
  /// The rest of a span that was made before its turn, the last picture first.
  private var waiting: [Frame] = []
  private let ahead: SpansAhead
  private(set) var made = 0

  init(_ plan: PicturePlan, pool: ReaderPool) {
    self.plan = plan
    self.pool = pool
    ahead = SpansAhead(plan, pool: pool)
  }

  var isOver: Bool { made >= plan.frameCount }
  /// Spans that were made before their turn, to decode a source once for several of them.
  var spansMadeAhead: Int { ahead.count }

  /// The next picture; its stamp is its number in the film.
  func next() throws(EngineError) -> Frame {
    while true {
      if let frame = try nextReady() {
        made += 1
        return frame
      }
      current = nil
      try ahead.followUp()
      guard nextSpan < plan.spans.count else {
        throw EngineError(.fault, "the plan's spans hold \(made) of \(plan.frameCount) pictures")
      }
      try start(nextSpan)
      nextSpan += 1
    }
  }

  /// Nil where a span is over.
  private func nextReady() throws(EngineError) -> Frame? {
    if let frame = waiting.popLast() { return frame }
    return try current?.next()
  }

  private func start(_ number: Int) throws(EngineError) {
    if let frames = ahead.take(number) {
      waiting = frames
    } else {
      try ahead.prepare(for: number)
      current = try SpanRun(plan.spans[number], plan: plan, pool: pool)
    }
  }
}
