import FilterGraph
import MediaTypes
import Timeline

/// A soft blur all over.
package struct BlurEffect: PictureEffect {
  package var radius: Setting<AnimatedValue<Radius>>?

  package init() {}

  /// Canvas pixels.
  package struct Radius: BoundedNumber {
    package var pixels: Rational
    package static let words = "a radius from 0 to 500 px"
    package static let limits: ClosedRange<Rational> = 0...500
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  package static let name = "blur"
  package static let family = EffectFamily.focus
  package static let principal: String? = "radius"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<BlurEffect>(
    "blur", "A soft blur all over.", examples: ["{blur: 12}", "{blur: {radius: {from: 0, to: 20, ease: in-out-sine}}}"],
    [Parameter("radius", \.radius, "How far a point spreads, in px of the canvas.", default: "8", example: "12")])

  package var isIdentity: Bool { radius?.value.constant?.pixels == 0 }

  /// A Gaussian's standard deviation is half of what the eye takes for its radius.
  package func apply(to chain: inout EffectChain) {
    let sigmas = chain.site.values(radius, default: 8) { $0.pixels }.map { $0 / 2 }
    chain.add(Filter("gblur", ["steps": 2]), animating: "sigma", sigmas)
  }
}
