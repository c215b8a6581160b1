/// An exact fraction, always in lowest terms with a positive denominator.
///
/// Times (in seconds), rates, speeds and ratios are Rationals from text to frame grid. Numerator and
/// denominator are 128 bits wide. An operation that does not fit, or that divides by zero, gives
/// `Rational.overflow`, which every further operation passes on: nothing traps, and whoever turns a
/// result into a diagnostic checks `isValid` once.
public struct Rational: Hashable, Sendable {
  public let numerator: Int128
  /// Positive; 0 only in `overflow`.
  public let denominator: Int128

  /// What does not fit in 128 bits. Compares greater than every number.
  public static let overflow = Rational(uncheckedNumerator: 1, denominator: 0)
  public static let zero = Rational(uncheckedNumerator: 0, denominator: 1)
  public static let one = Rational(uncheckedNumerator: 1, denominator: 1)
  public static let half = Rational(uncheckedNumerator: 1, denominator: 2)

  @inlinable package init(uncheckedNumerator: Int128, denominator: Int128) {
    self.numerator = uncheckedNumerator
    self.denominator = denominator
  }

  /// `numerator / denominator` in lowest terms; `overflow` for a zero denominator.
  public init(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else {
      self = .overflow
      return
    }
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(
      uncheckedNumerator: sign * numerator / Int128(divisor),
      denominator: sign * denominator / Int128(divisor))
  }

  public init(_ integer: Int) { self.init(uncheckedNumerator: Int128(integer), denominator: 1) }
  public init(_ integer: Int128) { self.init(uncheckedNumerator: integer, denominator: 1) }
  public init(_ numerator: Int, _ denominator: Int) { self.init(Int128(numerator), over: Int128(denominator)) }

  /// False for what did not fit.
  public var isValid: Bool { denominator != 0 }
  public var isInteger: Bool { denominator == 1 }
  public var isZero: Bool { numerator == 0 && isValid }
  public var isNegative: Bool { numerator < 0 }
  public var isPositive: Bool { numerator > 0 && isValid }
}

/// Euclid's algorithm, in 64 bits as soon as both fit.
private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  var (a, b) = (a, b)
  while b != 0 {
    if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
      return UInt128(greatestCommonDivisor64(x, y))
    }
    (a, b) = (b, a % b)
  }
  return a == 0 ? 1 : a
}

private func greatestCommonDivisor64(_ a: UInt64, _ b: UInt64) -> UInt64 {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a == 0 ? 1 : a
}

extension Rational: Comparable {
  public static func + (a: Rational, b: Rational) -> Rational {
    guard a.isValid, b.isValid else { return .overflow }
    if a.denominator == b.denominator {
      let (sum, o) = a.numerator.addingReportingOverflow(b.numerator)
      if o { return .overflow }
      return a.denominator == 1 ? Rational(sum) : Rational(sum, over: a.denominator)
    }
    let (left, o1) = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let (right, o2) = b.numerator.multipliedReportingOverflow(by: a.denominator)
    let (sum, o3) = left.addingReportingOverflow(right)
    let (denominator, o4) = a.denominator.multipliedReportingOverflow(by: b.denominator)
    return o1 || o2 || o3 || o4 ? .overflow : Rational(sum, over: denominator)
  }

  public static func * (a: Rational, b: Rational) -> Rational {
    guard a.isValid, b.isValid else { return .overflow }
    // Cross-reduced first, so that a product that fits is never called an overflow.
    let left = Rational(a.numerator, over: b.denominator)
    let right = Rational(b.numerator, over: a.denominator)
    let (numerator, o1) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (denominator, o2) = left.denominator.multipliedReportingOverflow(by: right.denominator)
    return o1 || o2 ? .overflow : Rational(uncheckedNumerator: numerator, denominator: denominator)
  }

  public static prefix func - (a: Rational) -> Rational {
    a.isValid ? Rational(uncheckedNumerator: -a.numerator, denominator: a.denominator) : .overflow
  }

  public static func - (a: Rational, b: Rational) -> Rational { a + -b }
  public static func / (a: Rational, b: Rational) -> Rational { a * b.reciprocal }
  public static func += (a: inout Rational, b: Rational) { a = a + b }
  public static func -= (a: inout Rational, b: Rational) { a = a - b }

  public static func < (a: Rational, b: Rational) -> Bool {
    guard a.isValid, b.isValid else { return a.isValid && !b.isValid }
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return left.high != right.high ? left.high < right.high : left.low < right.low
  }

  /// 1 / self; `overflow` for zero.
  public var reciprocal: Rational { Rational(denominator, over: numerator) }
  public var magnitude: Rational { isNegative ? -self : self }

  /// The greatest integer not above; nil where the value is not valid or not an `Int`.
  public var floor: Int? {
    guard isValid else { return nil }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Int(exactly: remainder < 0 ? quotient - 1 : quotient)
  }

  /// The least integer not below.
  public var ceiling: Int? { (-self).floor.map { -$0 } }

  /// The nearest integer, halves upwards: the one rounding of the language's time rules.
  public var roundedHalfUp: Int? { (self + .half).floor }

  /// The value to the nearest 1/`grid`, halves upwards.
  public func rounded(toGrid grid: Int128) -> Rational {
    guard isValid else { return .overflow }
    let scaled = self * Rational(grid) + .half
    guard scaled.isValid else { return .overflow }
    let (quotient, remainder) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    return Rational(remainder < 0 ? quotient - 1 : quotient, over: grid)
  }

  /// `self` brought into `0 ..< period` by whole periods.
  public func modulo(_ period: Rational) -> Rational {
    let quotient = self / period
    guard quotient.isValid else { return .overflow }
    let (whole, remainder) = quotient.numerator.quotientAndRemainder(dividingBy: quotient.denominator)
    return self - period * Rational(remainder < 0 ? whole - 1 : whole)
  }

  /// For people and for filter options that are not times. Never for a time.
  public var approximation: Double { Double(numerator) / Double(denominator) }
}

extension Rational: CustomStringConvertible {
  /// `5/2`, or `3` for a whole number.
  public var description: String {
    guard isValid else { return "overflow" }
    return denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}
