import MediaTypes

/// Softer while something else is heard.
package struct DuckClause: Construct {
  package var under: Setting<Text>?
  package var by: Setting<DuckDepth>?
  package var threshold: Setting<DuckThreshold>?
  package var attack: Setting<DuckTime>?
  package var hold: Setting<DuckTime>?
  package var release: Setting<DuckTime>?

  package init() {}

  package static let declaration = Declaration<DuckClause>(
    "duck", "Softer while something else is heard. Its level is measured before anything ducks.",
    examples: ["{under: speech}", "{under: host, by: 15dB, threshold: -45dB, release: 1s}"],
    [
      Parameter("under", \.under, "An item, a track or a bus.", required: true, example: "speech"),
      Parameter("by", \.by, "How much softer.", default: "12dB", example: "15dB"),
      Parameter("threshold", \.threshold, "Heard is what is louder, over 50 ms.", default: "-40dBFS", example: "-45dB"),
      Parameter(
        "attack", \.attack, "How long it takes to go down; it is down when the other begins.", default: "0.15s", example: "0.3s"),
      Parameter(
        "hold", \.hold, "How long it stays down behind the other's end: over pauses between words.", default: "0.4s", example: "0.6s"),
      Parameter("release", \.release, "How long it takes to come back.", default: "0.6s", example: "1s"),
    ])
}

/// How much softer something ducks, whichever way it is written.
package struct DuckDepth: BoundedNumber {
  package var decibels: Rational
  package static let words = "a number of dB from 0 to 120, such as '12dB'"
  package static let limits: ClosedRange<Rational> = -120...120
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value.magnitude }
}

/// The level from which something counts as heard.
package struct DuckThreshold: BoundedNumber {
  package var decibels: Rational
  package static let words = "a level in dB of full scale from -90 to 0, such as '-40dBFS'"
  package static let limits: ClosedRange<Rational> = -90...0
  package static let units: [(suffix: String, factor: Rational)] = [("dBFS", 1), ("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// Seconds of a ducking.
package struct DuckTime: BoundedNumber {
  package var seconds: Rational
  package static let words = "a time from 0 to 30s, such as '300ms'"
  package static let limits: ClosedRange<Rational> = 0...30
  package static let units: [(suffix: String, factor: Rational)] = [("ms", Rational(1, 1000)), ("s", 1)]
  package init(_ value: Rational) { seconds = value }
}

/// Integrated loudness by EBU R 128.
package struct Loudness: BoundedNumber {
  package var units: Rational
  package static let words = "a loudness from -70 to 0, such as '-14LUFS'"
  package static let limits: ClosedRange<Rational> = -70...0
  package static let units: [(suffix: String, factor: Rational)] = [("LUFS", 1), ("LKFS", 1)]
  package init(_ value: Rational) { units = value }
}

/// The loudest that a sound may be between its samples, too.
package struct TruePeak: BoundedNumber {
  package var decibels: Rational
  package static let words = "a true peak from -20 to 0, such as '-1dBTP'"
  package static let limits: ClosedRange<Rational> = -20...0
  package static let units: [(suffix: String, factor: Rational)] = [("dBTP", 1), ("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}
