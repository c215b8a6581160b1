import FilterGraph

/// A graph under construction from another one, in which an edge may be read any number of times: splits are
/// put in at the end, where they are needed.
struct GraphRewrite {
  private(set) var graph = SpanGraph()

  /// Adds a node, reading edges of the new graph; gives its number.
  mutating func add(_ node: SpanGraph.Node, reading inputs: [SpanGraph.Edge]) -> Int {
    var node = node
    node.inputs = inputs
    graph.nodes.append(node)
    return graph.nodes.count - 1
  }

  /// The finished graph: nodes that nothing reads are gone, and what is read more than once is split.
  func finished(at output: SpanGraph.Edge) -> SpanGraph {
    let readers = readers(of: output)
    var result = SpanGraph()
    /// Edges of the result to be handed out, by edge of the rewrite.
    var ready: [SpanGraph.Edge: [SpanGraph.Edge]] = [:]
    func offer(_ edge: SpanGraph.Edge, as made: SpanGraph.Edge, origin: Int) {
      let count = readers[edge] ?? 0
      ready[edge] = count > 1 ? result.addSplit(.split(count), to: made, outputs: count, origin: origin).reversed() : [made]
    }
    func take(_ edge: SpanGraph.Edge, origin: Int) -> SpanGraph.Edge {
      if ready[edge] == nil { offer(edge, as: edge, origin: origin) }
      return ready[edge]?.popLast() ?? edge
    }
    for (number, node) in graph.nodes.enumerated() {
      let pads = (0..<node.filter.outputCount).map { SpanGraph.Edge.node(number, pad: $0) }
      guard pads.contains(where: { readers[$0] != nil }) else { continue }
      var copy = node
      copy.inputs = node.inputs.map { take($0, origin: node.origin) }
      result.nodes.append(copy)
      let made = result.nodes.count - 1
      for (pad, edge) in pads.enumerated() { offer(edge, as: .node(made, pad: pad), origin: node.origin) }
    }
    result.output = take(output, origin: 0)
    return result
  }

  /// How often each edge is read, for those that lead to the output.
  private func readers(of output: SpanGraph.Edge) -> [SpanGraph.Edge: Int] {
    var counts = [output: 1]
    for (number, node) in graph.nodes.enumerated().reversed() {
      let isRead = (0..<node.filter.outputCount).contains { counts[.node(number, pad: $0)] != nil }
      if isRead { for edge in node.inputs { counts[edge, default: 0] += 1 } }
    }
    return counts
  }
}
