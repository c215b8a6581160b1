import FilterGraph

/// A picture that does not change is worked on once and then held, instead of being held and worked on once a
/// frame: stills, painted grounds and masks with all that is done to them.
enum HoldLate: SpanPass {
  static let name = "hold-late"
  static let summary = "Works on a picture that does not change once a span, not once a frame."
  static let reason = "After sharing, so that what is shared is held once; before lookups are merged, which it brings together."
  static let promise = Promise.exact

  static func run(_ span: PictureSpan, of film: RenderPlan, _ findings: inout [Finding]) -> PictureSpan {
    guard span.graph.nodes.contains(where: { $0.filter.heldCount != nil }) else { return span }
    var holding = Holding(span, film)
    let output = holding.moved()
    guard !holding.findings.isEmpty else { return span }
    findings += holding.findings
    var result = span
    result.graph = holding.rewrite.finished(at: output)
    return result
  }
}

/// One span's graph with its holds moved towards the end.
private struct Holding {
  private let span: PictureSpan
  var rewrite = GraphRewrite()
  private(set) var findings: [Finding] = []
  private var edges: [SpanGraph.Edge: Reached] = [:]

  /// What an edge of the old graph has become.
  private struct Reached {
    var edge: SpanGraph.Edge
    /// A single picture passes here.
    var isSingle = false
    /// The single picture is to be held by this filter.
    var hold: SpanGraph.Node?
    /// It has come through a filter that joins pictures.
    var isJoined = false
  }

  init(_ span: PictureSpan, _ film: RenderPlan) {
    self.span = span
    for (number, source) in span.sources.enumerated() {
      let isStill = film.inputs.indices.contains(source.input) && film.inputs[source.input].facts.kind == .still
      edges[.source(number)] = Reached(edge: .source(number), isSingle: isStill)
    }
    for number in span.texts.indices { edges[.text(number)] = Reached(edge: .text(number)) }
  }

  mutating func moved() -> SpanGraph.Edge {
    for (number, node) in span.graph.nodes.enumerated() { move(node, number) }
    return settled(edges[span.graph.output])
  }

  private mutating func move(_ node: SpanGraph.Node, _ number: Int) {
    let inputs = node.inputs.map { edges[$0] ?? Reached(edge: $0) }
    if node.filter.heldCount != nil, inputs[0].isSingle {
      edges[.node(number, pad: 0)] = Reached(
        edge: inputs[0].edge, isSingle: true, hold: inputs[0].hold ?? node, isJoined: inputs[0].isJoined)
      return
    }
    let goesBefore = canGoBefore(node, inputs)
    let hold = goesBefore ? inputs[0].hold : nil
    if hold != nil, !["split", "format"].contains(node.filter.name) {
      findings.append(Finding(text: "'\(node.filter.name)' works on its picture once, not once a frame", origin: node.origin))
    }
    let read = goesBefore ? inputs.map(\.edge) : inputs.map { settled($0) }
    let made = rewrite.add(node, reading: read)
    let isJoined = inputs.count > 1 || inputs.contains { $0.isJoined }
    let isSingle = makesSingle(node.filter) || goesBefore
    for pad in 0..<node.filter.outputCount {
      edges[.node(number, pad: pad)] = Reached(edge: .node(made, pad: pad), isSingle: isSingle, hold: hold, isJoined: isJoined)
    }
  }

  /// All that enters is single and held alike, and the filter cannot tell when it works.
  private func canGoBefore(_ node: SpanGraph.Node, _ inputs: [Reached]) -> Bool {
    guard let first = inputs.first, node.automation == nil, node.motion == nil, node.filter.isTimeless else { return false }
    return inputs.allSatisfy { $0.isSingle && $0.hold?.filter.heldCount == first.hold?.filter.heldCount }
  }

  private func makesSingle(_ filter: Filter) -> Bool {
    filter.name == "trim" && filter.option("start_frame") == "0" && filter.option("end_frame") == "1"
  }

  /// An edge as it was in the old graph: held where it was. FFmpeg's filters of several inputs end a picture when it
  /// starts, so what is held behind them is counted anew.
  private mutating func settled(_ reached: Reached?) -> SpanGraph.Edge {
    guard let reached else { return .source(0) }
    guard var hold = reached.hold else { return reached.edge }
    if reached.isJoined, let count = hold.filter.heldCount { hold.filter = .holdJoined(count) }
    return .node(rewrite.add(hold, reading: [reached.edge]), pad: 0)
  }
}
