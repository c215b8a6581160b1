import Diagnostics
import MediaTypes

/// Retime: a ratio (negative plays backwards, 0 freezes), a ramp from speed to speed, or whatever makes range
/// and duration agree.
package enum SpeedValue: ParameterValue {
  case ratio(Rational)
  case fit
  /// Not all of one speed, and never of both directions.
  case ramp([Keyframe<SpeedRatio>])

  package static let shape = ValueShape.oneOf([
    AnimatedValue<SpeedRatio>.shape,
    .choice([.init("fit", "The speed that makes the source range last as long as the item.")]),
  ])

  /// Slower or faster than this is a mistake.
  static let limits: ClosedRange<Rational> = Rational(1, 1000)...1000

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SpeedValue? {
    guard let scalar = node.scalar, !scalar.isNull else {
      guard node.map == nil else { return readRamp(node, &reading) }
      reading.wrongKind(node, expected: "a ratio such as 2 or 1/2, 'fit', or a ramp {from, to}")
      return nil
    }
    if scalar.text == "fit" { return .fit }
    guard let ratio = Rational(text: scalar.text) else {
      reading.wrongValue(
        node, expected: "a ratio such as 2 or 1/2, or 'fit'",
        fixIt: intendedRatio(scalar.text).map { node.rewritten(as: $0) })
      return nil
    }
    guard ratio.isZero || ratio.isValid && limits.contains(ratio.magnitude) else {
      reading.outOfRange(node, limits: "0, or a ratio from 1/1000 to 1000, forwards or backwards")
      return nil
    }
    return .ratio(ratio)
  }

  package func retimed(_ change: TimeChange) -> SpeedValue {
    guard case .ramp(let keyframes) = self else { return self }
    return .ramp(keyframes.retimed(change))
  }

  private static func readRamp(_ node: SyntaxNode, _ reading: inout Reading) -> SpeedValue? {
    let keys = Set(node.map?.map(\.key) ?? [])
    guard !keys.isDisjoint(with: ["from", "to", "keyframes", "ease"]) else {
      reading.wrongKind(node, expected: "a ratio such as 2 or 1/2, 'fit', or a ramp {from, to}")
      return nil
    }
    guard case .keyframes(let keyframes)? = AnimatedValue<SpeedRatio>.read(node, &reading) else { return nil }
    let values = keyframes.compactMap(\.value)
    guard let first = values.first(where: { !$0.value.value.isZero }) else { return .ratio(0) }
    let turned = values.first { !$0.value.value.isZero && $0.value.value.isNegative != first.value.value.isNegative }
    if let turned {
      reportTurn(first, turned, &reading)
      return nil
    }
    return values.allSatisfy { $0.value == first.value } ? .ratio(first.value.value) : .ramp(keyframes)
  }

  private static func reportTurn(_ first: Setting<SpeedRatio>, _ turned: Setting<SpeedRatio>, _ reading: inout Reading) {
    let ways = first.value.value.isNegative ? ("backwards", "forwards") : ("forwards", "backwards")
    reading.bag.error(
      "ramp-turns", "a ramp goes one way: it starts \(ways.0), and here it goes \(ways.1)", at: turned.span,
      caption: "end this item at 0, and let a second one go \(ways.1)", labels: [.init(first.span, "\(ways.0) here")])
  }

  /// The ratio meant by `2x` or `200%`.
  private static func intendedRatio(_ text: String) -> String? {
    let text = text.lowercased().filter { $0 != " " }
    guard let unit = text.last, let number = Rational(text: text.dropLast()) else { return nil }
    switch unit {
    case "x", "×": return number.plainText
    case "%": return (number / 100).plainText
    default: return nil
    }
  }
}

/// A speed that a ramp goes through.
package struct SpeedRatio: BoundedNumber, Hashable {
  package var value: Rational

  package static let words = "a ratio from -1000 to 1000"
  package static let limits: ClosedRange<Rational> = -1000...1000

  package init(_ value: Rational) { self.value = value }
}
