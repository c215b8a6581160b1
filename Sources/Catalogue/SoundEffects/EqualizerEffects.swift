import FilterGraph
import MediaTypes
import Timeline

/// Bells at chosen frequencies.
package struct EqualizerEffect: SoundEffect {
  package var bands: Setting<[EqualizerBand]>?
  package var frequency: Setting<Frequency>?
  package var gain: Setting<Boost>?
  package var width: Setting<Octaves>?

  package init() {}

  package static let name = "equalizer"
  package static let principal: String? = "bands"
  package static let declaration = Declaration<EqualizerEffect>(
    "equalizer", "Raises or lowers what is around some frequencies.",
    examples: [
      "{equalizer: [{frequency: 250Hz, gain: -4dB}, {frequency: 3kHz, gain: 3dB, width: 1.5}]}",
      "{equalizer: {frequency: 400Hz, gain: -6dB}}",
    ],
    [
      Parameter("bands", \.bands, "The bells, one behind the other.", example: "[{frequency: 250Hz, gain: -4dB}]"),
      Parameter("frequency", \.frequency, "Of a single bell.", default: "1kHz", example: "400Hz"),
      Parameter("gain", \.gain, "Of a single bell.", default: "0dB", example: "-6dB"),
      Parameter("width", \.width, "Of a single bell, in octaves.", default: "1", example: "2"),
    ])

  package var tail: Rational { Rational(1, 10) }

  package func apply(to chain: inout SoundChain) {
    var single = EqualizerBand()
    (single.frequency, single.gain, single.width) = (frequency, gain, width)
    for band in (bands?.value ?? []) + [single] {
      let decibels = band.gain.or(0) { $0.decibels }
      guard !decibels.isZero else { continue }
      chain.add(
        .bell(
          frequency: band.frequency?.value.held(below: chain.shape.rate) ?? 1000, decibels: decibels,
          octaves: band.width.or(1) { $0.value }))
    }
  }
}

/// One bell of an equalizer.
package struct EqualizerBand: Construct {
  package var frequency: Setting<Frequency>?
  package var gain: Setting<Boost>?
  package var width: Setting<Octaves>?

  package init() {}

  package static let declaration = Declaration<EqualizerBand>(
    "a band", "One bell of an equalizer.",
    [
      Parameter("frequency", \.frequency, "Its middle.", required: true, example: "250Hz"),
      Parameter("gain", \.gain, "Its height.", required: true, example: "-4dB"),
      Parameter("width", \.width, "In octaves.", default: "1", example: "2"),
    ])
}

/// How wide a bell is.
package struct Octaves: BoundedNumber {
  package var value: Rational
  package static let words = "octaves from 0.05 to 8"
  package static let limits: ClosedRange<Rational> = Rational(1, 20)...8
  package init(_ value: Rational) { self.value = value }
}

/// A shelf below a frequency.
package struct BassEffect: SoundEffect {
  package var gain: Setting<Boost>?
  package var frequency: Setting<Frequency>?

  package init() {}

  package static let name = "bass"
  package static let principal: String? = "gain"
  package static let declaration = Declaration<BassEffect>(
    "bass", "Raises or lowers the low end.", examples: ["{bass: 4dB}", "{bass: {gain: -6dB, frequency: 200Hz}}"],
    [
      Parameter("gain", \.gain, "By how much.", default: "3dB", example: "4dB"),
      Parameter("frequency", \.frequency, "Half of it is reached here.", default: "100Hz", example: "200Hz"),
    ])

  package var isIdentity: Bool { gain?.value.decibels.isZero ?? false }

  package var tail: Rational { Rational(1, 10) }

  package func apply(to chain: inout SoundChain) {
    chain.add(
      .shelf("bass", frequency: frequency?.value.held(below: chain.shape.rate) ?? 100, decibels: gain.or(3) { $0.decibels }))
  }
}

/// A shelf above a frequency.
package struct TrebleEffect: SoundEffect {
  package var gain: Setting<Boost>?
  package var frequency: Setting<Frequency>?

  package init() {}

  package static let name = "treble"
  package static let principal: String? = "gain"
  package static let declaration = Declaration<TrebleEffect>(
    "treble", "Raises or lowers the high end.", examples: ["{treble: 3dB}", "{treble: {gain: -6dB, frequency: 6kHz}}"],
    [
      Parameter("gain", \.gain, "By how much.", default: "3dB", example: "4dB"),
      Parameter("frequency", \.frequency, "Half of it is reached here.", default: "3kHz", example: "6kHz"),
    ])

  package var isIdentity: Bool { gain?.value.decibels.isZero ?? false }

  package var tail: Rational { Rational(1, 10) }

  package func apply(to chain: inout SoundChain) {
    chain.add(
      .shelf(
        "treble", frequency: Frequency(frequency.or(3000) { $0.hertz }).held(below: chain.shape.rate),
        decibels: gain.or(3) { $0.decibels }))
  }
}

/// How steeply a pass filter falls.
package enum Slope: String, WordChoice {
  case gentle = "12dB"
  case steep = "24dB"

  package var help: String { "\(rawValue) an octave." }

  /// The qualities of the sections of a Butterworth filter.
  var qualities: [Rational] {
    switch self {
    case .gentle: [Rational(707_107, 1_000_000)]
    case .steep: [Rational(541_196, 1_000_000), Rational(1_306_563, 1_000_000)]
    }
  }
}

/// Takes the low end away.
package struct HighPassEffect: SoundEffect {
  package var frequency: Setting<Frequency>?
  package var slope: Setting<Slope>?

  package init() {}

  package static let name = "high-pass"
  package static let principal: String? = "frequency"
  package static let declaration = Declaration<HighPassEffect>(
    "high-pass", "Lets through what is above a frequency: against rumble and wind.",
    examples: ["{high-pass: 80Hz}", "{high-pass: {frequency: 120Hz, slope: 24dB}}"],
    [
      Parameter("frequency", \.frequency, "3 dB lower here.", default: "80Hz", example: "120Hz"),
      Parameter("slope", \.slope, "How steeply it falls, an octave.", default: "12dB", example: "24dB"),
    ])

  package var tail: Rational { Rational(1, 10) }

  package func apply(to chain: inout SoundChain) {
    let edge = frequency?.value.held(below: chain.shape.rate) ?? 80
    chain.add((slope?.value ?? .gentle).qualities.map { .pass("highpass", frequency: edge, quality: $0) })
  }
}

/// Takes the high end away.
package struct LowPassEffect: SoundEffect {
  package var frequency: Setting<Frequency>?
  package var slope: Setting<Slope>?

  package init() {}

  package static let name = "low-pass"
  package static let principal: String? = "frequency"
  package static let declaration = Declaration<LowPassEffect>(
    "low-pass", "Lets through what is below a frequency: from behind a wall, against hiss.",
    examples: ["{low-pass: 8kHz}", "{low-pass: {frequency: 600Hz, slope: 24dB}}"],
    [
      Parameter("frequency", \.frequency, "3 dB lower here.", default: "10kHz", example: "600Hz"),
      Parameter("slope", \.slope, "How steeply it falls, an octave.", default: "12dB", example: "24dB"),
    ])

  package var tail: Rational { Rational(1, 10) }

  package func apply(to chain: inout SoundChain) {
    let edge = Frequency(frequency.or(10_000) { $0.hertz }).held(below: chain.shape.rate)
    chain.add((slope?.value ?? .gentle).qualities.map { .pass("lowpass", frequency: edge, quality: $0) })
  }
}
