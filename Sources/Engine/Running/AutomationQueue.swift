import FilterGraph
import MediaTypes

/// Sends options that change with the picture, each half a frame before the frame it is for.
struct AutomationQueue {
  private let rows: [(node: Int, automation: SpanGraph.Automation)]
  private let frame: Rational
  private var queued = 0
  /// Queued this far ahead at a time, because FFmpeg's queue is a list that it walks.
  private let stretch = 64

  init(_ graph: SpanGraph, rate: FrameRate) {
    rows = graph.nodes.enumerated().compactMap { number, node in node.automation.map { (number, $0) } }
    frame = rate.frameDuration
  }

  /// Makes sure that the values for frame `k` are on their way.
  mutating func fill(_ run: FilterRun, upTo k: Int) throws(EngineError) {
    guard !rows.isEmpty, k + stretch / 2 >= queued else { return }
    let end = queued + stretch
    for (node, automation) in rows {
      let values = automation.values
      for k in queued..<max(queued, min(end, values.count)) where k == 0 || values[k] != values[k - 1] {
        let instant = (Rational(k) - .half) * frame
        try run.queue(automation, value: values[k], node: node, seconds: instant.approximation)
      }
    }
    queued = end
  }
}
