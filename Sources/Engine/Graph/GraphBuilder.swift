import CFFmpeg
import FilterGraph
import MediaTypes

/// Makes an FFmpeg graph of a span's: options go in through FFmpeg's API, nothing is converted unasked.
final class GraphBuilder {
  private var graph = avfilter_graph_alloc()
  private let plan: SpanGraph
  private let medium: FilterRun.Medium
  /// Number of the first source that is a text.
  private let texts: Int
  private(set) var sources: [UnsafeMutablePointer<AVFilterContext>] = []
  private(set) var relays: [Relay] = []
  private var nodes: [UnsafeMutablePointer<AVFilterContext>] = []
  /// The ticks of moved pictures.
  private let timeBase: AVRational

  /// - Parameter frame: seconds a picture, for pictures that are moved.
  init(_ plan: SpanGraph, texts: Int, medium: FilterRun.Medium, frame: Rational) throws(EngineError) {
    LibraryLog.install
    self.texts = texts
    self.plan = plan
    self.medium = medium
    timeBase = AVRational(frame) ?? AVRational(num: 1, den: 25)
    guard let graph else { throw EngineError(.fault, "no memory for a graph") }
    graph.pointee.nb_threads = 1
    avfilter_graph_set_auto_convert(graph, UInt32(truncatingIfNeeded: AVFILTER_AUTO_CONVERT_NONE))
  }

  deinit { avfilter_graph_free(&graph) }

  /// Hands the graph over.
  func release() -> UnsafeMutablePointer<AVFilterGraph>? {
    defer { graph = nil }
    return graph
  }

  func addSource(_ shape: StreamShape) throws(EngineError) {
    let name = medium == .picture ? "buffer" : "abuffer"
    let context = try allocate(name, as: "source@\(sources.count)", origin: nil)
    try describe(context, shape)
    try check(avfilter_init_dict(context, nil), "make a graph's source")
    sources.append(context)
  }

  private func describe(
    _ context: UnsafeMutablePointer<AVFilterContext>, _ shape: StreamShape
  ) throws(EngineError) {
    guard let parameters = av_buffersrc_parameters_alloc() else {
      throw EngineError(.fault, "no memory for a graph's source")
    }
    defer { av_free(parameters) }
    let attempt = "describe a graph's source"
    switch shape {
    case .picture(let picture):
      parameters.pointee.format = picture.format.rawValue
      parameters.pointee.width = Int32(clamping: picture.size.width)
      parameters.pointee.height = Int32(clamping: picture.size.height)
      parameters.pointee.time_base = picture.timeBase
      parameters.pointee.frame_rate = picture.rate
      parameters.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
      try check(av_buffersrc_parameters_set(context, parameters), attempt)
    case .sound(let rate, let name, let channels):
      let layout = try Layout(name: name, channels: channels)
      parameters.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
      parameters.pointee.sample_rate = Int32(clamping: rate)
      parameters.pointee.time_base = AVRational(num: 1, den: Int32(clamping: rate))
      parameters.pointee.ch_layout = layout.value
      try check(av_buffersrc_parameters_set(context, parameters), attempt)
    }
  }

  func addNode(_ node: SpanGraph.Node) throws(EngineError) {
    let number = nodes.count
    if let motion = node.motion { return try addRelay(motion, node) }
    let context = try allocate(node.filter.name, as: "\(node.filter.name)@\(number)", origin: node.origin)
    var options = Options(node.filter.options)
    let code = avfilter_init_dict(context, &options.dictionary)
    guard code >= 0 else {
      throw failure("FFmpeg's filter '\(node.filter.name)' refused its options", code, origin: node.origin)
    }
    if let name = options.leftover {
      throw EngineError(
        .library, "FFmpeg's filter '\(node.filter.name)' has no option '\(name)'", origin: node.origin)
    }
    nodes.append(context)
    for (pad, edge) in node.inputs.enumerated() { try link(edge, to: context, pad: pad, origin: node.origin) }
  }

  /// The graph ends before a motion, and begins again behind it.
  private func addRelay(_ motion: Motion, _ node: SpanGraph.Node) throws(EngineError) {
    let name = "move@\(nodes.count)"
    let end = try allocate("buffersink", as: name + "in", origin: node.origin)
    try check(avfilter_init_dict(end, nil), "make a graph's sink")
    try link(node.inputs[0], to: end, pad: 0, origin: node.origin)
    let start = try allocate("buffer", as: name, origin: node.origin)
    let shape = StreamShape.PictureShape(
      size: motion.size, format: av_get_pix_fmt(motion.pixelFormat), timeBase: timeBase, rate: av_inv_q(timeBase))
    try describe(start, .picture(shape))
    try check(avfilter_init_dict(start, nil), "make a graph's source")
    nodes.append(start)
    relays.append(Relay(from: end, to: start, Mover(motion), timeBase: timeBase, origin: node.origin))
  }

  /// Ends the graph in a sink and lets FFmpeg check it.
  func configure() throws(EngineError) -> UnsafeMutablePointer<AVFilterContext> {
    let name = medium == .picture ? "buffersink" : "abuffersink"
    let sink = try allocate(name, as: "sink", origin: nil)
    try check(avfilter_init_dict(sink, nil), "make a graph's sink")
    try link(plan.output, to: sink, pad: 0, origin: nil)
    let code = avfilter_graph_config(graph, nil)
    guard code >= 0 else { throw failure("FFmpeg refused a graph", code, origin: nil) }
    return sink
  }

  private func allocate(
    _ filter: String, as name: String, origin: Int?
  ) throws(EngineError) -> UnsafeMutablePointer<AVFilterContext> {
    guard let kind = avfilter_get_by_name(filter) else {
      throw EngineError(.library, "this FFmpeg has no filter '\(filter)'", origin: origin)
    }
    guard let context = avfilter_graph_alloc_filter(graph, kind, name) else {
      throw EngineError(.fault, "no memory for a filter")
    }
    return context
  }

  private func link(
    _ edge: SpanGraph.Edge, to target: UnsafeMutablePointer<AVFilterContext>, pad: Int, origin: Int?
  ) throws(EngineError) {
    let (source, outPad): (UnsafeMutablePointer<AVFilterContext>?, Int) =
      switch edge {
      case .source(let number): (number < texts ? sources[number] : nil, 0)
      case .text(let number): (texts + number < sources.count ? sources[texts + number] : nil, 0)
      case .node(let number, let pad): (number < nodes.count ? nodes[number] : nil, pad)
      }
    guard let source else { throw EngineError(.fault, "a graph's edge starts nowhere", origin: origin) }
    let code = avfilter_link(source, UInt32(clamping: outPad), target, UInt32(clamping: pad))
    guard code >= 0 else {
      throw failure(
        "FFmpeg cannot join two filters: '\(name(source))' and '\(name(target))'", code, origin: origin)
    }
  }

  private func name(_ context: UnsafeMutablePointer<AVFilterContext>) -> String {
    String(cString: context.pointee.filter.pointee.name)
  }

  private func failure(_ message: String, _ code: Int32, origin: Int?) -> EngineError {
    let details = LibraryLog.take()
    return EngineError(
      .library, "\(message): \(plainWords(code))", details: details, origin: origin ?? guilty(details))
  }

  /// The origin of the last node that FFmpeg's messages name.
  private func guilty(_ details: [String]) -> Int? {
    for line in details.reversed() {
      for (number, node) in plan.nodes.enumerated().reversed() {
        let name = "\(node.filter.name)@\(number)"
        if line.contains(name + " ") || line.contains(name + "'") || line.contains(name + "]") {
          return node.origin
        }
      }
    }
    return nil
  }
}
