import Diagnostics
import MediaTypes

/// What happens between two items: a name, or a mapping.
package struct TransitionClause: Construct {
  package var type: Setting<TransitionName>?
  package var duration: Setting<TimeExpression>?
  package var mode: Setting<TransitionMode>?
  package var align: Setting<TransitionAlign>?
  package var direction: Setting<Text>?
  package var color: Setting<Color>?
  package var ease: Setting<Easing>?
  package var audio: Setting<TransitionSound>?
  package var sfx: Setting<FilePath>?
  /// The whole clause's place.
  package var span = Span(start: 0, end: 0)

  package init() {}

  package static let declaration = Declaration<TransitionClause>(
    "a transition", "What happens between two items. A name alone is short for {type: name}.",
    examples: ["dissolve", "{type: wipe, direction: left, duration: 12f}"],
    [
      Parameter("type", \.type, "Which one.", required: true, example: "dissolve"),
      Parameter("duration", \.duration, "How long both are seen.", default: "0.5s", example: "12f"),
      Parameter("mode", \.mode, "Where the time comes from.", example: "handles"),
      Parameter("align", \.align, "With 'handles': where the window lies around the cut.", default: "center", example: "start"),
      Parameter("direction", \.direction, "Which way it goes, where it goes one.", example: "left"),
      Parameter("color", \.color, "The colour that 'dip' goes through.", default: "black", example: "white"),
      Parameter("ease", \.ease, "How it gathers way.", default: "linear", example: "in-out-sine"),
      Parameter("audio", \.audio, "How the sound changes over.", default: "cross", example: "cut"),
      Parameter("sfx", \.sfx, "A sound that starts with it: a name of the bin, or a path.", example: "audio/whoosh.wav"),
    ])

  package static var shape: ValueShape { .oneOf([TransitionName.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TransitionClause? {
    var clause = TransitionClause()
    clause.span = node.span
    if let entries = node.map {
      let errors = reading.bag.errorCount
      declaration.read(entries, into: &clause, span: node.span, &reading)
      if clause.mode?.value == .overlap, let align = clause.align {
        reading.bag.warning(
          "idle-align", "'align' says where a window of 'handles' lies, and this one overlaps", at: align.keySpan,
          caption: "drop it, or write 'mode: handles'")
      }
      return reading.bag.errorCount == errors ? clause : nil
    }
    guard let name = TransitionName.read(node, &reading) else { return nil }
    clause.type = Setting(name, span: node.span, keySpan: node.span)
    return clause
  }
}

/// A transition of the catalogue, by name.
package struct TransitionName: ParameterValue, Hashable {
  package var name: String

  package static let shape = ValueShape.form(
    name: "a transition", help: "A transition of the catalogue.", pattern: nil, examples: ["dissolve", "wipe"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TransitionName? {
    reading.choose(node, among: reading.registry.transitions.map(\.name), called: "transition").map(TransitionName.init)
  }
}

/// Where a transition's time comes from.
package enum TransitionMode: String, WordChoice {
  case overlap, handles

  package var help: String {
    switch self {
    case .overlap: "The items move together; the film gets shorter by the duration."
    case .handles: "Lengths stay; unused source around the cut is shown."
    }
  }
}

/// Where a handles transition lies around its cut.
package enum TransitionAlign: String, WordChoice {
  case center, start, end

  package var help: String {
    switch self {
    case .center: "Half before the cut, half after."
    case .start: "It starts at the cut."
    case .end: "It ends at the cut."
    }
  }
}

/// How sound changes over in a transition.
package enum TransitionSound: String, WordChoice {
  case cross, cut

  package var help: String {
    switch self {
    case .cross: "One fades out while the other fades in, at equal power."
    case .cut: "At once, in the middle of the window."
    }
  }
}
