import FilterGraph
import MediaTypes
import Timeline

/// A flash of a colour that dies away: once, or at moments of the music.
package struct FlashEffect: MusicalEffect {
  package var on: Setting<MusicalMoment>?
  package var strength: Setting<Opacity>?
  package var decay: Setting<Decay>?
  package var color: Setting<Color>?
  package var moments: [Int] = [0]

  package init() {}

  package static let name = "flash"
  package static let family = EffectFamily.time
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<FlashEffect>(
    "flash",
    "A flash of a colour that dies away: at the item's start, or on the beat. More than three a second can harm viewers with "
      + "photosensitive epilepsy.",
    examples: ["{flash: 0.8}", "{flash: {strength: 0.5, decay: 0.4s, color: orange}}"],
    [
      Parameter("strength", \.strength, "How much of the colour there is at first.", default: "0.6", example: "0.3"),
      Parameter("on", \.on, "At which moments of the music; the item's start where absent.", example: "beat"),
      Parameter("decay", \.decay, "How long it takes to go.", default: "0.3s", example: "0.5s"),
      Parameter("color", \.color, "What flashes.", default: "white", example: "orange"),
    ])

  package var isIdentity: Bool { strength?.value.value == 0 || moments.isEmpty }

  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    let left = left(after: decay?.value.seconds ?? Rational(3, 10), site) { (1 - $0) * (1 - $0) }
    let strength = (strength?.value.value ?? Rational(3, 5)).approximation
    let shares = left.map { left -> String in
      let share = 1 - strength * left
      return share > 0.999 ? Self.untouched : Rational(Int((share * 10_000).rounded()), 10_000).decimal(digits: 4)
    }
    guard shares.contains(where: { $0 != Self.untouched }) else { return }
    let plate = chain.plate(of: color?.value ?? Color(red: 255, green: 255, blue: 255))
    chain.join(
      Filter("blend", ["all_mode": "normal", "all_opacity": shares[0]]), with: plate,
      automation: Set(shares).count == 1 ? nil : .init(command: "all_opacity", values: shares))
  }

  /// FFmpeg takes an opacity of exactly 1 for "leave alone"; this is 1 in the numbers that it counts with.
  private static let untouched = "0.99999999"
}
