import FilterGraph

/// What a span does twice is done once: one decoder for pictures that are the same, one filter for the same work
/// on the same pictures.
enum ShareWork: SpanPass {
  static let name = "share-work"
  static let summary = "Decodes and filters once what a span shows more than once."
  static let reason = "First among the graphs, because later passes move work and alike parts would differ."
  static let promise = Promise.exact

  static func run(_ span: PictureSpan, of film: RenderPlan, _ findings: inout [Finding]) -> PictureSpan {
    var sharing = Sharing(span)
    let output = sharing.shared()
    guard sharing.saved > 0 else { return span }
    findings += sharing.findings
    var result = span
    result.sources = sharing.sources
    result.texts = sharing.texts
    result.graph = sharing.rewrite.finished(at: output)
    return result
  }
}

/// One span's graph without repetitions.
private struct Sharing {
  private let span: PictureSpan
  var rewrite = GraphRewrite()
  private(set) var sources: [PictureSource] = []
  private(set) var texts: [TextSource] = []
  private(set) var findings: [Finding] = []
  /// Sources and filters that are not needed any more.
  private(set) var saved = 0
  private var edges: [SpanGraph.Edge: SpanGraph.Edge] = [:]
  private var known: [Work: Int] = [:]
  /// Which pixels are asked for right behind an edge of the old graph.
  private var formats: [SpanGraph.Edge: Filter] = [:]

  /// A filter at work on certain pictures.
  private struct Work: Hashable {
    var filter: Filter
    var inputs: [SpanGraph.Edge]
    var automation: SpanGraph.Automation?
    var motion: Motion?
    /// The pixels that the next node asks for, where it is what decides them.
    var format: Filter?
  }

  init(_ span: PictureSpan) {
    self.span = span
    for node in span.graph.nodes where node.filter.name == "format" { formats[node.inputs[0]] = node.filter }
  }

  /// Makes the new graph; gives where it ends.
  mutating func shared() -> SpanGraph.Edge {
    for (number, source) in span.sources.enumerated() { edges[.source(number)] = share(source) }
    for (number, text) in span.texts.enumerated() { edges[.text(number)] = share(text) }
    for (number, node) in span.graph.nodes.enumerated() { share(node, number) }
    return edges[span.graph.output] ?? span.graph.output
  }

  private mutating func share(_ source: PictureSource) -> SpanGraph.Edge {
    var plain = source
    for (index, other) in sources.enumerated() {
      plain.origin = other.origin
      guard plain == other else { continue }
      saved += 1
      findings.append(Finding(text: "the same pictures are decoded once", origin: source.origin))
      return .source(index)
    }
    sources.append(source)
    return .source(sources.count - 1)
  }

  private mutating func share(_ text: TextSource) -> SpanGraph.Edge {
    if let index = texts.firstIndex(of: text) {
      saved += 1
      return .text(index)
    }
    texts.append(text)
    return .text(texts.count - 1)
  }

  private mutating func share(_ node: SpanGraph.Node, _ number: Int) {
    let inputs = node.inputs.map { edges[$0] ?? $0 }
    if node.filter.name == "split" {
      for pad in 0..<node.filter.outputCount { edges[.node(number, pad: pad)] = inputs[0] }
      return
    }
    let format = node.filter.leavesFormatOpen ? formats[.node(number, pad: 0)] : nil
    let canBeShared = format != nil || !node.filter.leavesFormatOpen
    let work = Work(filter: node.filter, inputs: inputs, automation: node.automation, motion: node.motion, format: format)
    let made: Int
    if canBeShared, let before = known[work] {
      made = before
      saved += 1
      if node.filter.name != "format" {
        findings.append(Finding(text: "'\(node.filter.name)' does the same work once", origin: node.origin))
      }
    } else {
      made = rewrite.add(node, reading: inputs)
      known[work] = made
    }
    for pad in 0..<node.filter.outputCount { edges[.node(number, pad: pad)] = .node(made, pad: pad) }
  }
}
