import FilterGraph
import MediaTypes

/// The film's pictures, span after span; a span's graph is gone before the next one is made.
final class PictureRun {
  private let plan: PicturePlan
  private let pool: ReaderPool
  private var nextSpan = 0
  private var current: SpanRun?
  private(set) var made = 0

  init(_ plan: PicturePlan, pool: ReaderPool) {
    self.plan = plan
    self.pool = pool
  }

  var isOver: Bool { made >= plan.frameCount }

  /// The next picture; its stamp is its number in the film.
  func next() throws(EngineError) -> Frame {
    while true {
      if let frame = try current?.next() {
        made += 1
        return frame
      }
      current = nil
      guard nextSpan < plan.spans.count else {
        throw EngineError(.fault, "the plan's spans hold \(made) of \(plan.frameCount) pictures")
      }
      let span = plan.spans[nextSpan]
      nextSpan += 1
      current = try SpanRun(span, plan: plan, pool: pool)
    }
  }
}
