import Diagnostics
import MediaTypes

/// How a picture comes and goes.
package struct AnimateClause: Construct {
  package var entrance: Setting<AnimationUse>?
  package var exit: Setting<AnimationUse>?

  package init() {}

  package static let declaration = Declaration<AnimateClause>(
    "an animation", "How a picture comes and goes.", examples: ["{in: pop, out: fade}", "{in: {type: slide, from: left, duration: 12f}}"],
    [
      Parameter("in", \.entrance, "How it comes.", example: "pop"), Parameter("out", \.exit, "How it goes.", example: "fade"),
    ])
}

/// One way in or out: a name, or a mapping.
package struct AnimationUse: Construct {
  package var type: Setting<AnimationType>?
  package var duration: Setting<TimeExpression>?
  package var from: Setting<AnimationSide>?
  package var ease: Setting<Easing>?

  package init() {}

  package static let declaration = Declaration<AnimationUse>(
    "a way in or out", "How a picture comes, or goes. A name alone is short for {type: name}.",
    examples: ["fade", "{type: slide, from: left, duration: 0.3s}"],
    [
      Parameter("type", \.type, "Which one.", required: true, example: "slide"),
      Parameter(
        "duration", \.duration, "How long it takes: 0.4s where absent, a typewriter 0.05s a letter; never more than half the item.",
        example: "12f"),
      Parameter("from", \.from, "Where 'slide' comes from, or goes to.", default: "bottom", example: "left"),
      Parameter("ease", \.ease, "How it gathers way.", example: "out-cubic"),
    ])

  package static var shape: ValueShape { .oneOf([AnimationType.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> AnimationUse? {
    var use = AnimationUse()
    if let entries = node.map {
      let errors = reading.bag.errorCount
      declaration.read(entries, into: &use, span: node.span, &reading)
      return reading.bag.errorCount == errors ? use : nil
    }
    guard let type = AnimationType.read(node, &reading) else { return nil }
    use.type = Setting(type, span: node.span, keySpan: node.span)
    return use
  }
}

/// The ways in and out.
package enum AnimationType: String, WordChoice {
  case fade, slide, pop, typewriter

  package var help: String {
    switch self {
    case .fade: "It comes up, or goes."
    case .slide: "It glides a little way while it fades."
    case .pop: "It grows, a little too far, and back."
    case .typewriter: "Letter by letter."
    }
  }
}

/// A side of the canvas.
package enum AnimationSide: String, WordChoice {
  case left, right, top, bottom

  package var help: String { "The \(rawValue)." }
}
