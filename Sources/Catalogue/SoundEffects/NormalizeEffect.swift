import FilterGraph
import MediaTypes
import Timeline

/// Brings a sound to a loudness, by one gain found by measuring all of it.
package struct NormalizeEffect: SoundEffect {
  package var loudness: Setting<Loudness>?
  package var truePeak: Setting<TruePeak>?
  /// What was found to be missing, in decibels.
  package var gain = Rational.zero
  /// Whether the gain brings peaks above the true peak.
  package var isLimited = false

  package init() {}

  package static let name = "normalize"
  package static let principal: String? = "loudness"
  package static let declaration = Declaration<NormalizeEffect>(
    "normalize", "Brings the sound, as it is here, to a loudness: measured by EBU R 128, then one gain for all of it.",
    examples: ["{normalize: -16LUFS}", "{normalize: {loudness: -20LUFS, true-peak: -3dBTP}}"],
    [
      Parameter("loudness", \.loudness, "How loud.", default: "-16LUFS", example: "-20LUFS"),
      Parameter("true-peak", \.truePeak, "Peaks that would be higher are held back.", default: "-1dBTP", example: "-3dBTP"),
    ])

  /// LUFS.
  package var wanted: Rational { loudness.or(-16) { $0.units } }
  /// dBTP.
  package var ceiling: Rational { truePeak.or(-1) { $0.decibels } }

  package func apply(to chain: inout SoundChain) {
    if !gain.isZero { chain.add(.volume(decibels: gain)) }
    if isLimited { chain.addTruePeakLimiter(ceiling - Rational(3, 10)) }
  }
}

extension SoundChain {
  /// Holds peaks back, those between samples too: at four times the rate.
  /// - Parameter ceiling: dBTP.
  package mutating func addTruePeakLimiter(_ ceiling: Rational) {
    let layout = shape.layout.rawValue
    add([.resample(to: shape.rate * 4, layout: layout)])
    addDouble([.limiter(ceiling: amplitude(decibels: ceiling), attack: Rational(1, 200), release: Rational(3, 50))])
    add([.resample(to: shape.rate, layout: layout), .padSamples(to: count)] + Filter.pickSamples(first: 0, count: count))
  }
}
