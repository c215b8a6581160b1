import FilterGraph
import MediaTypes
import Timeline

/// Takes a screen of one colour away.
package struct ChromaKeyEffect: PictureEffect {
  package var color: Setting<Color>?
  package var similarity: Setting<Opacity>?
  package var softness: Setting<Opacity>?
  package var spill: Setting<Opacity>?

  package init() {}

  package static let name = "chroma-key"
  package static let family = EffectFamily.keying
  package static let principal: String? = "color"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<ChromaKeyEffect>(
    "chroma-key",
    "Takes a green or blue screen away, and what of it shines through hair and blurred edges, and its tinge off the rest.",
    examples: ["{chroma-key: \"#00b140\"}", "{chroma-key: {color: blue, similarity: 0.4, softness: 0.5}}"],
    [
      Parameter("color", \.color, "The screen's colour.", default: "\"#00b140\"", example: "blue"),
      Parameter(
        "similarity", \.similarity, "How much of its colour may be missing where the screen still goes; more for uneven light.",
        default: "0.15", example: "0.4"),
      Parameter("softness", \.softness, "How gradually the rest becomes solid; more keeps more hair.", default: "1", example: "0.5"),
      Parameter("spill", \.spill, "How much of the screen's tinge is taken off.", default: "1", example: "0.5"),
    ])

  /// A colour-difference key: the screen's primary is above both others by as much as the screen is in a point, so that
  /// a point's share of the screen is known, is taken off, and what is left is the picture in front.
  package func apply(to chain: inout EffectChain) {
    let color = color?.value ?? Color(red: 0, green: 177, blue: 64)
    let isBlue = color.blue > color.green
    let planes = chain.planes(of: chain.edge, "r+g+b+a", count: 4)
    // In the order of the planes: green, blue, red.
    let screen = [color.green, color.blue, color.red], key = isBlue ? 1 : 0, others = isBlue ? [0, 2] : [1, 2]
    let (first, second) = chain.doubled([planes[1], planes[2], planes[0]])
    let excess = chain.excess(of: first[key], over: others.map { first[$0] })
    let shares = chain.copies(of: chain.plane(of: excess, [Filter("lut", ["c0": share(of: screen, key, others)])]), count: 4)
    var clean = (0..<3).map { index in
      chain.difference(second[index], chain.plane(of: shares[index], [Filter("lut", ["c0": "val*\(screen[index])/255"])]))
    }
    let solid = chain.plane(of: shares[3], [Filter("lut", ["c0": "255-val"])])
    let amount = (spill?.value.value ?? 1).approximation
    if amount > 0 { clean = chain.withoutTinge(clean, key, others, amount) }
    chain.keyed(clean, solid: solid, before: planes[3])
  }

  /// How much of a point is screen, of 255, from how far the screen's primary is above the others.
  private func share(of screen: [UInt8], _ key: Int, _ others: [Int]) -> String {
    let full = Double(max(1, Int(screen[key]) - others.map { Int(screen[$0]) }.max()!))
    let gone = max(0.02, 1 - (similarity?.value.value ?? Rational(3, 20)).approximation)
    let solid = min(gone - 0.01, gone * (1 - (softness?.value.value ?? 1).approximation))
    return "255*clip((val/\(decimal(full))-\(decimal(solid)))/\(decimal(gone - solid)),0,1)"
  }
}

extension EffectChain {
  /// Each of some planes twice.
  fileprivate mutating func doubled(_ planes: [SpanGraph.Edge]) -> ([SpanGraph.Edge], [SpanGraph.Edge]) {
    let pairs = planes.map { copies(of: $0, count: 2) }
    return (pairs.map { $0[0] }, pairs.map { $0[1] })
  }

  fileprivate mutating func copies(of edge: SpanGraph.Edge, count: Int) -> [SpanGraph.Edge] {
    graph.addSplit(.split(count), to: edge, outputs: count, origin: origin)
  }

  /// One plane less another, down to 0.
  fileprivate mutating func difference(_ plane: SpanGraph.Edge, _ other: SpanGraph.Edge) -> SpanGraph.Edge {
    graph.add(Filter("blend", ["all_mode": "subtract"]), to: plane, other, origin: origin)
  }

  /// How far one plane is above the higher of two others.
  fileprivate mutating func excess(of plane: SpanGraph.Edge, over others: [SpanGraph.Edge]) -> SpanGraph.Edge {
    difference(plane, graph.add(Filter("blend", ["all_mode": "lighten"]), to: others[0], others[1], origin: origin))
  }

  /// The screen's primary brought down to the mean of the other two: hair turns no olive.
  fileprivate mutating func withoutTinge(
    _ planes: [SpanGraph.Edge], _ key: Int, _ others: [Int], _ amount: Double
  ) -> [SpanGraph.Edge] {
    let (first, second) = doubled(planes)
    let mean = graph.add(Filter("blend", ["all_mode": "average"]), to: first[others[0]], first[others[1]], origin: origin)
    let over = difference(first[key], mean)
    var result = second
    result[key] = difference(second[key], plane(of: over, [Filter("lut", ["c0": "val*\(decimal(amount))"])]))
    return result
  }

  /// Colours that are multiplied by what is solid become the picture, solid as far as it was before as well.
  fileprivate mutating func keyed(_ planes: [SpanGraph.Edge], solid: SpanGraph.Edge, before: SpanGraph.Edge) {
    let alphas = copies(of: solid, count: 2)
    let merge = Filter("mergeplanes", ["map1s": 1, "map2s": 2, "map3s": 3, "format": "gbrap"])
    let straight = graph.chain([merge, .unpremultiply], toAll: planes + [alphas[0]], origin: origin)
    let alpha = graph.add(.productOfShares, to: alphas[1], before, origin: origin)
    edge = graph.add(.alphaMerge, to: straight, alpha, origin: origin)
  }
}

/// Takes the dark or the bright parts away.
package struct LumaKeyEffect: PictureEffect {
  package var threshold: Setting<AnimatedValue<Opacity>>?
  package var softness: Setting<Opacity>?
  package var drop: Setting<Tones>?
  package var choke: Setting<Choke>?

  package init() {}

  /// Canvas pixels that an edge moves inwards.
  package struct Choke: BoundedNumber {
    package var pixels: Int
    package static let words = "a whole number from 0 to 20 px"
    package static let limits: ClosedRange<Rational> = 0...20
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value.roundedHalfUp ?? 0 }
  }

  /// What goes.
  package enum Tones: String, WordChoice {
    case dark, bright

    package var help: String { self == .dark ? "What is darker goes." : "What is brighter goes." }
  }

  package static let name = "luma-key"
  package static let family = EffectFamily.keying
  package static let principal: String? = "threshold"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<LumaKeyEffect>(
    "luma-key", "Takes the dark or the bright parts away.",
    examples: ["{luma-key: 0.2}", "{luma-key: {threshold: 0.8, softness: 0.2, drop: bright}}"],
    [
      Parameter("threshold", \.threshold, "Where it divides, from black (0) to white (1).", default: "0.2", example: "0.4"),
      Parameter("softness", \.softness, "How wide the passage is.", default: "0.15", example: "0.3"),
      Parameter("drop", \.drop, "What goes.", default: "dark", example: "bright"),
      Parameter(
        "choke", \.choke, "How far edges move inwards, in px of the canvas: they hold something of what went.", default: "1", example: "2"),
    ])

  package func apply(to chain: inout EffectChain) {
    let width = max(Rational(1, 219), softness?.value.value ?? Rational(3, 20)).decimal(digits: 6)
    let sign = drop?.value == .bright ? "-" : ""
    let copy = chain.fork()
    var branch = chain
    branch.edge = branch.plane(of: copy, [Filter("extractplanes", ["planes": "y"])])
    branch.add(Filter("lut"), animating: "c0", chain.site.values(threshold, default: 0.2) { $0.value }) {
      "255*clip(0.5\(sign.isEmpty ? "+" : sign)((val-16)/219-\(decimal($0)))/\(width),0,1)"
    }
    let choke = choke?.value.pixels ?? 1
    if choke > 0 { branch.add(Array(repeating: Filter("erosion"), count: choke) + [Filter("gblur", ["sigma": "0.6", "steps": 2])]) }
    chain.graph = branch.graph
    chain.multiplyAlpha(by: branch.edge)
  }
}
