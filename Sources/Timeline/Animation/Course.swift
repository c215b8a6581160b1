import Diagnostics
import MediaTypes

/// The keys of an animated value where they stand among others: `zoom: {from: 1, to: 1.2, focus: top}`.
package struct Course<Value: ParameterValue>: Construct {
  package var from: Setting<Value>?
  package var to: Setting<Value>?
  package var ease: Setting<Easing>?
  package var keyframes: Setting<KeyframeRow<Value>>?

  package init() {}

  package static var declaration: Declaration<Course<Value>> {
    Declaration(
      "a course", "How a value changes while the item lasts.",
      [
        Parameter("from", \.from, "The value at the item's start."),
        Parameter("to", \.to, "The value at its end."),
        Parameter("ease", \.ease, "The way between.", default: "linear", example: "in-out-sine"),
        Parameter("keyframes", \.keyframes, "Values at moments of the item, instead of 'from' and 'to'."),
      ])
  }

  /// - Parameters:
  ///   - rest: where it comes from or goes to, where only the other is written.
  ///   - plain: what it does where nothing is written.
  package func value(rest: Value, plain: (from: Value, to: Value)) -> AnimatedValue<Value> {
    if let keyframes { return .keyframes(keyframes.value.keyframes) }
    let nowhere = Span(start: 0, end: 0), isPlain = from == nil && to == nil
    func given(_ value: Value) -> Setting<Value> { Setting(value, span: nowhere, keySpan: nowhere) }
    return .keyframes([
      Keyframe(percent: 0, from ?? given(isPlain ? plain.from : rest), ease: nil, at: nowhere),
      Keyframe(percent: 100, to ?? given(isPlain ? plain.to : rest), ease: ease, at: nowhere),
    ])
  }

  /// What of it is written and cannot be meant beside a constant value called `constant`.
  package func contradiction<Other>(with constant: Setting<Other>?, named name: String) -> Contradiction? {
    let ends = from != nil ? "from" : to != nil ? "to" : nil, rows = keyframes != nil ? "keyframes" : nil
    if constant != nil, let other = ends ?? rows { return Contradiction(first: name, second: other) }
    guard let ends, let rows else { return nil }
    return Contradiction(first: ends, second: rows)
  }
}

/// Two keys that cannot both be meant.
package struct Contradiction: Sendable {
  package var first: String
  package var second: String
}

/// A list of keyframes, each within the item.
package struct KeyframeRow<Value: ParameterValue>: ParameterValue {
  package var keyframes: [Keyframe<Value>]

  package static var shape: ValueShape { [Keyframe<Value>].shape }

  package func retimed(_ change: TimeChange) -> KeyframeRow { KeyframeRow(keyframes: keyframes.retimed(change)) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> KeyframeRow? {
    guard let list = [Keyframe<Value>].read(node, &reading) else { return nil }
    let written = Setting(list, span: node.span, keySpan: node.span)
    return AnimatedValue<Value>.complete(written, &reading).map { KeyframeRow(keyframes: $0) }
  }
}
