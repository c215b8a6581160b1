import FilterGraph
import MediaTypes
import Timeline

/// A sine tone.
package struct ToneGenerator: SoundGenerator {
  package var frequency: Setting<Frequency>?
  package var level: Setting<Gain>?

  package init() {}

  /// Hertz.
  package struct Frequency: BoundedNumber {
    package var value: Rational
    package static let words = "a frequency from 1 to 20000 Hz, such as 440"
    package static let limits: ClosedRange<Rational> = 1...20000
    package static let units: [(suffix: String, factor: Rational)] = [("kHz", 1000), ("Hz", 1)]
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "tone"
  package static let principal: String? = "frequency"
  package static let declaration = Declaration<ToneGenerator>(
    "tone", "A sine tone.", examples: ["{tone: 440}", "{tone: {frequency: 1kHz, level: -20dB}}"],
    [
      Parameter("frequency", \.frequency, "How high.", default: "1000", example: "440"),
      Parameter("level", \.level, "Its peak below full scale.", default: "-18dB", example: "-20dB"),
    ])

  package func source(rate: Int) -> [Filter]? {
    let level = amplitude(decibels: level?.value.decibels ?? -18)
    return [.sine(frequency: frequency?.value.value ?? 1000, level: level, rate: rate)]
  }
}

/// Nothing to hear, on purpose.
package struct SilenceGenerator: SoundGenerator {
  package init() {}

  package static let name = "silence"
  package static let principal: String? = nil
  package static let declaration = Declaration<SilenceGenerator>(
    "silence", "Nothing to hear, on purpose.", examples: ["silence"], [])

  package func source(rate: Int) -> [Filter]? { nil }
}
