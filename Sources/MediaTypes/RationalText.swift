/// Reading and printing exact numbers.
extension Rational {
  /// Reads `12`, `-3.25`, `1e-3` or `30000/1001` digit by digit; nil where the text is something else.
  /// What is too long for 128 bits reads as `overflow`.
  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = Rational(decimal: parts[0]) else { return nil }
    guard parts.count == 2 else {
      self = first
      return
    }
    guard let second = Rational(decimal: parts[1]), !second.isNegative else { return nil }
    self = first / second
  }

  /// A decimal number with an optional sign and an exponent of at most two digits.
  /// A longer exponent is `overflow`, unless the digits are all zero.
  init?(decimal text: some StringProtocol) {
    var reader = DecimalReader()
    for byte in text.utf8 {
      guard reader.take(byte) else { return nil }
    }
    guard let value = reader.value else { return nil }
    self = value
  }

  /// Decimal text, rounded half away from zero to at most `digits` places, without trailing zeros.
  public func decimal(digits: Int) -> String {
    guard isValid else { return "overflow" }
    var scale: Int128 = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = magnitude * Rational(scale) + .half
    guard scaled.isValid else { return description }
    let units = scaled.numerator / scaled.denominator
    var fraction = String(units % scale)
    fraction = String(repeating: "0", count: digits - min(digits, fraction.utf8.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let sign = isNegative && units != 0 ? "-" : ""
    return fraction.isEmpty ? "\(sign)\(units / scale)" : "\(sign)\(units / scale).\(fraction)"
  }
}

/// Reads one decimal number a byte at a time.
private struct DecimalReader {
  private enum Part { case start, whole, fraction, exponentStart, exponent }
  private var part = Part.start
  private var digits: Int128 = 0
  private var places = 0
  private var exponent = 0
  private var exponentDigits = 0
  private var digitCount = 0
  private var isNegative = false
  private var exponentIsNegative = false
  private var tooLong = false

  /// False where the byte cannot continue a number.
  mutating func take(_ byte: UInt8) -> Bool {
    switch (byte, part) {
    case (UInt8(ascii: "-"), .start), (UInt8(ascii: "+"), .start):
      isNegative = byte == UInt8(ascii: "-")
      part = .whole
    case (UInt8(ascii: "-"), .exponentStart), (UInt8(ascii: "+"), .exponentStart):
      exponentIsNegative = byte == UInt8(ascii: "-")
      part = .exponent
    case (UInt8(ascii: "."), .start), (UInt8(ascii: "."), .whole):
      part = .fraction
    case (UInt8(ascii: "e"), .whole), (UInt8(ascii: "E"), .whole), (UInt8(ascii: "e"), .fraction),
      (UInt8(ascii: "E"), .fraction):
      guard digitCount > 0 else { return false }
      part = .exponentStart
    case (UInt8(ascii: "0")...UInt8(ascii: "9"), _):
      takeDigit(Int(byte - UInt8(ascii: "0")))
    default:
      return false
    }
    return true
  }

  private mutating func takeDigit(_ digit: Int) {
    if part == .exponentStart || part == .exponent {
      part = .exponent
      exponentDigits += 1
      exponent = min(exponent * 10 + digit, 1000)
      return
    }
    if part == .start { part = .whole }
    digitCount += 1
    if part == .fraction {
      // A zero at the end changes nothing unless a digit follows it; keep count and fold later.
      places += 1
    }
    let (times, o1) = digits.multipliedReportingOverflow(by: 10)
    let (sum, o2) = times.addingReportingOverflow(Int128(digit))
    if o1 || o2 { tooLong = true } else { digits = sum }
  }

  var value: Rational? {
    guard digitCount > 0, part != .exponentStart, part != .exponent || exponentDigits > 0 else { return nil }
    if tooLong { return .overflow }
    if digits == 0 { return .zero }
    let shift = (exponentIsNegative ? -exponent : exponent) - places
    guard exponent <= 99, let power = powerOfTen(abs(shift)) else { return .overflow }
    let signed = isNegative ? -digits : digits
    return shift >= 0 ? Rational(signed) * Rational(power) : Rational(signed, over: power)
  }

  private func powerOfTen(_ n: Int) -> Int128? {
    guard n <= 38 else { return nil }
    return (0..<n).reduce(Int128(1)) { power, _ in power * 10 }
  }
}

extension Rational: Codable {
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let value = Rational(text: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a ratio"))
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
