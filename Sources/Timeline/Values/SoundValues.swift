import Diagnostics

/// Whether a change of speed changes the pitch.
package enum Pitch: String, WordChoice {
  case keep, shift

  package var help: String {
    switch self {
    case .keep: "The pitch stays as recorded."
    case .shift: "Faster is higher, as on tape."
    }
  }
}

/// Which channels of a source are heard.
package enum ChannelChoice: ParameterValue, Hashable {
  /// All, mixed to the canvas's layout.
  case all
  case left, right
  /// Everything mixed to one, heard on both sides.
  case mix
  /// Left and right exchanged.
  case swap
  /// These channels of the source, counted from 1, become the canvas's channels in order.
  case numbers([Int])

  private static let words: [(String, String, ChannelChoice)] = [
    ("all", "All channels, mixed to the canvas's layout.", .all), ("left", "The left one, on both sides.", .left),
    ("right", "The right one, on both sides.", .right), ("mix", "All mixed to one, on both sides.", .mix),
    ("swap", "Left and right exchanged.", .swap),
  ]

  package static let shape = ValueShape.oneOf([
    .choice(words.map { .init($0.0, $0.1) }), .list(.integer(1...64), minimum: 1),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> ChannelChoice? {
    guard let nodes = node.list else {
      let word = reading.choose(node, among: words.map(\.0), called: "choice of channels")
      return words.first { $0.0 == word }?.2
    }
    guard !nodes.isEmpty else {
      reading.wrongKind(node, expected: "channel numbers from 1, such as [1, 2]")
      return nil
    }
    let numbers = nodes.compactMap { Int.read($0, &reading) }
    guard numbers.count == nodes.count, numbers.allSatisfy({ (1...64).contains($0) }) else {
      if numbers.count == nodes.count { reading.outOfRange(node, limits: "channel numbers from 1 to 64") }
      return nil
    }
    return .numbers(numbers)
  }
}

/// How a sound rises from silence, or falls to it: a length, `{duration, curve}` or `{duration, ease}`.
package struct SoundFade: ParameterValue {
  package var duration: Setting<TimeExpression>
  package var shape = FadeShape.curve(.linear)

  package static let shape = ValueShape.oneOf([TimeExpression.shape, .construct(SoundFadeClause.declaration.facts)])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SoundFade? {
    guard node.map != nil else {
      return TimeExpression.read(node, &reading).map {
        SoundFade(duration: Setting($0, span: node.span, keySpan: node.span))
      }
    }
    guard let clause = SoundFadeClause.read(node, &reading), let duration = clause.duration else { return nil }
    guard let ease = clause.ease else {
      return SoundFade(duration: duration, shape: .curve(clause.curve?.value ?? .linear))
    }
    if clause.curve != nil {
      reading.bag.error(
        "two-curves", "'curve' and 'ease' both shape the fade", at: ease.keySpan, caption: "keep one of them")
      return nil
    }
    return SoundFade(duration: duration, shape: .ease(ease.value))
  }
}

/// `{duration, curve}` or `{duration, ease}`.
struct SoundFadeClause: Construct {
  var duration: Setting<TimeExpression>?
  var curve: Setting<FadeCurve>?
  var ease: Setting<Easing>?

  static let declaration = Declaration<SoundFadeClause>(
    "a fade", "How long a sound takes to rise or fall, and on which curve.",
    [
      Parameter("duration", \.duration, "How long it takes.", required: true, example: "2s"),
      Parameter("curve", \.curve, "The curve, the same up and down.", default: "linear", example: "equal-power"),
      Parameter("ease", \.ease, "The curve as an easing of the level, from the fade's start.", example: "in-out-sine"),
    ])
}

/// A curve of a fade in the words of sound editors.
package enum FadeCurve: String, WordChoice {
  case linear
  case equalPower = "equal-power"
  case sCurve = "s-curve"
  case exponential, logarithmic

  package var help: String {
    switch self {
    case .linear: "A straight line."
    case .equalPower: "A quarter of a sine: two that cross keep the power."
    case .sCurve: "Soft at both ends."
    case .exponential: "Even in decibels: long quiet, then quickly loud."
    case .logarithmic: "Quickly loud, then slowly to the full level."
    }
  }
}

/// The level of a fade over its time.
package enum FadeShape: Hashable, Sendable {
  case curve(FadeCurve)
  case ease(Easing)
}
