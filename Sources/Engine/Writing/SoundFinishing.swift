import CFFmpeg
import FilterGraph
import MediaTypes

/// What becomes of a film's sound between its lanes and the encoder, in blocks of the encoder's size.
final class SoundFinishing {
  private let run: FilterRun?
  private var taken = 0
  private var made = 0

  init(_ finish: SoundFinish?, from shape: SoundShape, block: Int) throws(EngineError) {
    guard let finish else {
      run = nil
      return
    }
    var graph = SpanGraph()
    graph.output = graph.chain(finish.filters, to: .source(0), origin: 0)
    let source = StreamShape.sound(
      rate: shape.rate, layout: shape.layout.rawValue, channels: shape.layout.channelCount)
    run = try FilterRun(graph, sources: [source], medium: .sound)
    run?.setBlock(block)
  }

  /// Takes the film's next samples and hands on what is ready.
  func take(_ frame: Frame, _ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    guard let run else { return try give(frame) }
    taken += Int(frame.pointer.pointee.nb_samples)
    try run.send(try frame.reference(), to: 0)
    try handOn(run, give)
  }

  /// Hands on what is left.
  func finish(_ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    guard let run else { return }
    try run.close(0, end: Int64(taken))
    try handOn(run, give)
  }

  private func handOn(_ run: FilterRun, _ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    while true {
      let frame = Frame()
      guard case .frame = try run.receive(into: frame) else { return }
      frame.pointer.pointee.pts = Int64(made)
      made += Int(frame.pointer.pointee.nb_samples)
      try give(frame)
    }
  }
}
