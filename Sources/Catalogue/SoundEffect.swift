import FilterGraph
import MediaTypes
import Timeline

/// An effect on sound: one type in its family's file. It works on planar float at the canvas's rate and layout,
/// and gives back as many samples as it takes, each in its place: what a filter delays, it takes back.
package protocol SoundEffect: EffectEntry {
  /// It changes nothing with these parameters.
  var isIdentity: Bool { get }
  /// Seconds that it rings on after its sound has ended.
  var tail: Rational { get }
  /// Adds its filters to the chain.
  func apply(to chain: inout SoundChain)
}

extension SoundEffect {
  package static var family: EffectFamily { .sound }
  package var isIdentity: Bool { false }
  package var tail: Rational { 0 }
}

/// A row of sound filters under construction.
package struct SoundChain {
  package let shape: SoundShape
  /// Samples that pass.
  package let count: Int
  package var graph: SpanGraph
  package var edge: SpanGraph.Edge
  package let origin: Int

  package init(_ graph: SpanGraph, at edge: SpanGraph.Edge, _ shape: SoundShape, count: Int, origin: Int) {
    (self.graph, self.edge, self.shape, self.count, self.origin) = (graph, edge, shape, count, origin)
  }

  package mutating func add(_ filters: [Filter]) { edge = graph.chain(filters, to: edge, origin: origin) }

  package mutating func add(_ filter: Filter) { add([filter]) }

  /// Adds filters that work on double precision.
  package mutating func addDouble(_ filters: [Filter]) {
    add([.samples("dbl")] + filters + [.samples("fltp")])
  }

  /// Adds filters that give sound late, or early where `latency` is negative, and puts it back to its place.
  package mutating func add(_ filters: [Filter], latency: Int) {
    let lead = max(4096, -latency), whole = lead + count + max(0, latency)
    add([.delaySamples(lead), .padSamples(to: whole + 4096)] + filters)
    add([.padSamples(to: whole + 4096)] + Filter.pickSamples(first: lead + latency, count: count))
  }

  /// The sound as it is now, in several copies.
  package mutating func fork(_ count: Int) -> [SpanGraph.Edge] {
    graph.addSplit(.splitSound(count), to: edge, outputs: count, origin: origin)
  }

  package mutating func join(_ edges: [SpanGraph.Edge]) {
    edge = graph.add(.sum(edges.count), toAll: edges, origin: origin)
  }
}
