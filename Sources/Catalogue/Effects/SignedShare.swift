import MediaTypes
import Timeline

/// A push in one of two directions, as far as it goes at -1 and 1.
package struct SignedShare: BoundedNumber {
  package var value: Rational
  package static let words = "a number from -1 to 1"
  package static let limits: ClosedRange<Rational> = -1...1
  package init(_ value: Rational) { self.value = value }
}

/// A strength, from nothing (0) to as far as it goes (1).
package struct Strength: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0 to 1"
  package static let limits: ClosedRange<Rational> = 0...1
  package init(_ value: Rational) { self.value = value }
}

/// A multiple of what is there.
package struct Factor: BoundedNumber {
  package var value: Rational
  package static let words = "a factor from 0 to 4"
  package static let limits: ClosedRange<Rational> = 0...4
  package init(_ value: Rational) { self.value = value }
}

/// An exponent of the middle tones: above 1 lifts them.
package struct GammaExponent: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0.1 to 10"
  package static let limits: ClosedRange<Rational> = Rational(1, 10)...10
  package init(_ value: Rational) { self.value = value }
}
