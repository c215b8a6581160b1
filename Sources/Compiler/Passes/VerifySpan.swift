import FilterGraph

/// The first thing that is wrong with a span's graph, in words: every pad is read exactly once, nothing is read
/// before it is made, and an option that changes has a value for every picture. Nil where all holds.
package func verify(_ span: PictureSpan) -> String? {
  let graph = span.graph
  if graph.nodes.isEmpty { return span.sources.isEmpty ? "a span has neither sources nor filters" : nil }
  var unread = Set(span.sources.indices.map { SpanGraph.Edge.source($0) })
  unread.formUnion(span.texts.indices.map { SpanGraph.Edge.text($0) })
  for (number, node) in graph.nodes.enumerated() {
    for edge in node.inputs where unread.remove(edge) == nil {
      return "n\(number) \(node.filter.name) reads \(edge), which is not there or was read before"
    }
    if let automation = node.automation, automation.values.isEmpty { return "n\(number) \(node.filter.name) changes to nothing" }
    for pad in 0..<node.filter.outputCount { unread.insert(.node(number, pad: pad)) }
  }
  guard unread.remove(graph.output) != nil else { return "the graph ends in \(graph.output), which is not there" }
  return unread.isEmpty ? nil : "nothing reads \(unread.map { "\($0)" }.sorted().joined(separator: ", "))"
}
