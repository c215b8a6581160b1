import FilterGraph
import MediaTypes
import Timeline

/// The picture jumps nearer and swings back: once, or at moments of the music.
package struct PulseEffect: ViewEffect, MusicalEffect {
  package var strength: Setting<Opacity>?
  package var on: Setting<MusicalMoment>?
  package var decay: Setting<Decay>?
  package var focus: Setting<Point>?
  package var moments: [Int] = [0]

  package init() {}

  package static let name = "pulse"
  package static let principal: String? = "strength"
  package static let declaration = Declaration<PulseEffect>(
    "pulse",
    "The picture jumps nearer and swings back, fast, then ever slower: at the item's start, or on the beat. Part of the item's geometry.",
    examples: ["pulse", "{pulse: {strength: 12%, decay: 0.6s, focus: top}}"],
    [
      Parameter("strength", \.strength, "How much larger the picture is at the moment itself.", default: "6%", example: "10%"),
      Parameter("on", \.on, "At which moments of the music; the item's start where absent.", example: "beat"),
      Parameter("decay", \.decay, "How long it takes to be back.", default: "0.4s", example: "0.6s"),
      Parameter(
        "focus", \.focus, "The point that stays where it is: a name, px of the canvas or % of the item.", default: "center",
        example: "top"),
    ])

  package var isIdentity: Bool { strength?.value.value.isZero == true || moments.isEmpty }

  package func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect] {
    let strength = (strength?.value.value ?? Rational(3, 50)).approximation
    let focus = (focus?.value ?? Point.names["center"]!).share(of: site.size)
    return left(after: decay?.value.seconds ?? Rational(2, 5), site, struck).map { left in
      Motion.Rect(nearer: 1 + strength * left, about: focus)
    }
  }
}
