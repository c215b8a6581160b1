import FilterGraph
import Foundation
import MediaTypes
import Timeline

/// Smooths the noise of a dim picture, within each frame and over its neighbours.
package struct DenoiseEffect: PictureEffect {
  package var strength: Setting<AnimatedValue<Opacity>>?
  package var frames: Setting<FrameCount>?

  package init() {}

  /// Neighbours on each side.
  package struct FrameCount: BoundedNumber {
    package var count: Int
    package static let words = "a whole number of frames from 0 to 12"
    package static let limits: ClosedRange<Rational> = 0...12
    package init(_ value: Rational) { count = value.roundedHalfUp ?? 0 }
  }

  package static let name = "denoise"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<DenoiseEffect>(
    "denoise", "Smooths noise and leaves edges: over neighbouring frames where nothing moves, and within each frame.",
    examples: ["{denoise: 0.5}", "{denoise: {strength: 0.6, frames: 0}}"],
    [
      Parameter("strength", \.strength, "What counts as noise: nothing (0) to weak edges (1).", default: "0.4", example: "0.6"),
      Parameter("frames", \.frames, "Neighbours on each side that are looked at; 0 stays within the frame.", default: "4", example: "2"),
    ])

  package var isIdentity: Bool { strength?.value.constant?.value == 0 }
  /// `atadenoise` takes no fewer than two neighbours on each side.
  private var neighbours: Int { frames.map { $0.value.count == 0 ? 0 : max(2, $0.value.count) } ?? 4 }
  package var reach: FrameReach { FrameReach(before: neighbours, after: neighbours) }

  /// Over time first: what it has averaged has less noise left for the other to take for edges. Over time the thresholds
  /// are those of the first frame.
  package func apply(to chain: inout EffectChain) {
    let strengths = chain.site.values(strength, default: 0.4) { $0.value }
    if neighbours > 0 {
      let (one, sum) = (decimal((strengths.max() ?? 0) * 0.06), decimal((strengths.max() ?? 0) * 0.12))
      // At the end of what is shorter than its window the filter waits for ever; held pictures bring it to the end.
      chain.add(.holdLast(neighbours + 1))
      chain.add(
        Filter(
          "atadenoise",
          ["0a": one, "0b": sum, "1a": one, "1b": sum, "2a": one, "2b": sum, "s": 2 * neighbours + 1, "p": 7]))
      chain.add(Filter.pick(first: 0, count: chain.site.count))
    }
    let within = neighbours > 0 ? 0.06 : 0.12
    chain.add(
      Filter("bilateral", ["sigmaS": neighbours > 0 ? "2" : "4", "planes": 7]), animating: "sigmaR",
      strengths.map { max(0.0001, $0 * within) })
  }
}

/// What moves leaves a trail that fades.
package struct MotionTrailEffect: PictureEffect {
  package var strength: Setting<Decay>?
  package var frames: Setting<FrameCount>?

  package init() {}

  /// How much of a picture is left in the next one.
  package struct Decay: BoundedNumber {
    package var value: Rational
    package static let words = "a number from 0 to 0.98"
    package static let limits: ClosedRange<Rational> = 0...Rational(98, 100)
    package init(_ value: Rational) { self.value = value }
  }

  /// How long a trail is.
  package struct FrameCount: BoundedNumber {
    package var count: Int
    package static let words = "a whole number of frames from 1 to 60"
    package static let limits: ClosedRange<Rational> = 1...60
    package init(_ value: Rational) { count = value.roundedHalfUp ?? 1 }
  }

  package static let name = "motion-trail"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<MotionTrailEffect>(
    "motion-trail", "What moves leaves a trail that fades; what stands still stays sharp.",
    examples: ["{motion-trail: 0.7}", "{motion-trail: {strength: 0.9, frames: 20}}"],
    [
      Parameter("strength", \.strength, "How much of a picture is left in the next one.", default: "0.7", example: "0.8"),
      Parameter("frames", \.frames, "The trail's length: older pictures are forgotten.", default: "12", example: "20"),
    ])

  package var isIdentity: Bool { strength?.value.value.isZero ?? false }
  private var length: Int { frames?.value.count ?? 12 }
  package var reach: FrameReach { FrameReach(before: length) }

  /// A mean of the last pictures, each weighing as much less as it is older.
  package func apply(to chain: inout EffectChain) {
    let decay = strength?.value.value.approximation ?? 0.7
    let weights = (0...length).reversed().map { decimal(max(0.000001, pow(decay, Double($0)))) }
    chain.add(Filter("tmix", ["frames": length + 1, "weights": weights.joined(separator: " ")]))
  }
}
