import MediaTypes
import Timeline

/// Hertz.
package struct Frequency: BoundedNumber {
  package var hertz: Rational
  package static let words = "a frequency from 10Hz to 20kHz, such as '250Hz'"
  package static let limits: ClosedRange<Rational> = 10...20_000
  package static let units: [(suffix: String, factor: Rational)] = [("kHz", 1000), ("Hz", 1)]
  package init(_ value: Rational) { hertz = value }

  /// Below half the sample rate, where filters can follow.
  func held(below rate: Int) -> Rational { min(hertz, Rational(rate) * Rational(9, 20)) }
}

/// A change of level that an effect may make.
package struct Boost: BoundedNumber {
  package var decibels: Rational
  package static let words = "a gain in dB from -30 to 30, such as '-3dB'"
  package static let limits: ClosedRange<Rational> = -30...30
  package static let units: [(suffix: String, factor: Rational)] = [("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// A level below full scale.
package struct Threshold: BoundedNumber {
  package var decibels: Rational
  package static let words = "a level in dB of full scale from -60 to 0, such as '-18dB'"
  package static let limits: ClosedRange<Rational> = -60...0
  package static let units: [(suffix: String, factor: Rational)] = [("dBFS", 1), ("dB", 1)]
  package init(_ value: Rational) { decibels = value }
}

/// A short time inside an effect, in seconds.
package struct ShortTime: BoundedNumber {
  package var seconds: Rational
  package static let words = "a time from 0 to 5s, such as '10ms'"
  package static let limits: ClosedRange<Rational> = 0...5
  package static let units: [(suffix: String, factor: Rational)] = [("ms", Rational(1, 1000)), ("s", 1)]
  package init(_ value: Rational) { seconds = value }
}

/// How strongly a compressor holds back: 4 or 4:1.
package struct CompressionRatio: BoundedNumber {
  package var value: Rational
  package static let words = "a ratio from 1 to 20, such as '4'"
  package static let limits: ClosedRange<Rational> = 1...20
  package static let units: [(suffix: String, factor: Rational)] = [(":1", 1)]
  package init(_ value: Rational) { self.value = value }
}

/// Twelfths of an octave.
package struct Semitones: BoundedNumber {
  package var value: Rational
  package static let words = "semitones from -24 to 24"
  package static let limits: ClosedRange<Rational> = -24...24
  package init(_ value: Rational) { self.value = value }
}

/// How far a sound is spread between left and right.
package struct Width: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0 (mono) to 3; 1 changes nothing"
  package static let limits: ClosedRange<Rational> = 0...3
  package init(_ value: Rational) { self.value = value }
}

extension Optional {
  /// The number that was written, or what leaving it out means.
  func or<Value: Sendable>(_ fallback: Rational, _ number: (Value) -> Rational) -> Rational where Wrapped == Setting<Value> {
    map { number($0.value) } ?? fallback
  }
}
