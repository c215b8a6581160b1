import FilterGraph
import MediaTypes

/// The first place of a span's graph where pictures are not what the next filter takes them for, in words: their matrix,
/// range, primaries, transfer and size, from the sources to the film. FFmpeg would go on without a word. Nil where all holds.
package func verifyColors(_ span: PictureSpan, of film: RenderPlan) -> String? {
  guard let picture = film.picture else { return nil }
  var check = ColorCheck(span, film)
  for (number, node) in span.graph.nodes.enumerated() {
    if let fault = check.pass(node, number) { return "n\(number) \(node.filter.name) \(fault)" }
  }
  return check.faultAtEnd(picture).map { "the span ends in \($0)" }
}

/// What is known of the pictures on every edge.
private struct ColorCheck {
  private struct Known {
    /// Empty where it is not known.
    var format = ""
    /// Nil for shares and for what nobody has said.
    var tags: ColorTags?
    var size: PixelSize?
  }

  private var edges: [SpanGraph.Edge: Known] = [:]
  private let output: SpanGraph.Edge

  init(_ span: PictureSpan, _ film: RenderPlan) {
    output = span.graph.output
    for (number, source) in span.sources.enumerated() where film.inputs.indices.contains(source.input) {
      guard let facts = film.inputs[source.input].facts.picture else { continue }
      edges[.source(number)] = Known(format: facts.pixelFormat, tags: facts.color, size: facts.codedSize)
    }
    for (number, text) in span.texts.enumerated() {
      edges[.text(number)] = Known(format: text.pixelFormat, tags: text.drawsShares == true ? nil : .bt709, size: text.size)
    }
  }

  /// Goes through a filter; gives what is wrong with what enters it.
  mutating func pass(_ node: SpanGraph.Node, _ number: Int) -> String? {
    let inputs = node.inputs.map { edges[$0] ?? Known() }
    let fault = scaleFault(node.filter, inputs) ?? mixFault(node.filter, inputs) ?? motionFault(node, inputs)
    let result = made(by: node, of: inputs)
    for pad in 0..<node.filter.outputCount { edges[.node(number, pad: pad)] = result }
    return fault
  }

  func faultAtEnd(_ picture: PicturePlan) -> String? {
    guard let end = edges[output] else { return nil }
    if let size = end.size, size != picture.size { return "\(size) instead of \(picture.size)" }
    if !end.format.isEmpty, end.format != picture.pixelFormat { return "\(end.format) instead of \(picture.pixelFormat)" }
    guard let tags = end.tags, !tags.isSame(as: picture.color) else { return nil }
    return "\(tags.words) instead of \(picture.color.words)"
  }

  // MARK: what enters

  private func scaleFault(_ filter: Filter, _ inputs: [Known]) -> String? {
    guard filter.name == "scale", let known = inputs.first, let tags = known.tags, known.format != "gray" else { return nil }
    if let range = filter.option("in_range"), range != tags.range { return "takes \(tags.words) for range \(range)" }
    guard let matrix = filter.option("in_color_matrix"), tags.matrix != "gbr", matrix != tags.scalerMatrix else { return nil }
    return "takes \(tags.words) for matrix \(matrix)"
  }

  private static let mixers: Set<String> = ["overlay", "blend", "lut2", "maskedmerge", "xfade", "alphamerge"]

  private func mixFault(_ filter: Filter, _ inputs: [Known]) -> String? {
    guard Self.mixers.contains(filter.name) else { return nil }
    let tags = inputs.compactMap(\.tags), sizes = inputs.compactMap(\.size)
    // A mix that is another for each plane adds numbers, not colours.
    let mixesColors = filter.option("c0_mode") == nil
    if mixesColors, let other = tags.dropFirst().first(where: { !$0.isSame(as: tags[0]) }) {
      return "mixes \(tags[0].words) with \(other.words)"
    }
    guard filter.name != "overlay", let other = sizes.dropFirst().first(where: { $0 != sizes[0] }) else { return nil }
    return "mixes \(sizes[0]) with \(other)"
  }

  private func motionFault(_ node: SpanGraph.Node, _ inputs: [Known]) -> String? {
    guard let motion = node.motion, let known = inputs.first else { return nil }
    if let size = known.size, size != motion.entering { return "moves \(size) as \(motion.entering)" }
    let plain = motion.pixelFormat.replacing("yuva", with: "yuv").replacing("gbrap", with: "gbrp")
    guard !known.format.isEmpty, known.format != motion.pixelFormat, known.format != plain else { return nil }
    return "moves \(known.format) as \(motion.pixelFormat)"
  }

  // MARK: what leaves

  private func made(by node: SpanGraph.Node, of inputs: [Known]) -> Known {
    var known = inputs.first ?? Known()
    let filter = node.filter
    if let motion = node.motion { (known.format, known.size) = (motion.pixelFormat, motion.size) }
    switch filter.name {
    case "scale":
      known.format = ""
      if let range = filter.option("out_range") { known.tags?.range = range }
      if let matrix = filter.option("out_color_matrix") { known.tags?.matrix = matrix }
    case "zscale", "setparams":
      known.format = ""
      if let tags = ColorTags(saidBy: filter) { known.tags = tags }
    case "format":
      known.format = filter.option("pix_fmts") ?? ""
      if known.format.hasPrefix("gbr") || known.format.hasPrefix("rgb") { known.tags?.matrix = "gbr" }
      if known.format == "gray" { known.tags = nil }
    case "alphaextract", "extractplanes": (known.format, known.tags) = ("gray", nil)
    case "mergeplanes": (known.format, known.tags) = (filter.option("format") ?? "", nil)
    case "alphamerge": known.format = ""
    case "hstack", "vstack": known.size = nil
    case "transpose": known.size = known.size?.turned
    default: break
    }
    known.size = filter.size(from: known.size)
    return known
  }
}

extension Filter {
  /// Of the pictures that leave, as far as it says so in numbers.
  fileprivate func size(from entering: PixelSize?) -> PixelSize? {
    if let text = option("s"), inputsNothing {
      let parts = text.split(separator: "x").compactMap { Int($0) }
      return parts.count == 2 ? PixelSize(width: parts[0], height: parts[1]) : nil
    }
    guard ["scale", "crop", "pad", "rotate"].contains(name) || name == "zscale" && option("w") != nil else { return entering }
    func side(_ key: String, _ same: String, _ before: Int?) -> Int? {
      guard let text = option(key) else { return nil }
      return text == same ? before : Int(text)
    }
    let isTurn = name == "rotate"
    guard let width = side(isTurn ? "out_w" : "w", "in_w", entering?.width),
      let height = side(isTurn ? "out_h" : "h", "in_h", entering?.height)
    else { return nil }
    return PixelSize(width: width, height: height)
  }

  private var inputsNothing: Bool { leavesFormatOpen && !["scale", "zscale", "colorspace"].contains(name) }
}

extension ColorTags {
  /// What a `zscale` or a `setparams` says; nil where that is not all.
  fileprivate init?(saidBy filter: Filter) {
    let keys = filter.name == "zscale" ? ["m", "r", "p", "t"] : ["colorspace", "range", "color_primaries", "color_trc"]
    let values = keys.compactMap { filter.option($0) }
    guard values.count == 4 else { return nil }
    self.init(matrix: values[0], range: values[1], primaries: values[2], transfer: values[3])
  }

  /// The scaler's name of the matrix.
  fileprivate var scalerMatrix: String {
    switch matrix {
    case "bt470bg", "smpte170m": "bt601"
    case "bt2020nc", "bt2020c": "bt2020"
    case "bt601", "bt2020", "smpte240m", "fcc", "gbr": matrix
    default: "bt709"
    }
  }

  /// Numbers of both mean the same, but for primaries that are near enough to each other.
  fileprivate func isSame(as other: ColorTags) -> Bool {
    scalerMatrix == other.scalerMatrix && range == other.range && !needsRecoloring(to: other)
  }

  fileprivate var words: String { "\(matrix) \(range) \(primaries) \(transfer)" }
}
