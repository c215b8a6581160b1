import FilterGraph
import MediaTypes
import Timeline

/// Television snow, new in every picture, the same for the same seed.
package struct NoiseGenerator: PictureGenerator {
  package var strength: Setting<Strength>?
  package var seed: Setting<Int>?

  package init() {}

  /// How far the noise leaves middle grey.
  package struct Strength: BoundedNumber {
    package var value: Rational
    package static let words = "a number from 0 to 1"
    package static let limits: ClosedRange<Rational> = 0...1
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "noise"
  package static let principal: String? = "strength"
  package static let declaration = Declaration<NoiseGenerator>(
    "noise", "Television snow.", examples: ["noise", "{noise: {strength: 0.5, seed: 7}}"],
    [
      Parameter("strength", \.strength, "How far it leaves middle grey.", default: "1", example: "0.5"),
      Parameter("seed", \.seed, "Another number, another noise.", default: "1", example: "7"),
    ])

  package var isStatic: Bool { false }
  package var color: ColorTags { .bt709 }

  package func source(size: PixelSize, rate: FrameRate) -> [Filter] {
    let strength = ((strength?.value.value ?? 1) * 100).roundedHalfUp ?? 100
    return [
      .source("color", size: size, rate: rate, [.init("c", "gray")]), .format("yuv420p"),
      Filter("noise", ["all_seed": (seed?.value ?? 1) % 2_000_000, "c0_strength": strength, "c0_flags": "t+u"]),
    ]
  }
}
