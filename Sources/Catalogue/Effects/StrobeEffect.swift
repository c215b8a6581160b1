import FilterGraph
import MediaTypes
import Timeline

/// Flashes of a colour, counted from the item's start.
package struct StrobeEffect: PictureEffect {
  package var rate: Setting<Frequency>?
  package var duty: Setting<Opacity>?
  package var color: Setting<Color>?

  package init() {}

  /// Flashes a second.
  package struct Frequency: BoundedNumber {
    package var hertz: Rational
    package static let words = "a number of flashes a second, from 0.1 to 60"
    package static let limits: ClosedRange<Rational> = Rational(1, 10)...60
    package static let units: [(suffix: String, factor: Rational)] = [("Hz", 1)]
    package init(_ value: Rational) { hertz = value }
  }

  package static let name = "strobe"
  package static let family = EffectFamily.time
  package static let principal: String? = "rate"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<StrobeEffect>(
    "strobe", "Flashes of a colour. More than three a second can harm viewers with photosensitive epilepsy.",
    examples: ["{strobe: 2}", "{strobe: {rate: 3, duty: 0.5, color: black}}"],
    [
      Parameter("rate", \.rate, "Flashes a second.", default: "2", example: "3"),
      Parameter("duty", \.duty, "How much of the time is flash.", default: "0.2", example: "0.5"),
      Parameter("color", \.color, "What flashes.", default: "white", example: "black"),
    ])

  package var isIdentity: Bool { duty?.value.value == 0 }

  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    let step = (rate?.value.hertz ?? 2) / site.rate.value, duty = duty?.value.value ?? Rational(1, 5)
    // FFmpeg takes an opacity of exactly 1 for "leave alone"; this is 1 in the numbers that it counts with.
    let shares = (site.first..<site.first + site.count).map { frame in
      let phase = Rational(frame) * step
      return phase - Rational(phase.floor ?? 0) < duty ? "0" : "0.99999999"
    }
    let flash = chain.plate(of: color?.value ?? Color(red: 255, green: 255, blue: 255))
    let isConstant = Set(shares).count == 1
    chain.join(
      Filter("blend", ["all_mode": "normal", "all_opacity": shares[0]]), with: flash,
      automation: isConstant ? nil : .init(command: "all_opacity", values: shares))
  }
}
