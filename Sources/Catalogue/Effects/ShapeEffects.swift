import FilterGraph
import MediaTypes
import Timeline

/// Canvas pixels along an edge or a corner.
package struct EdgeLength: BoundedNumber {
  package var pixels: Rational
  package static let words = "a length from 0 to 4000 px"
  package static let limits: ClosedRange<Rational> = 0...4000
  package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
  package init(_ value: Rational) { pixels = value }
  /// Whole pixels.
  var whole: Int { pixels.roundedHalfUp ?? 0 }
}

/// Round corners.
package struct RoundedCornersEffect: PictureEffect {
  package var radius: Setting<EdgeLength>?

  package init() {}

  package static let name = "rounded-corners"
  package static let family = EffectFamily.keying
  package static let principal: String? = "radius"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<RoundedCornersEffect>(
    "rounded-corners", "Round corners; a radius of half the height makes a capsule.", examples: ["{rounded-corners: 32}"],
    [Parameter("radius", \.radius, "A corner's radius, in px of the canvas.", default: "24", example: "48")])

  package var isIdentity: Bool { radius?.value.whole == 0 }

  package func apply(to chain: inout EffectChain) {
    chain.multiplyAlpha(by: chain.roundedMask(chain.site.size, radius: radius?.value.whole ?? 24))
  }
}

/// A frame of one colour, inside the picture's edges.
package struct BorderEffect: PictureEffect {
  package var width: Setting<EdgeLength>?
  package var color: Setting<Color>?
  package var radius: Setting<EdgeLength>?

  package init() {}

  package static let name = "border"
  package static let family = EffectFamily.keying
  package static let principal: String? = "width"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<BorderEffect>(
    "border", "A frame of one colour, inside the picture's edges.",
    examples: ["{border: 8}", "{border: {width: 6, color: \"#ffcc00\", radius: 32}}"],
    [
      Parameter("width", \.width, "How wide it is, in px of the canvas.", default: "6", example: "8"),
      Parameter("color", \.color, "Its colour.", default: "white", example: "\"#ffcc00\""),
      Parameter("radius", \.radius, "Its outer corners' radius; the one of 'rounded-corners' before it.", default: "0", example: "32"),
    ])

  package var isIdentity: Bool { width?.value.whole == 0 }

  package func apply(to chain: inout EffectChain) {
    let size = chain.site.size
    let width = min(width?.value.whole ?? 6, min(size.width, size.height) / 2 - 1)
    let radius = radius?.value.whole ?? 0
    let hole = PixelSize(width: size.width - 2 * width, height: size.height - 2 * width)
    let outer = chain.roundedMask(size, radius: radius)
    let inner = chain.inset(chain.roundedMask(hole, radius: max(0, radius - width)), by: width, in: size)
    var branch = chain
    branch.edge = outer
    branch.join(Filter("blend", ["all_mode": "subtract"]), with: inner)
    chain.graph = branch.graph
    chain.paint(color?.value ?? Color(red: 255, green: 255, blue: 255), through: branch.edge)
  }
}

/// Cuts edges away; what is left stays where it is.
package struct CropEffect: PictureEffect {
  package var left: Setting<AnimatedValue<Opacity>>?
  package var right: Setting<AnimatedValue<Opacity>>?
  package var top: Setting<AnimatedValue<Opacity>>?
  package var bottom: Setting<AnimatedValue<Opacity>>?

  package init() {}

  package static let name = "crop"
  package static let family = EffectFamily.geometry
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<CropEffect>(
    "crop", "Cuts edges away; what is left stays where it is, and the cut may move. To enlarge what is left, use the item's own 'crop'.",
    examples: ["{crop: {left: 25%, right: 25%}}", "{crop: {right: {from: 100%, to: 0%, ease: out-cubic}}}"],
    [
      Parameter("left", \.left, "How much goes at the left, of the width.", default: "0%", example: "25%"),
      Parameter("right", \.right, "How much goes at the right, of the width.", default: "0%", example: "25%"),
      Parameter("top", \.top, "How much goes at the top, of the height.", default: "0%", example: "10%"),
      Parameter("bottom", \.bottom, "How much goes at the bottom, of the height.", default: "0%", example: "10%"),
    ])

  package var isIdentity: Bool { [left, right, top, bottom].allSatisfy { isNothing($0) } }

  private func isNothing(_ side: Setting<AnimatedValue<Opacity>>?) -> Bool {
    side == nil || side?.value.constant?.value.isZero == true
  }

  package func apply(to chain: inout EffectChain) {
    let size = chain.site.size
    cut(&chain, left, size.width, "x", isFar: false)
    cut(&chain, right, size.width, "x", isFar: true)
    cut(&chain, top, size.height, "y", isFar: false)
    cut(&chain, bottom, size.height, "y", isFar: true)
  }

  /// Moves a box of nothing, as large as the picture, in from one side.
  private func cut(
    _ chain: inout EffectChain, _ side: Setting<AnimatedValue<Opacity>>?, _ length: Int, _ axis: String, isFar: Bool
  ) {
    guard !isNothing(side) else { return }
    let size = chain.site.size
    let places = chain.site.values(side, default: 0) { $0.value }.map { share in
      let cut = (share * Double(length)).rounded()
      return isFar ? Double(length) - cut : cut - Double(length)
    }
    let box = Filter(
      "drawbox",
      ["w": size.width, "h": size.height, axis == "x" ? "y" : "x": 0, "color": "black@0", "thickness": "fill", "replace": 1])
    chain.add(box, animating: axis, places) { String(Int($0)) }
  }
}
