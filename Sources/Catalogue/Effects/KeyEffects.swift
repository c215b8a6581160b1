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
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<ChromaKeyEffect>(
    "chroma-key",
    "Takes a green or blue screen away and its tinge off what is left.",
    examples: ["{chroma-key: \"#00b140\"}", "{chroma-key: {color: blue, similarity: 0.2, softness: 0.1}}"],
    [
      Parameter("color", \.color, "The screen's colour.", default: "\"#00b140\"", example: "blue"),
      Parameter("similarity", \.similarity, "How far from it a colour may be and still go.", default: "0.1", example: "0.2"),
      Parameter("softness", \.softness, "How gradually the rest becomes solid; more keeps more hair.", default: "0.12", example: "0.2"),
      Parameter("spill", \.spill, "How much of the screen's tinge is taken off.", default: "1", example: "0.5"),
    ])

  package func apply(to chain: inout EffectChain) {
    let color = color?.value ?? Color(red: 0, green: 177, blue: 64)
    let matte = matte(of: color, &chain)
    let share = (spill?.value.value ?? 1).approximation
    if share > 0 { chain.takeOff(color.blue > color.green ? .blue : .green, share: share) }
    chain.multiplyAlpha(by: matte)
  }

  /// What stays, as a plane of shares: the distance of a point's colour from the screen's, whatever their light.
  /// It is taken at the size of the colour planes, where alone colour is, by tables of squares.
  private func matte(of color: Color, _ chain: inout EffectChain) -> SpanGraph.Edge {
    let near = (similarity?.value.value ?? Rational(1, 10)).approximation
    let passage = max(0.004, (softness?.value.value ?? Rational(3, 25)).approximation)
    let reach = near + passage, squares = decimal(255 / (2 * 255 * 255 * reach * reach))
    let (blue, red) = differences(of: color)
    let copy = chain.fork()
    let planes = chain.planes(of: copy, "u+v", count: 2)
    let across = chain.plane(of: planes[0], [Filter("lut", ["c0": "min(255,pow(val-\(decimal(blue)),2)*\(squares))"])])
    let along = chain.plane(of: planes[1], [Filter("lut", ["c0": "min(255,pow(val-\(decimal(red)),2)*\(squares))"])])
    let distance = "sqrt(val/255)*\(decimal(reach))"
    return chain.plane(
      of: chain.sum(across, along),
      [
        Filter("lut", ["c0": "255*clip((\(distance)-\(decimal(near)))/\(decimal(passage)),0,1)"]),
        chain.maskScale(to: chain.site.size), .format("gray"),
      ])
  }

  /// A colour's two differences in 8-bit BT.709.
  private func differences(of color: Color) -> (blue: Double, red: Double) {
    let (red, green, blue) = (Double(color.red), Double(color.green), Double(color.blue))
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (128 + (blue - luma) / 1.8556 * 224 / 255, 128 + (red - luma) / 1.5748 * 224 / 255)
  }

}

/// Takes the dark or the bright parts away.
package struct LumaKeyEffect: PictureEffect {
  package var threshold: Setting<AnimatedValue<Opacity>>?
  package var softness: Setting<Opacity>?
  package var drop: Setting<Tones>?

  package init() {}

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
    chain.graph = branch.graph
    chain.multiplyAlpha(by: branch.edge)
  }
}
