import CFFmpeg
import FilterGraph
import MediaTypes

/// One span of the film at work: its pictures, in order, one at a call.
final class SpanRun {
  private let span: PictureSpan
  private let plan: PicturePlan
  private let feeds: [any SpanFeed]
  private let run: FilterRun?
  private var automations: AutomationQueue
  private var made = 0
  private var closed: Set<Int> = []

  /// - Parameter room: bytes of pictures that may be decoded before they are wanted; none where one picture is.
  init(_ span: PictureSpan, plan: PicturePlan, pool: ReaderPool, room: Int = 12 << 20) throws(EngineError) {
    self.span = span
    self.plan = plan
    var feeds: [any SpanFeed] = []
    let share = room / max(1, span.sources.count)
    for source in span.sources { feeds.append(try PictureFeed(source, rate: plan.rate, pool: pool, room: share)) }
    for text in span.texts { feeds.append(try pool.text(text, rate: plan.rate)) }
    self.feeds = feeds
    let passes = span.graph.nodes.isEmpty
    run =
      passes
      ? nil
      : try FilterRun(
        span.graph, sources: feeds.map { $0.shape }, texts: span.sources.count, medium: .picture, frame: plan.rate.frameDuration)
    automations = AutomationQueue(span.graph, rate: plan.rate)
  }

  /// The next picture, as the film wants it; nil after the span's last.
  /// - Throws: `.fault` where the graph gives too few pictures or other ones than planned.
  func next() throws(EngineError) -> Frame? {
    guard made < span.count else { return nil }
    let frame: Frame
    do throws(EngineError) {
      frame = if let run { try pull(run) } else { try passedThrough() }
    } catch {
      throw error.blaming(span.graph.nodes.last?.origin ?? span.sources.first?.origin)
    }
    try checkShape(frame)
    frame.pointer.pointee.pts = Int64(span.first + made)
    frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    made += 1
    return frame
  }

  private func passedThrough() throws(EngineError) -> Frame {
    guard let feed = feeds.first as? PictureFeed else { throw EngineError(.fault, "a span has neither sources nor filters") }
    return try feed.next().reference()
  }

  private func pull(_ run: FilterRun) throws(EngineError) -> Frame {
    let frame = Frame()
    while true {
      try automations.fill(run, upTo: max(made, feeds.map { $0.fed }.max() ?? 0))
      switch try run.receive(into: frame) {
      case .frame: return frame
      case .hungry: try feed(run)
      case .ended:
        throw EngineError(
          .fault, "a span gave \(made) of its \(span.count) pictures", details: LibraryLog.take(),
          origin: span.graph.nodes.last?.origin)
      }
    }
  }

  /// Feeds what the graph asked for.
  private func feed(_ run: FilterRun) throws(EngineError) {
    let open = feeds.indices.filter { !closed.contains($0) }
    let asked = open.filter { run.isHungry($0) }
    guard let least = open.map({ feeds[$0].fed }).min() else {
      throw EngineError(
        .fault, "a span's graph waits for pictures that do not come", origin: span.graph.nodes.last?.origin)
    }
    for source in asked.isEmpty ? open.filter({ feeds[$0].fed == least }) : asked {
      let feed = feeds[source]
      if !feed.isOver { try run.send(try feed.next(), to: source) }
      if feed.isOver {
        try run.close(source, end: Int64(feed.fed))
        closed.insert(source)
      }
    }
  }

  private func checkShape(_ frame: Frame) throws(EngineError) {
    let content = frame.pointer.pointee
    let isRight =
      content.width == Int32(clamping: plan.size.width) && content.height == Int32(clamping: plan.size.height)
      && content.format == av_get_pix_fmt(plan.pixelFormat).rawValue
    if isRight { return }
    let format =
      av_get_pix_fmt_name(AVPixelFormat(rawValue: content.format)).map { String(cString: $0) } ?? "?"
    throw EngineError(
      .fault,
      "a span gave \(content.width)x\(content.height) \(format) instead of \(plan.size) \(plan.pixelFormat)",
      origin: span.graph.nodes.last?.origin ?? span.sources.first?.origin)
  }
}
