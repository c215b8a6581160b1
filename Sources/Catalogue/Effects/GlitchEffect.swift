import FilterGraph
import MediaTypes
import Timeline

/// Bursts of torn lines and colours out of place.
package struct GlitchEffect: PictureEffect {
  package var strength: Setting<Strength>?
  package var bursts: Setting<BurstRate>?
  package var seed: Setting<Int>?

  package init() {}

  /// Bursts a second.
  package struct BurstRate: BoundedNumber {
    package var perSecond: Rational
    package static let words = "a number of bursts a second from 0.1 to 10"
    package static let limits: ClosedRange<Rational> = Rational(1, 10)...10
    package init(_ value: Rational) { perSecond = value }
  }

  package static let name = "glitch"
  package static let family = EffectFamily.look
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<GlitchEffect>(
    "glitch", "Bursts of torn lines and colours out of place.",
    examples: ["glitch", "{glitch: {strength: 0.8, bursts: 3, seed: 7}}"],
    [
      Parameter("strength", \.strength, "How far things go astray.", default: "0.5", example: "0.8"),
      Parameter(
        "bursts", \.bursts, "How often a second; each lasts a quarter of a second at most.", default: "1.5",
        example: "3"),
      Parameter("seed", \.seed, "Another number, other bursts.", default: "1", example: "7"),
    ])

  package var isIdentity: Bool { strength?.value.value.isZero ?? false }

  package func apply(to chain: inout EffectChain) {
    let site = chain.site, scatter = Scatter(seed: seed?.value ?? 1)
    let strength = (strength?.value.value ?? .half).approximation
    let moments = moments(site, scatter)
    let (width, height) = (Double(site.size.width), Double(site.size.height))
    let fringe = min(120, strength * width * 0.012)
    chain.shiftChroma(
      blue: moments.map { $0.map { Int((scatter.unit($0, 1) - 0.3) * 2 * fringe) } ?? 0 },
      red: moments.map { $0.map { Int((0.3 - scatter.unit($0, 2)) * 2 * fringe) } ?? 0 })
    for (band, share) in [0.16, 0.07, 0.05, 0.025].enumerated() {
      chain.shiftBand(
        height: Int(height * share),
        tops: moments.map { $0.map { Int(scatter.unit($0, band, 3) * height * (1 - share)) } ?? 0 },
        shifts: moments.map { moment in
          guard let moment, scatter.unit(moment, band, 4) < 0.8 else { return 0 }
          return Int((scatter.unit(moment, band, 5) - 0.5) * 0.45 * strength * width)
        })
    }
  }

  /// The fault that a frame shows, by number; nil where all is well. Faults change 15 times a second.
  private func moments(_ site: EffectSite, _ scatter: Scatter) -> [Int?] {
    let perSecond = bursts?.value.perSecond ?? Rational(3, 2)
    let length = min(0.25, 0.6 / perSecond.approximation)
    return site.ticks(at: 15).map { tick in
      let clock = Rational(tick, 15) * perSecond
      let burst = clock.floor ?? 0
      let since = (clock - Rational(burst)).approximation / perSecond.approximation
      let start = scatter.unit(burst, 6) * (1 / perSecond.approximation - length)
      return since >= start && since < start + length ? tick : nil
    }
  }
}

/// Red and blue drawn apart, as by a cheap lens or a tired tube.
package struct RGBSplitEffect: PictureEffect {
  package var distance: Setting<AnimatedValue<Distance>>?
  package var direction: Setting<Direction>?

  package init() {}

  /// Canvas pixels.
  package struct Distance: BoundedNumber {
    package var pixels: Rational
    package static let words = "a distance from -200 to 200 px"
    package static let limits: ClosedRange<Rational> = -200...200
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  /// Along which axis.
  package enum Direction: String, WordChoice {
    case horizontal, vertical

    package var help: String {
      self == .horizontal ? "Red to the left, blue to the right." : "Red up, blue down."
    }
  }

  package static let name = "rgb-split"
  package static let family = EffectFamily.look
  package static let principal: String? = "distance"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<RGBSplitEffect>(
    "rgb-split", "Red and blue drawn apart.",
    examples: ["{rgb-split: 6}", "{rgb-split: {distance: {from: 0, to: 12}, direction: vertical}}"],
    [
      Parameter(
        "distance", \.distance, "How far each goes, in whole px of the canvas.", default: "5", example: "6"),
      Parameter("direction", \.direction, "Along which axis.", default: "horizontal", example: "vertical"),
    ])

  package var isIdentity: Bool { distance?.value.constant?.pixels.isZero ?? false }

  package func apply(to chain: inout EffectChain) {
    let pixels = chain.site.values(distance, default: 5) { $0.pixels }.map { Int($0.rounded()) }
    let axis = direction?.value == .vertical ? "v" : "h"
    chain.add(Filter("rgbashift"), animating: "r" + axis, texts: pixels.map { String(-$0) })
    chain.add(Filter("rgbashift"), animating: "b" + axis, texts: pixels.map { String($0) })
  }
}
