import CFFmpeg
import FilterGraph
import MediaTypes

/// A configured FFmpeg graph: frames go in at numbered sources and come out at one sink.
final class FilterRun {
  enum Received { case frame, hungry, ended }
  enum Medium { case picture, sound }

  private var graph: UnsafeMutablePointer<AVFilterGraph>?
  private var sources: [UnsafeMutablePointer<AVFilterContext>] = []
  private let names: [String]
  private let sink: UnsafeMutablePointer<AVFilterContext>
  private var relays: [Relay] = []

  /// - Parameters:
  ///   - texts: which of the sources is the first that is a text; nil where none is.
  ///   - frame: seconds a picture, for graphs that move some.
  /// - Throws: `.library` with FFmpeg's reason, and the origin of the node it names.
  init(
    _ plan: SpanGraph, sources shapes: [StreamShape], texts: Int? = nil, medium: Medium, frame: Rational = Rational(1, 25)
  ) throws(EngineError) {
    names = plan.nodes.enumerated().map { "\($0.element.filter.name)@\($0.offset)" }
    let builder = try GraphBuilder(plan, texts: texts ?? shapes.count, medium: medium, frame: frame)
    for shape in shapes { try builder.addSource(shape) }
    for node in plan.nodes { try builder.addNode(node) }
    sink = try builder.configure()
    sources = builder.sources
    relays = builder.relays
    graph = builder.release()
  }

  deinit { avfilter_graph_free(&graph) }

  /// Takes the frame's reference; the frame is empty afterwards.
  func send(_ frame: Frame, to source: Int) throws(EngineError) {
    try check(av_buffersrc_add_frame_flags(sources[source], frame.pointer, 0), "feed a graph")
  }

  /// - Parameter end: where the source's last frame ends, in its own ticks.
  func close(_ source: Int, end: Int64) throws(EngineError) {
    try check(av_buffersrc_close(sources[source], end, 0), "end a graph's source")
  }

  /// Whether the graph asked this source in vain.
  func isHungry(_ source: Int) -> Bool { av_buffersrc_get_nb_failed_requests(sources[source]) > 0 }

  /// Takes the next frame out, where there is one.
  func receive(into frame: Frame) throws(EngineError) -> Received {
    var code = av_buffersink_get_frame_flags(sink, frame.pointer, 0)
    while code == reel_error_again, try relayed() { code = av_buffersink_get_frame_flags(sink, frame.pointer, 0) }
    if code == reel_error_again { return .hungry }
    if code == reel_error_eof { return .ended }
    try check(code, .library, "run a graph")
    return .frame
  }

  /// Moves a picture on where the graph waits for one; false where all that wait are short of pictures themselves.
  private func relayed() throws(EngineError) -> Bool {
    for relay in relays where try relay.serve() { return true }
    return false
  }

  /// Changes an option of a node at a time on its own clock.
  func queue(_ automation: SpanGraph.Automation, value: String, node: Int, seconds: Double)
    throws(EngineError)
  {
    try check(
      avfilter_graph_queue_command(graph, names[node], automation.command, value, 0, seconds),
      "animate '\(automation.command)'")
  }

  /// Changes an option of a node at once.
  func set(_ automation: SpanGraph.Automation, value: String, node: Int) throws(EngineError) {
    try check(
      avfilter_graph_send_command(graph, names[node], automation.command, value, nil, 0, 0),
      "animate '\(automation.command)'")
  }

  /// From now on sound comes out in blocks of this many samples; only the last may be shorter.
  func setBlock(_ samples: Int) { av_buffersink_set_frame_size(sink, UInt32(clamping: samples)) }

  /// Ticks of what comes out, in seconds.
  var timeBase: AVRational { av_buffersink_get_time_base(sink) }
}
