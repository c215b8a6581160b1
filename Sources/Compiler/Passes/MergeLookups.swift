import FilterGraph

/// Tables of values that follow each other become one table: the second's expression is taken of the first's
/// result, rounded and kept in range as the first filter would have.
enum MergeLookups: SpanPass {
  static let name = "merge-lookups"
  static let summary = "Makes one table of neighbouring tables of values (contrast, exposure, saturation, gamma …)."
  static let reason = "Last, when nothing stands between neighbours any more."
  static let promise = Promise.exact

  static func run(_ span: PictureSpan, of film: RenderPlan, _ findings: inout [Finding]) -> PictureSpan {
    guard span.graph.nodes.count(where: { tables.contains($0.filter.name) }) > 1 else { return span }
    var rewrite = GraphRewrite()
    var edges: [SpanGraph.Edge: SpanGraph.Edge] = [:]
    var merged = false
    for (number, node) in span.graph.nodes.enumerated() {
      var node = node
      node.inputs = node.inputs.map { edges[$0] ?? $0 }
      if let whole = joined(node, in: rewrite.graph, span, film) {
        merged = true
        findings.append(Finding(text: "its table and the one before become one", origin: node.origin))
        node = whole
      }
      let made = rewrite.add(node, reading: node.inputs)
      for pad in 0..<node.filter.outputCount { edges[.node(number, pad: pad)] = .node(made, pad: pad) }
    }
    guard merged else { return span }
    var result = span
    result.graph = rewrite.finished(at: edges[span.graph.output] ?? span.graph.output)
    return result
  }

  private static let tables: Set<String> = ["lutyuv", "lutrgb"]

  /// A table and the one before it as one behind what that one reads; nil where they stay two.
  private static func joined(_ node: SpanGraph.Node, in graph: SpanGraph, _ span: PictureSpan, _ film: RenderPlan) -> SpanGraph.Node? {
    guard tables.contains(node.filter.name), node.automation == nil, case .node(let number, 0) = node.inputs[0] else { return nil }
    let before = graph.nodes[number]
    guard before.filter.name == node.filter.name, before.automation == nil,
      isEightBit(before.inputs[0], graph, span, film)
    else { return nil }
    var whole = before
    whole.origin = node.origin
    whole.filter.options = []
    for plane in node.filter.name == "lutyuv" ? ["y", "u", "v", "a"] : ["r", "g", "b", "a"] {
      let (first, second) = (before.filter.option(plane), node.filter.option(plane))
      guard first != nil || second != nil else { continue }
      guard let text = composed(first ?? unchanged, second ?? unchanged) else { return nil }
      whole.filter.options.append(.init(plane, text))
    }
    return whole
  }

  /// What FFmpeg does to a plane without an expression.
  private static let unchanged = "clipval"

  /// The second expression of the first's value; nil where an expression is in words that cannot be replaced.
  private static func composed(_ first: String, _ second: String) -> String? {
    if first == unchanged, second == unchanged { return unchanged }
    guard !second.contains("negval"), !second.contains("ld(9)"), first.utf8.count < 4000 else { return nil }
    return "st(9,clip(trunc(\(first)),0,255));\(replacing(second))"
  }

  /// `val` and `clipval` read from the register that holds the first table's value.
  private static func replacing(_ text: String) -> String {
    var result = "", word = ""
    for character in text + " " {
      if character.isLetter || character == "_" {
        word.append(character)
        continue
      }
      switch word {
      case "val": result += "ld(9)"
      case "clipval": result += "clip(ld(9),minval,maxval)"
      default: result += word
      }
      word = ""
      result.append(character)
    }
    return String(result.dropLast())
  }

  /// Whether pictures on an edge have 8 bits a sample, as far as the nodes before say.
  private static func isEightBit(_ edge: SpanGraph.Edge, _ graph: SpanGraph, _ span: PictureSpan, _ film: RenderPlan) -> Bool {
    let eightBit: Set<String> = ["yuv420p", "yuva420p", "yuv422p", "yuv444p", "yuva444p", "gbrp", "gbrap"]
    var edge = edge
    while true {
      switch edge {
      case .text: return false
      case .source(let number):
        guard span.sources.indices.contains(number), film.inputs.indices.contains(span.sources[number].input) else { return false }
        return film.inputs[span.sources[number].input].facts.picture.map { eightBit.contains($0.pixelFormat) } ?? false
      case .node(let number, _):
        let node = graph.nodes[number]
        if node.filter.name == "format" { return node.filter.option("pix_fmts").map(eightBit.contains) ?? false }
        guard let input = node.inputs.first else { return false }
        edge = input
      }
    }
  }
}
