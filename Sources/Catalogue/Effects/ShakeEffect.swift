import FilterGraph
import MediaTypes
import Timeline

/// The picture trembles as if the camera were held by hand, or hit.
package struct ShakeEffect: ViewEffect, MusicalEffect {
  package var strength: Setting<AnimatedValue<Strength>>?
  package var speed: Setting<Speed>?
  package var seed: Setting<Int>?
  package var on: Setting<MusicalMoment>?
  package var decay: Setting<Decay>?
  package var moments: [Int] = [0]

  package init() {}

  /// How far it goes at most, as a share of the picture's shorter side.
  package struct Strength: BoundedNumber {
    package var value: Rational
    package static let words = "a share from 0% to 25%"
    package static let limits: ClosedRange<Rational> = 0...Rational(1, 4)
    package static let units = percent
    package init(_ value: Rational) { self.value = value }
  }

  /// How often it turns round.
  package struct Speed: BoundedNumber {
    package var value: Rational
    package static let words = "times a second, from 0.1 to 60"
    package static let limits: ClosedRange<Rational> = Rational(1, 10)...60
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "shake"
  package static let principal: String? = "strength"
  package static let declaration = Declaration<ShakeEffect>(
    "shake",
    "The picture trembles as if the camera were held by hand, or hit; it is enlarged so far that no edge shows. "
      + "With 'on' it is hit at moments of the music. Part of the item's geometry.",
    examples: [
      "shake", "{shake: {strength: 3%, speed: 14}}", "{shake: {from: 4%, to: 0%, ease: out-cubic}}",
      "{shake: {strength: 5%, speed: 14, decay: 0.5s}}",
    ],
    [
      Parameter("strength", \.strength, "How far it goes at most, of the picture's shorter side.", default: "1%; hit, 2%", example: "3%"),
      Parameter("speed", \.speed, "How often it turns round, times a second.", default: "5; hit, 12", example: "14"),
      Parameter("seed", \.seed, "Another number trembles another way.", default: "1", example: "7"),
      Parameter("on", \.on, "At which moments of the music it is hit.", example: "bar"),
      Parameter(
        "decay", \.decay, "How long it trembles after a moment of 'on', or the item's start.", default: "0.5s with 'on'", example: "0.8s"),
    ])

  package var isIdentity: Bool { strength?.value.constant?.value.isZero == true || isHit && moments.isEmpty }

  /// It dies away after moments, instead of going on.
  private var isHit: Bool { on != nil || decay != nil }

  /// The margin is that of the strongest moment throughout, so that the picture does not breathe.
  package func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect] {
    let strengths = strengths(site)
    let margin = greatest
    let shorter = Double(min(site.size.width, site.size.height))
    let step = (speed?.value.value ?? (isHit ? 12 : 5)).approximation / site.rate.value.approximation
    let seed = UInt64(bitPattern: Int64(seed?.value ?? 1))
    return strengths.enumerated().map { k, strength in
      let moment = (Double(site.first + k) + 0.5) * step, reach = min(strength, margin) * shorter
      return Motion.Rect(
        x: margin + wander(moment, seed &* 2) * reach / Double(site.size.width),
        y: margin + wander(moment, seed &* 2 &+ 1) * reach / Double(site.size.height), width: 1 - 2 * margin, height: 1 - 2 * margin)
    }
  }

  private func strengths(_ site: EffectSite) -> [Double] {
    let written = site.values(strength, default: usual) { $0.value }.map { max(0, $0) }
    guard isHit else { return written }
    return zip(written, left(after: decay?.value.seconds ?? .half, site) { (1 - $0) * (1 - $0) }).map(*)
  }

  private var usual: Double { isHit ? 0.02 : 0.01 }

  /// The greatest strength that is written.
  private var greatest: Double {
    switch strength?.value {
    case nil: usual
    case .constant(let value): value.value.approximation
    case .keyframes(let keyframes): keyframes.map { $0.value!.value.value.approximation }.max() ?? 0
    }
  }

  /// A smooth random walk between -1 and 1: two octaves of value noise, joined by Perlin's quintic.
  private func wander(_ moment: Double, _ seed: UInt64) -> Double {
    (2 * noise(moment, seed) + noise(moment * 2.3 + 17, seed &+ 99)) / 3
  }

  private func noise(_ moment: Double, _ seed: UInt64) -> Double {
    let first = moment.rounded(.down), t = moment - first
    let (a, b) = (value(Int(first), seed), value(Int(first) + 1, seed))
    return a + (b - a) * t * t * t * (t * (t * 6 - 15) + 10)
  }

  /// A number from -1 to 1 that belongs to a place: the mixing steps of SplitMix64.
  private func value(_ place: Int, _ seed: UInt64) -> Double {
    var bits = UInt64(bitPattern: Int64(place)) &* 0x9E37_79B9_7F4A_7C15 &+ seed &* 0xD1B5_4A32_D192_ED03
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ bits >> 31) >> 11) / Double(UInt64(1) << 52) - 1
  }
}
