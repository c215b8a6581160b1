import FilterGraph
import MediaTypes
import Timeline

/// Lighter or darker, every value by the same amount.
package struct BrightnessEffect: PictureEffect {
  package var value: Setting<AnimatedValue<Shift>>?

  package init() {}

  /// A share of full scale.
  package struct Shift: BoundedNumber {
    package var share: Rational
    package static let words = "a number from -1 (black) to 1 (white)"
    package static let limits: ClosedRange<Rational> = -1...1
    package init(_ value: Rational) { share = value }
  }

  package static let name = "brightness"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<BrightnessEffect>(
    "brightness", "Lighter or darker, every value by the same amount.", examples: ["{brightness: 0.1}"],
    [Parameter("value", \.value, "How much of full scale is added.", default: "0.1", example: "0.1")])

  package var isIdentity: Bool { value?.value.constant?.share == 0 }

  package func apply(to chain: inout EffectChain) {
    chain.add(Filter("eq", ["eval": "frame"]), animating: "brightness", chain.site.values(value, default: 0.1) { $0.share })
  }
}
