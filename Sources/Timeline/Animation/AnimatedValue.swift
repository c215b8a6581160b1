import Diagnostics
import MediaTypes

/// A value that may change while its item lasts: a constant, `{from, to, ease}`, or keyframes.
package enum AnimatedValue<Value: ParameterValue>: ParameterValue {
  case constant(Value)
  case keyframes([Keyframe<Value>])

  package static var shape: ValueShape {
    .oneOf([
      Value.shape, .construct(FromTo<Value>.declaration.facts), .construct(KeyframeList<Value>.declaration.facts),
    ])
  }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> AnimatedValue? {
    guard let entries = node.map, entries.contains(where: { ["from", "to", "keyframes", "ease"].contains($0.key) }) else {
      return Value.read(node, &reading).map(AnimatedValue.constant)
    }
    if entries.contains(where: { $0.key == "keyframes" }) {
      guard let list = KeyframeList<Value>.read(node, &reading), let keyframes = list.keyframes else { return nil }
      return complete(keyframes, &reading).map { .keyframes($0) }
    }
    guard let pair = FromTo<Value>.read(node, &reading), let from = pair.from, let to = pair.to else { return nil }
    return .keyframes([
      Keyframe(percent: 0, from, ease: nil, at: node.span), Keyframe(percent: 100, to, ease: pair.ease, at: node.span),
    ])
  }

  /// The keyframes, where they can be used.
  static func complete(_ keyframes: Setting<[Keyframe<Value>]>, _ reading: inout Reading) -> [Keyframe<Value>]? {
    guard !keyframes.value.isEmpty else {
      reading.bag.error("empty-keyframes", "'keyframes' needs at least one keyframe, {at, value}", at: keyframes.span)
      return nil
    }
    let complete = keyframes.value.filter { $0.at != nil && $0.value != nil }
    for at in complete.compactMap(\.at) where !at.value.isLength {
      reading.bag.error(
        "keyframe-time", "keyframes count from the item's start: seconds, frames, beats or %, not '\(at.value.text)'", at: at.span)
      return nil
    }
    guard complete.count == keyframes.value.count, areInOrder(complete, &reading) else { return nil }
    return complete
  }

  /// As far as the text tells; times in several units are compared where the item's length is known.
  private static func areInOrder(_ keyframes: [Keyframe<Value>], _ reading: inout Reading) -> Bool {
    for (former, later) in zip(keyframes, keyframes.dropFirst()) {
      guard let first = former.at, let second = later.at, second.value.isSurelyBefore(first.value) else { continue }
      reading.bag.error(
        "keyframe-order", "keyframes come in order of time", at: second.span, caption: "earlier than the keyframe before it")
      return false
    }
    return true
  }

  package func retimed(_ change: TimeChange) -> AnimatedValue {
    guard case .keyframes(let keyframes) = self else { return self }
    return .keyframes(keyframes.map { $0.retimed(change) })
  }

  /// The constant, where it is one: keyframes that all hold the same value are.
  package var constant: Value? {
    switch self {
    case .constant(let value): value
    case .keyframes(let keyframes): isSteady(keyframes) ? keyframes.first?.value?.value : nil
    }
  }

  private func isSteady(_ keyframes: [Keyframe<Value>]) -> Bool {
    guard let first = keyframes.first?.value?.value as? any Equatable else { return false }
    return keyframes.allSatisfy { equals(first, $0.value?.value) }
  }

  private func equals<Number: Equatable>(_ number: Number, _ other: Value?) -> Bool { other as? Number == number }
}

/// A value at a moment of an item.
package struct Keyframe<Value: ParameterValue>: Construct {
  package var at: Setting<TimeExpression>?
  package var value: Setting<Value>?
  /// Shapes the way to this keyframe.
  package var ease: Setting<Easing>?

  package init() {}

  package func retimed(_ change: TimeChange) -> Keyframe {
    var keyframe = self
    keyframe.at = at.map(change)
    return keyframe
  }

  init(percent: Rational, _ value: Setting<Value>, ease: Setting<Easing>?, at span: Span) {
    let time = TimeExpression(terms: [.init(isSubtracted: false, value: .percent(percent))], text: "\(percent)%")
    at = Setting(time, span: span, keySpan: span)
    self.value = value
    self.ease = ease
  }

  package static var declaration: Declaration<Keyframe<Value>> {
    Declaration(
      "a keyframe", "A value at a moment of the item.",
      [
        Parameter("at", \.at, "When, from the item's start; % is of the item.", required: true, example: "50%"),
        Parameter("value", \.value, "The value there.", required: true),
        Parameter("ease", \.ease, "The way to this keyframe.", default: "linear", example: "in-out-cubic"),
      ])
  }
}

/// `{keyframes: […]}`.
struct KeyframeList<Value: ParameterValue>: Construct {
  var keyframes: Setting<[Keyframe<Value>]>?

  static var declaration: Declaration<KeyframeList<Value>> {
    Declaration(
      "an animated value", "A value with keyframes; before the first and after the last it holds.",
      [Parameter("keyframes", \.keyframes, "Values at moments of the item.", required: true)])
  }
}

/// `{from, to, ease}`.
struct FromTo<Value: ParameterValue>: Construct {
  var from: Setting<Value>?
  var to: Setting<Value>?
  var ease: Setting<Easing>?

  static var declaration: Declaration<FromTo<Value>> {
    Declaration(
      "an animated value", "A value that goes from one to another while the item lasts.",
      [
        Parameter("from", \.from, "The value at the item's start.", required: true),
        Parameter("to", \.to, "The value at its end.", required: true),
        Parameter("ease", \.ease, "The way between.", default: "linear", example: "in-out-sine"),
      ])
  }
}
