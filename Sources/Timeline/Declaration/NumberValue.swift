import MediaTypes

/// A number within declared limits, exact: the base of every plain quantity.
package protocol BoundedNumber: ParameterValue, Hashable {
  /// What it is in messages and the manual: "a number from 0 to 1".
  static var words: String { get }
  /// Both ends included.
  static var limits: ClosedRange<Rational> { get }
  /// Endings that may follow the digits, each with the factor that it means.
  static var units: [(suffix: String, factor: Rational)] { get }
  init(_ value: Rational)
}

extension BoundedNumber {
  package static var units: [(suffix: String, factor: Rational)] { [] }

  /// The units of what may be written as a share: '80%' is 0.8.
  package static var percent: [(suffix: String, factor: Rational)] { [("%", Rational(1, 100))] }

  package static var shape: ValueShape { .number(words) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Self? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: words)
      return nil
    }
    var text = Substring(scalar.text)
    var factor = Rational.one
    if let unit = units.first(where: { text.hasSuffix($0.suffix) }) {
      text = text.dropLast(unit.suffix.count)
      factor = unit.factor
    }
    guard let number = Rational(text: text) else {
      reading.wrongValue(node, expected: words, fixIt: intended(scalar.text).map { node.rewritten(as: $0) })
      return nil
    }
    let value = number * factor
    guard value.isValid, limits.contains(value) else {
      reading.outOfRange(node, limits: words)
      return nil
    }
    return Self(value)
  }

  /// The number meant where a unit is written in another case, or behind a space.
  private static func intended(_ text: String) -> String? {
    let written = text.lowercased().filter { $0 != " " }
    for (suffix, factor) in units where written.hasSuffix(suffix.lowercased()) {
      let digits = written.dropLast(suffix.count)
      guard let number = Rational(text: digits), limits.contains(number * factor) else { continue }
      return digits + suffix
    }
    return nil
  }
}
