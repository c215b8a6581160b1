import FilterGraph
import MediaTypes
import Timeline

/// Rewrites a span that was lowered for the canvas of 8 bits in BT.709 for the canvas that it is on, and gives sources of
/// other colours their conversions. What a standard source on a standard canvas lowers to stays as it is, to the bit.
///
/// On a deep canvas filters that FFmpeg has in 8 bits only work in 8 bits, on pictures brought down without dither; what
/// they give is brought up where the next step is deep.
func convertColors(_ span: PictureSpan, _ inputs: [PlanInput], _ color: CanvasColor, to format: String) -> PictureSpan {
  let facts = span.sources.map { inputs[$0.input].facts.picture }
  let isForeign = facts.contains { $0?.color.needsRecoloring(to: color.tags) ?? false }
  guard color.isDeep || isForeign else { return span }
  var conversion = ColorConversion(color: color, span: span, facts: facts)
  conversion.run()
  var result = span
  result.graph = conversion.finished(in: format)
  return result
}

private struct ColorConversion {
  /// What is known of the pictures on an edge.
  struct State {
    /// Empty where nothing has said it yet: a filter that makes pictures.
    var format: String
    var tags: ColorTags
    /// They are the canvas's own: in its colours, or in the R'G'B' of these.
    var isCanvas: Bool
    var size: PixelSize?
    var hasAlpha = false
    var peak: Int?
  }

  let color: CanvasColor
  let span: PictureSpan
  let facts: [PictureFacts?]
  private var graph = SpanGraph()
  private var edges: [SpanGraph.Edge: SpanGraph.Edge] = [:]
  private var states: [SpanGraph.Edge: State] = [:]
  /// `format` nodes that a conversion stands for already.
  private var done: Set<Int> = []

  init(color: CanvasColor, span: PictureSpan, facts: [PictureFacts?]) {
    (self.color, self.span, self.facts) = (color, span, facts)
    for (number, facts) in facts.enumerated() {
      guard let facts else { continue }
      let edge = SpanGraph.Edge.source(number)
      edges[edge] = edge
      let isCanvas = facts.color == color.tags && facts.pixelFormat == color.format(WorkingFormat.opaque)
      states[edge] = State(
        format: facts.pixelFormat, tags: facts.color, isCanvas: isCanvas, size: facts.codedSize, hasAlpha: facts.hasAlpha,
        peak: facts.peak)
    }
    for (number, text) in span.texts.enumerated() {
      let edge = SpanGraph.Edge.text(number)
      edges[edge] = edge
      states[edge] = State(
        format: text.pixelFormat, tags: .bt709, isCanvas: text.drawsShares == true, size: text.size, hasAlpha: text.drawsShares != true)
    }
  }

  mutating func run() {
    for number in span.graph.nodes.indices where !done.contains(number) { convert(number) }
  }

  /// The graph, which ends in the canvas's own format.
  mutating func finished(in format: String) -> SpanGraph {
    let end = edges[span.graph.output] ?? span.graph.output
    let state = states[end]
    graph.output = state?.format == format && state?.isCanvas == true ? end : brought(end, to: format, origin: lastOrigin)
    return graph
  }

  private var lastOrigin: Int { span.graph.nodes.last?.origin ?? span.sources.first?.origin ?? 0 }

  // MARK: one node

  private mutating func convert(_ number: Int) {
    let node = span.graph.nodes[number]
    let inputs = node.inputs.map { edges[$0] ?? $0 }
    switch node.filter.name {
    case "scale" where node.motion == nil && inputs.count == 1: convertScale(number, node, inputs[0])
    case "zscale" where !isPlain(inputs[0]): convertScale(number, node, inputs[0])
    case "overlay": paint(number, node, inputs)
    default: convertOther(number, node, inputs)
    }
  }

  private func option(_ name: String, of filter: Filter) -> String? { filter.options.last { $0.name == name }?.value }

  /// Pictures that are the canvas's own in 8 bits are resampled as on a standard canvas.
  private func isPlain(_ edge: SpanGraph.Edge) -> Bool { !color.isDeep && states[edge]?.isCanvas == true }

  /// A scale that says what goes in and what comes out, and the format behind it.
  private mutating func convertScale(_ number: Int, _ node: SpanGraph.Node, _ input: SpanGraph.Edge) {
    guard let state = states[input], state.format != "gray", let follower = formatNode(behind: number),
      let width = option("w", of: node.filter).flatMap(Int.init),
      let height = option("h", of: node.filter).flatMap(Int.init), let format = option("pix_fmts", of: span.graph.nodes[follower].filter)
    else { return convertOther(number, node, [input]) }
    let size = PixelSize(width: width, height: height)
    let isToCanvas = node.filter.name == "zscale" || option("out_range", of: node.filter) == "tv"
    done.insert(follower)
    guard state.isCanvas || isToCanvas else {
      // R'G'B' of the source itself, for work that its own alpha needs.
      let edge = graph.chain([node.filter, .format(format)], to: input, origin: node.origin)
      var tags = state.tags
      (tags.matrix, tags.range) = ("gbr", "pc")
      set(
        .node(follower, pad: 0), edge,
        State(format: format, tags: tags, isCanvas: false, size: size, hasAlpha: state.hasAlpha, peak: state.peak))
      return
    }
    let target = color.format(format)
    var source = state.tags
    // A generator's pictures are what its scale says.
    if state.format.isEmpty, let range = option("in_range", of: node.filter), range == "tv" { source = .bt709 }
    var tags = color.tags
    if !isToCanvas { (tags.matrix, tags.range) = ("gbr", "pc") }
    let filters: [Filter]
    if !state.isCanvas, source.needsRecoloring(to: color.tags) {
      filters = Filter.recolor(to: size, from: source, to: color.tags, peak: state.peak, hasAlpha: state.hasAlpha, format: target)
    } else {
      filters = [scale(to: size, from: source, to: tags), .format(target)]
    }
    let edge = graph.chain(filters, to: input, origin: node.origin)
    set(.node(follower, pad: 0), edge, State(format: target, tags: tags, isCanvas: true, size: size, hasAlpha: target.hasAlphaPlane))
  }

  /// Between R'G'B' and another matrix the canvas's own is meant.
  private func scale(to size: PixelSize, from: ColorTags, to tags: ColorTags) -> Filter {
    var filter = Filter.scale(to: size, from: from, to: tags)
    guard color.isHDR else { return filter }
    if tags.matrix == "gbr" { filter.set("out_color_matrix", "bt2020") }
    if from.matrix == "gbr", tags.matrix == "gbr" { filter.set("in_color_matrix", "bt2020") }
    return filter
  }

  private func formatNode(behind number: Int) -> Int? {
    let readers = span.graph.nodes.indices.filter { span.graph.nodes[$0].inputs.contains(.node(number, pad: 0)) }
    guard readers.count == 1, span.graph.nodes[readers[0]].filter.name == "format" else { return nil }
    return readers[0]
  }

  private mutating func set(_ old: SpanGraph.Edge, _ new: SpanGraph.Edge, _ state: State) {
    edges[old] = new
    states[new] = state
  }

  /// Two pictures of the canvas, one over the other.
  private mutating func paint(_ number: Int, _ node: SpanGraph.Node, _ inputs: [SpanGraph.Edge]) {
    let under = states[inputs[0]]?.format ?? WorkingFormat.opaque
    let base = brought(inputs[0], to: color.format(CanvasColor.shallow(under) ?? under), origin: node.origin)
    let over = brought(inputs[1], to: color.format(WorkingFormat.alpha), origin: node.origin)
    var filter = node.filter
    guard color.isDeep, !under.hasAlphaPlane else {
      // FFmpeg 5.1 divides by alpha as if it had 8 bits where the ground has any, and darkens every soft edge.
      let ready = [base, over].map { lowered($0, origin: node.origin) }
      return set(.node(number, pad: 0), add(filter, node, ready), states[ready[0]]!)
    }
    filter.set("format", "yuv420p10")
    let edge = add(filter, node, [base, over])
    set(.node(number, pad: 0), edge, states[base]!)
  }

  private mutating func convertOther(_ number: Int, _ node: SpanGraph.Node, _ inputs: [SpanGraph.Edge]) {
    let known = inputs.map { states[$0] }
    var ready = inputs
    if color.isDeep, known.contains(where: { $0?.isCanvas ?? false }) {
      let staysDeep =
        known.allSatisfy { $0.map { isDeepForm($0) } ?? false } && (node.motion != nil || node.filter.worksDeep(in: known[0]!.format))
      if !staysDeep { ready = inputs.map { lowered($0, origin: node.origin) } }
    }
    var state = ready.first.flatMap { states[$0] } ?? State(format: "", tags: .rgb, isCanvas: false)
    let edge = add(filter(node.filter, states[ready.first ?? .source(-1)]), moving(node, &state), ready)
    guard case .node(let made, _) = edge else { return }
    change(&state, by: node.filter)
    for pad in 0..<node.filter.outputCount { set(.node(number, pad: pad), .node(made, pad: pad), state) }
  }

  /// A motion takes pictures as they are, deep or not.
  private func moving(_ node: SpanGraph.Node, _ state: inout State) -> SpanGraph.Node {
    guard var motion = node.motion else { return node }
    if isDeepForm(state) { motion.pixelFormat = color.format(motion.pixelFormat) }
    (state.format, state.size, state.hasAlpha) = (motion.pixelFormat, motion.size, motion.pixelFormat.hasAlphaPlane)
    var copy = node
    copy.motion = motion
    return copy
  }

  private func isDeepForm(_ state: State) -> Bool { CanvasColor.shallow(state.format) != nil }

  /// What a filter makes of what is known.
  private func change(_ state: inout State, by filter: Filter) {
    switch filter.name {
    case "alphaextract", "extractplanes": (state.format, state.hasAlpha) = ("gray", false)
    case "alphamerge":
      state.format =
        state.format.hasAlphaPlane ? state.format : state.format.replacing("yuv", with: "yuva").replacing("gbrp", with: "gbrap")
      state.hasAlpha = true
    case "mergeplanes":
      state.format = option("format", of: filter) ?? state.format
      (state.isCanvas, state.hasAlpha) = (true, state.format.hasAlphaPlane)
    case "format":
      state.format = option("pix_fmts", of: filter) ?? state.format
      state.hasAlpha = state.format.hasAlphaPlane || ["rgba", "bgra", "argb", "abgr"].contains { state.format.hasPrefix($0) }
    case "transpose": state.size = state.size?.turned
    case "crop", "pad", "scale", "zscale":
      if let width = option("w", of: filter).flatMap(Int.init), let height = option("h", of: filter).flatMap(Int.init) {
        state.size = PixelSize(width: width, height: height)
      }
    case "rotate":
      if let width = option("out_w", of: filter).flatMap(Int.init), let height = option("out_h", of: filter).flatMap(Int.init) {
        state.size = PixelSize(width: width, height: height)
      }
    default: break
    }
  }

  /// The same filter, its constants in the canvas's terms.
  private func filter(_ filter: Filter, _ state: State?) -> Filter {
    guard filter.name == "format", state?.isCanvas == true, let state, isDeepForm(state), let format = option("pix_fmts", of: filter) else {
      return filter
    }
    return .format(color.format(format))
  }

  private mutating func add(_ filter: Filter, _ node: SpanGraph.Node, _ inputs: [SpanGraph.Edge]) -> SpanGraph.Edge {
    var copy = node
    (copy.filter, copy.inputs) = (filter, inputs)
    graph.nodes.append(copy)
    return .node(graph.nodes.count - 1, pad: 0)
  }

  // MARK: depth

  /// The picture in a format of the canvas, whatever it was.
  private mutating func brought(_ edge: SpanGraph.Edge, to format: String, origin: Int) -> SpanGraph.Edge {
    guard let state = states[edge], let size = state.size, !state.isCanvas || state.format != format else { return edge }
    let isForeign = !state.isCanvas && state.tags.needsRecoloring(to: color.tags)
    let filters =
      isForeign
      ? Filter.recolor(to: size, from: state.tags, to: color.tags, peak: state.peak, hasAlpha: state.hasAlpha, format: format)
      : [scale(to: size, from: state.tags, to: color.tags), .format(format)]
    let result = graph.chain(filters, to: edge, origin: origin)
    states[result] = State(format: format, tags: color.tags, isCanvas: true, size: size, hasAlpha: format.hasAlphaPlane)
    return result
  }

  /// The picture in 8 bits, rounded without dither.
  private mutating func lowered(_ edge: SpanGraph.Edge, origin: Int) -> SpanGraph.Edge {
    guard var state = states[edge], state.isCanvas, let format = CanvasColor.shallow(state.format), let size = state.size else {
      return edge
    }
    var down = scale(to: size, from: state.tags, to: state.tags)
    down.set("sws_dither", "none")
    let result = graph.chain([down, .format(format)], to: edge, origin: origin)
    state.format = format
    states[result] = state
    return result
  }
}

extension String {
  /// A working format's.
  fileprivate var hasAlphaPlane: Bool { hasPrefix("yuva") || hasPrefix("gbrap") }
}

extension Filter {
  /// Gives an option a value, or another.
  fileprivate mutating func set(_ name: String, _ value: String) {
    options.removeAll { $0.name == name }
    options.append(Option(name, value))
  }

  /// FFmpeg 5.1 has the filter for 10 bits in this format, and none of its options counts in 8.
  fileprivate func worksDeep(in format: String) -> Bool {
    if Self.anyDepth.contains(name) { return true }
    return Self.someDepths[name]?.contains(format) ?? false
  }

  private static let anyDepth: Set<String> = [
    "crop", "pad", "hflip", "vflip", "transpose", "tpad", "trim", "setpts", "settb", "split", "setsar", "loop", "fps", "gblur", "format",
    "hstack", "vstack", "setparams", "select",
  ]

  private static let someDepths: [String: Set<String>] = [
    "unsharp": ["yuv420p10le", "yuva420p10le", "yuv444p10le", "yuva444p10le"],
    "xfade": ["yuv444p10le", "yuva444p10le", "gbrp10le", "gbrap10le"],
    "premultiply": ["yuva444p10le", "gbrap10le"], "unpremultiply": ["yuva444p10le", "gbrap10le"],
    "blend": ["yuv420p10le", "yuva420p10le", "yuv444p10le", "yuva444p10le", "gbrp10le", "gbrap10le"],
    "curves": ["gbrp10le", "gbrap10le"], "colorbalance": ["gbrp10le", "gbrap10le"], "colorchannelmixer": ["gbrp10le", "gbrap10le"],
    "lut3d": ["gbrp10le", "gbrap10le"],
  ]
}
