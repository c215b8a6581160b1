import FilterGraph

/// Two neighbouring steps that add to the colour differences in proportion to brightness (temperature, tint, sepia)
/// are one step whose shifts are their sums.
///
/// The steps are `u + y * (high - low) + low`, rounded and kept in range after each; the sum differs by the first
/// one's rounding where both push a plane the same way. Where one pushes back what the other pushed out of range it
/// would differ by much more, so these stay two. Measured over all colours, `ComposedShiftTests` keeps the bound.
package enum ComposeShifts: SpanPass {
  package static let name = "compose-shifts"
  package static let summary = "Makes one step of two neighbouring shifts of colour (temperature, tint, sepia)."
  package static let reason =
    "Before tables are merged, which it may bring together; once in a row of such steps, because errors would add up."
  package static let promise = Promise.within(1)

  package static func run(_ span: PictureSpan, of film: RenderPlan, _ findings: inout [Finding]) -> PictureSpan {
    guard span.graph.nodes.count(where: { $0.filter.name == "colorcorrect" }) > 1 else { return span }
    var rewrite = GraphRewrite()
    var edges: [SpanGraph.Edge: SpanGraph.Edge] = [:]
    /// Results, and what stands in one row with them.
    var finished: Set<Int> = []
    for (number, node) in span.graph.nodes.enumerated() {
      var node = node
      node.inputs = node.inputs.map { edges[$0] ?? $0 }
      var isWhole = false
      if case .node(let before, 0)? = node.inputs.first, !finished.contains(before), node.automation == nil,
        rewrite.graph.nodes[before].automation == nil, let sum = composed(rewrite.graph.nodes[before].filter, node.filter)
      {
        findings.append(Finding(text: "its shift of colour and the one before become one", origin: node.origin))
        (node.filter, node.inputs, isWhole) = (sum, rewrite.graph.nodes[before].inputs, true)
      }
      let made = rewrite.add(node, reading: node.inputs)
      let isBehindWhole = node.filter.name == "colorcorrect" && node.inputs.contains { isFinished($0, finished) }
      if isWhole || isBehindWhole { finished.insert(made) }
      for pad in 0..<node.filter.outputCount { edges[.node(number, pad: pad)] = .node(made, pad: pad) }
    }
    guard !finished.isEmpty else { return span }
    var result = span
    result.graph = rewrite.finished(at: edges[span.graph.output] ?? span.graph.output)
    return result
  }

  private static func isFinished(_ edge: SpanGraph.Edge, _ finished: Set<Int>) -> Bool {
    if case .node(let number, 0) = edge { finished.contains(number) } else { false }
  }

  /// One filter for two in a row; nil where they must stay two.
  package static func composed(_ first: Filter, _ second: Filter) -> Filter? {
    guard let a = Shifts(first), let b = Shifts(second) else { return nil }
    let pairs = [(a.red, b.red), (a.blue, b.blue)]
    guard pairs.allSatisfy({ agree($0.0, $0.1) }) else { return nil }
    var sum = Filter("colorcorrect")
    for (name, value) in [
      ("rl", a.red.low + b.red.low), ("bl", a.blue.low + b.blue.low), ("rh", a.red.high + b.red.high), ("bh", a.blue.high + b.blue.high),
    ] {
      guard abs(value) <= 1 else { return nil }
      sum.options.append(.init(name, "\((value * 1_000_000).rounded() / 1_000_000)"))
    }
    return sum
  }

  /// Both push one way, in the dark and in the light.
  private static func agree(_ a: Shifts.Plane, _ b: Shifts.Plane) -> Bool {
    let values = [a.low, a.high, b.low, b.high]
    return values.allSatisfy { $0 >= 0 } || values.allSatisfy { $0 <= 0 }
      || (a.low == 0 && a.high == 0) || (b.low == 0 && b.high == 0)
  }
}

/// What a step adds to the colour differences at black and at white.
private struct Shifts {
  struct Plane {
    var low = 0.0
    var high = 0.0
  }

  var red = Plane()
  var blue = Plane()

  /// Nil for a filter that does more.
  init?(_ filter: Filter) {
    guard filter.name == "colorcorrect" else { return nil }
    for option in filter.options {
      guard let value = Double(option.value) else { return nil }
      switch option.name {
      case "rl": red.low = value
      case "rh": red.high = value
      case "bl": blue.low = value
      case "bh": blue.high = value
      default: return nil
      }
    }
  }
}
