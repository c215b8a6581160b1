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
    chain.addGaussian(sigmas, isSteady: radius?.value.constant != nil || radius == nil)
  }
}

extension EffectChain {
  /// A Gaussian blur of all planes.
  /// - Parameters:
  ///   - sigmas: standard deviations in px, one a frame.
  ///   - isSteady: whether they are the same for all of the item, not only for what passes here: both ways round
  ///     differently, and a frame must not depend on where a span starts.
  mutating func addGaussian(_ sigmas: [Double], isSteady: Bool) {
    // FFmpeg's arithmetic breaks down below; at this width nothing is blurred.
    let still = 0.01
    let held = sigmas.map { max(still, $0) }
    guard !isSteady else {
      return add(Filter("gblur", ["sigma": decimal(held[0]), "steps": 2]))
    }
    // A command changes one axis only: the other keeps what it had when the filter started.
    add(Filter("gblur", ["sigmaV": decimal(still), "steps": 2]), animating: "sigma", held)
    add(Filter("gblur", ["sigma": decimal(still), "steps": 2]), animating: "sigmaV", held)
  }
}
