import CFFmpeg
import FilterGraph
import MediaTypes

/// Runs filters at a file's own rate, between decoder and choice. After a jump it is made anew and fed a few
/// pictures early, so that what comes out does not depend on the way there.
final class Conditioner {
  private let graph: SpanGraph
  private let input: PlanInput
  private let ticks: Ticks
  private let rate: Rational
  private var run: FilterRun?
  private var primingFrom = Int64.min
  /// The last pictures before priming starts: what it starts with where stamps are sparse.
  private var early: [Picture] = []
  /// What went in, by tick, for what a filter does not hand on.
  private var entered: [Picture] = []
  private(set) var isEnded = false

  init(_ filters: [Filter], _ input: PlanInput, ticks: Ticks, rate: Rational) {
    var graph = SpanGraph()
    graph.output = graph.chain(filters, to: .source(0), origin: 0)
    (self.graph, self.input, self.ticks, self.rate) = (graph, input, ticks, rate)
  }

  /// - Parameter primingFrom: pictures before this tick are not worth filtering.
  func reset(primingFrom: Int64) {
    run = nil
    isEnded = false
    self.primingFrom = primingFrom
    early.removeAll()
    entered.removeAll()
  }

  /// - Parameter picture: nil at the end of the stream.
  func send(_ picture: Picture?) throws(EngineError) {
    if let picture, run == nil, picture.tick < primingFrom {
      if early.count == 3 { early.removeFirst() }
      early.append(picture)
      return
    }
    if run == nil { try start(like: picture ?? early.last) }
    guard let run else {
      isEnded = true
      return
    }
    for picture in early { try feed(picture, run) }
    early.removeAll()
    guard let picture else { return try run.close(0, end: (entered.last?.tick ?? 0) + 1) }
    try feed(picture, run)
  }

  /// A picture that is ready, in the stream's own ticks.
  func receive() throws(EngineError) -> Picture? {
    guard let run else { return nil }
    let frame = Frame()
    switch try run.receive(into: frame) {
    case .hungry: return nil
    case .ended:
      isEnded = true
      return nil
    case .frame: break
    }
    let base = AVRational(ticks.base) ?? AVRational(num: 1, den: 1)
    let tick = av_rescale_q(frame.pointer.pointee.pts, run.timeBase, base)
    entered.removeAll { $0.tick < tick }
    let source = entered.first
    return Picture(
      frame: frame, tick: tick, duration: source?.duration ?? 0, isFirst: source?.isFirst ?? false,
      isDamaged: source?.isDamaged ?? false)
  }

  private func start(like picture: Picture?) throws(EngineError) {
    guard let frame = picture?.frame.pointer.pointee else { return }
    let shape = StreamShape.PictureShape(
      size: PixelSize(width: Int(frame.width), height: Int(frame.height)),
      format: AVPixelFormat(rawValue: frame.format),
      timeBase: AVRational(ticks.base) ?? AVRational(num: 1, den: 1),
      rate: AVRational(rate) ?? AVRational(num: 25, den: 1))
    run = try FilterRun(graph, sources: [.picture(shape)], medium: .picture)
  }

  private func feed(_ picture: Picture, _ run: FilterRun) throws(EngineError) {
    let copy = try picture.frame.reference()
    copy.pointer.pointee.pts = picture.tick
    copy.pointer.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    entered.append(picture)
    try run.send(copy, to: 0)
  }
}
