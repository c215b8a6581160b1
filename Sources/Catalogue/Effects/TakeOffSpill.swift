import FilterGraph
import MediaTypes

/// A screen's tinge in 8-bit BT.709: how far one primary is above the mean of the other two, in chroma's scale,
/// and what each plane changes by when it comes down to that mean.
struct Spill {
  /// Factors of the blue and the red difference that make the excess.
  var blueFactor: Double
  var redFactor: Double
  /// What of the excess is added to the blue difference, added to the red one, and taken from luma.
  var blueGain: Double
  var redGain: Double
  var lumaLoss: Double

  static let green = Spill(blueFactor: -1.1151, redFactor: -1.2555, blueGain: 0.3854, redGain: 0.4542, lumaLoss: 0.6992)
  static let blue = Spill(blueFactor: 1.9493, redFactor: -0.5534, blueGain: -0.5, redGain: 0.0458, lumaLoss: 0.0706)
}

extension EffectChain {
  /// Takes a share of a screen's tinge off what is left of it: it does what `despill` does to red, green and blue,
  /// in a tenth of the time. The chain has an alpha plane.
  mutating func takeOff(_ spill: Spill, share: Double) {
    let copies = graph.addSplit(Filter("extractplanes", ["planes": "y+u+v+a"]), to: edge, outputs: 4, origin: origin)
    let blue = fork(copies[1]), red = fork(copies[2])
    // Sums of halves stay within a byte: 128 stands for no excess.
    let half = { (factor: Double) in Filter("lut", ["c0": "clip(64+(val-128)*\(decimal(factor / 2)),0,255)"]) }
    let excess = sum(plane(of: blue.1, [half(spill.blueFactor)]), plane(of: red.1, [half(spill.redFactor)]))
    let ways = graph.addSplit(.split(3), to: excess, outputs: 3, origin: origin)
    let newBlue = moved(blue.0, by: ways[0], share * spill.blueGain)
    let newRed = moved(red.0, by: ways[1], share * spill.redGain)
    let loss = plane(of: ways[2], [amount(share * spill.lumaLoss), maskScale(to: site.size), .format("gray")])
    let newLuma = graph.add(Filter("blend", ["all_mode": "subtract"]), to: copies[0], loss, origin: origin)
    edge = graph.add(
      Filter("mergeplanes", ["map1s": 1, "map2s": 2, "map3s": 3, "format": "yuva420p"]), to: newLuma, newBlue, newRed, copies[3],
      origin: origin)
  }

  private mutating func fork(_ edge: SpanGraph.Edge) -> (SpanGraph.Edge, SpanGraph.Edge) {
    let ways = graph.addSplit(.split(2), to: edge, outputs: 2, origin: origin)
    return (ways[0], ways[1])
  }

  /// A factor of the excess above nothing.
  private func amount(_ factor: Double) -> Filter { Filter("lut", ["c0": "clip((val-128)*\(decimal(2 * factor)),0,255)"]) }

  private mutating func moved(_ plane: SpanGraph.Edge, by excess: SpanGraph.Edge, _ factor: Double) -> SpanGraph.Edge {
    let change = graph.add(amount(abs(factor)), to: excess, origin: origin)
    let mode = factor < 0 ? "subtract" : "addition"
    return graph.add(Filter("blend", ["all_mode": mode]), to: plane, change, origin: origin)
  }
}
