import FilterGraph
import MediaTypes
import Timeline

/// Which moments of the music an effect follows.
package enum MusicalMoment: String, WordChoice {
  case beat, bar, onset, peak

  package var help: String {
    switch self {
    case .beat: "Each beat of 'tempo'."
    case .bar: "Each start of a bar."
    case .onset: "Each moment at which something starts to sound, in the 'source' of 'tempo'."
    case .peak: "The strongest moments of that sound."
    }
  }
}

/// An effect that may happen at moments of the music.
package protocol MusicalEffect: PictureEffect {
  var on: Setting<MusicalMoment>? { get }
  /// Frames of the item at which it happens, snapped, in order; those before the item still fade in it.
  var moments: [Int] { get set }
}

/// A flash of a colour that dies away: once, or at moments of the music.
package struct FlashEffect: MusicalEffect {
  package var on: Setting<MusicalMoment>?
  package var strength: Setting<Opacity>?
  package var decay: Setting<Decay>?
  package var color: Setting<Color>?
  package var moments: [Int] = [0]

  package init() {}

  /// Seconds until nothing is left.
  package struct Decay: BoundedNumber {
    package var seconds: Rational
    package static let words = "a time from 0.02s to 10s"
    package static let limits: ClosedRange<Rational> = Rational(1, 50)...10
    package static let units: [(suffix: String, factor: Rational)] = [("ms", Rational(1, 1000)), ("s", 1)]
    package init(_ value: Rational) { seconds = value }
  }

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
    let length = ((decay?.value.seconds ?? Rational(3, 10)) * site.rate.value).approximation
    let strength = (strength?.value.value ?? Rational(3, 5)).approximation
    let shares = (site.first..<site.first + site.count).map { frame -> String in
      guard let last = moments.last(where: { $0 <= frame }) else { return Self.untouched }
      let left = max(0, 1 - Double(frame - last) / length)
      let share = 1 - strength * left * left
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
