import FilterGraph
import MediaTypes
import Timeline

/// Holds back what is loud.
package struct CompressorEffect: SoundEffect {
  package var threshold: Setting<Threshold>?
  package var ratio: Setting<CompressionRatio>?
  package var attack: Setting<ShortTime>?
  package var release: Setting<ShortTime>?
  package var knee: Setting<Knee>?
  package var makeup: Setting<Makeup>?

  package init() {}

  package static let name = "compressor"
  package static let principal: String? = "threshold"
  package static let declaration = Declaration<CompressorEffect>(
    "compressor", "Holds back what is louder than a threshold, so that the rest can be louder.",
    examples: ["{compressor: -20dB}", "{compressor: {threshold: -24dB, ratio: 4, attack: 5ms, release: 120ms, makeup: 6dB}}"],
    [
      Parameter("threshold", \.threshold, "Where it begins.", default: "-18dB", example: "-24dB"),
      Parameter("ratio", \.ratio, "So many dB more going in are one dB more coming out.", default: "3", example: "4"),
      Parameter("attack", \.attack, "How fast it takes hold.", default: "10ms", example: "5ms"),
      Parameter("release", \.release, "How fast it lets go.", default: "150ms", example: "120ms"),
      Parameter("knee", \.knee, "How gently it begins.", default: "6dB", example: "3dB"),
      Parameter("makeup", \.makeup, "Louder afterwards.", default: "0dB", example: "6dB"),
    ])

  package var isIdentity: Bool { ratio?.value.value == 1 && makeup.or(0) { $0.decibels }.isZero }

  package func apply(to chain: inout SoundChain) {
    chain.addDouble([
      .compressor(
        threshold: amplitude(decibels: threshold.or(-18) { $0.decibels }), ratio: ratio.or(3) { $0.value },
        attack: max(Rational(1, 10_000), min(2, attack.or(Rational(1, 100)) { $0.seconds })),
        release: max(Rational(1, 1000), release.or(Rational(3, 20)) { $0.seconds }),
        knee: amplitude(decibels: knee.or(6) { $0.decibels }), makeup: amplitude(decibels: makeup.or(0) { $0.decibels }))
    ])
  }
}

/// How wide the bend of a compressor is.
package struct Knee: BoundedNumber {
  package var decibels: Rational
  package static let words = "dB from 0 to 18"
  package static let limits: ClosedRange<Rational> = 0...18
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// What a compressor adds afterwards.
package struct Makeup: BoundedNumber {
  package var decibels: Rational
  package static let words = "dB from 0 to 36"
  package static let limits: ClosedRange<Rational> = 0...36
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// Lets nothing be louder than a ceiling.
package struct LimiterEffect: SoundEffect {
  package var ceiling: Setting<Ceiling>?
  package var attack: Setting<ShortTime>?
  package var release: Setting<ShortTime>?

  package init() {}

  /// The loudest that a sample may be.
  package struct Ceiling: BoundedNumber {
    package var decibels: Rational
    package static let words = "a level in dB of full scale from -24 to 0, such as '-1dB'"
    package static let limits: ClosedRange<Rational> = -24...0
    package static let units: [(suffix: String, factor: Rational)] = [("dBFS", 1), ("dB", 1)]
    package init(_ value: Rational) { decibels = value }
  }

  package static let name = "limiter"
  package static let principal: String? = "ceiling"
  package static let declaration = Declaration<LimiterEffect>(
    "limiter", "Lets no sample be louder than a ceiling. For an output's true peak see 'true-peak'.",
    examples: ["{limiter: -1dB}", "{limiter: {ceiling: -3dB, release: 100ms}}"],
    [
      Parameter("ceiling", \.ceiling, "The loudest sample.", default: "-1dB", example: "-3dB"),
      Parameter("attack", \.attack, "How far it looks ahead, 0.1 to 80 ms.", default: "5ms", example: "2ms"),
      Parameter("release", \.release, "How fast it lets go.", default: "50ms", example: "100ms"),
    ])

  package func apply(to chain: inout SoundChain) {
    chain.addDouble([
      .limiter(
        ceiling: amplitude(decibels: ceiling.or(-1) { $0.decibels }),
        attack: max(Rational(1, 10_000), min(Rational(8, 100), attack.or(Rational(1, 200)) { $0.seconds })),
        release: max(Rational(1, 1000), release.or(Rational(1, 20)) { $0.seconds }))
    ])
  }
}

/// Silences what is soft.
package struct GateEffect: SoundEffect {
  package var threshold: Setting<Threshold>?
  package var range: Setting<Reduction>?
  package var attack: Setting<ShortTime>?
  package var release: Setting<ShortTime>?

  package init() {}

  package static let name = "gate"
  package static let principal: String? = "threshold"
  package static let declaration = Declaration<GateEffect>(
    "gate", "Lowers what is softer than a threshold: the room between words.",
    examples: ["{gate: -45dB}", "{gate: {threshold: -40dB, range: 20dB, release: 200ms}}"],
    [
      Parameter("threshold", \.threshold, "Where it opens.", default: "-45dB", example: "-40dB"),
      Parameter("range", \.range, "By how much it lowers at most.", default: "24dB", example: "20dB"),
      Parameter("attack", \.attack, "How fast it opens.", default: "5ms", example: "2ms"),
      Parameter("release", \.release, "How fast it closes.", default: "150ms", example: "200ms"),
    ])

  package var isIdentity: Bool { range?.value.decibels.isZero ?? false }

  package func apply(to chain: inout SoundChain) {
    chain.addDouble([
      .gate(
        threshold: amplitude(decibels: threshold.or(-45) { $0.decibels }), range: amplitude(decibels: -range.or(24) { $0.decibels }),
        attack: max(Rational(1, 10_000), attack.or(Rational(1, 200)) { $0.seconds }),
        release: max(Rational(1, 1000), release.or(Rational(3, 20)) { $0.seconds }))
    ])
  }
}

/// By how much something is taken away.
package struct Reduction: BoundedNumber {
  package var decibels: Rational
  package static let words = "dB from 0 to 90"
  package static let limits: ClosedRange<Rational> = 0...90
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// Takes steady noise away.
package struct DenoiseSoundEffect: SoundEffect {
  package var reduction: Setting<Reduction>?
  package var floor: Setting<NoiseFloor>?

  package init() {}

  /// How loud noise is.
  package struct NoiseFloor: BoundedNumber {
    package var decibels: Rational
    package static let words = "a level in dB from -80 to -20"
    package static let limits: ClosedRange<Rational> = -80...(-20)
    package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
    package init(_ value: Rational) { decibels = value }
  }

  package static let name = "denoise"
  package static let principal: String? = "reduction"
  package static let declaration = Declaration<DenoiseSoundEffect>(
    "denoise", "Takes steady noise away: hiss, hum, a fan.", examples: ["{denoise: 12dB}", "{denoise: {reduction: 20dB, floor: -40dB}}"],
    [
      Parameter("reduction", \.reduction, "By how much noise is lowered.", default: "12dB", example: "20dB"),
      Parameter("floor", \.floor, "Where it starts to look for the noise's level, which it follows.", default: "-50dB", example: "-40dB"),
    ])

  package var isIdentity: Bool { reduction?.value.decibels.isZero ?? false }

  package func apply(to chain: inout SoundChain) {
    let filter = Filter.denoiseSound(
      reduction: max(Rational(1, 100), reduction.or(12) { $0.decibels }), floor: floor.or(-50) { $0.decibels })
    chain.add([filter], latency: Filter.denoiseDelay(rate: chain.shape.rate))
  }
}

/// Softens sharp s sounds.
package struct DeEssEffect: SoundEffect {
  package var threshold: Setting<Threshold>?
  package var frequency: Setting<Frequency>?
  package var ratio: Setting<CompressionRatio>?

  package init() {}

  package static let name = "de-ess"
  package static let principal: String? = "threshold"
  package static let declaration = Declaration<DeEssEffect>(
    "de-ess", "Holds back what is loud above a frequency: sharp s sounds.",
    examples: ["{de-ess: -30dB}", "{de-ess: {threshold: -34dB, frequency: 6kHz, ratio: 6}}"],
    [
      Parameter("threshold", \.threshold, "Where it begins.", default: "-30dB", example: "-34dB"),
      Parameter("frequency", \.frequency, "What is above is held back.", default: "5500Hz", example: "6kHz"),
      Parameter("ratio", \.ratio, "How strongly.", default: "4", example: "6"),
    ])

  package var isIdentity: Bool { ratio?.value.value == 1 }

  package func apply(to chain: inout SoundChain) {
    let split = Filter.crossover(frequency: Frequency(frequency.or(5500) { $0.hertz }).held(below: chain.shape.rate))
    let bands = chain.graph.addSplit(split, to: chain.edge, outputs: 2, origin: chain.origin)
    chain.edge = bands[1]
    chain.addDouble([
      .compressor(
        threshold: amplitude(decibels: threshold.or(-30) { $0.decibels }), ratio: ratio.or(4) { $0.value }, attack: Rational(1, 1000),
        release: Rational(3, 50), knee: 2, makeup: 1)
    ])
    chain.join([bands[0], chain.edge])
  }
}
