/// How an item sounds: `audio: false`, or a mapping.
package struct SoundClause: Construct {
  /// `audio: false`.
  package var isOff = false
  package var gain: Setting<Gain>?
  package var pan: Setting<Pan>?
  package var fadeIn: Setting<TimeExpression>?
  package var fadeOut: Setting<TimeExpression>?
  package var pitch: Setting<Pitch>?
  package var channels: Setting<ChannelChoice>?

  package init() {}

  package static let declaration = Declaration<SoundClause>(
    "audio", "How an item sounds. 'false' leaves its sound out.",
    examples: ["false", "{gain: -6dB, fade-in: 0.5s}"],
    [
      Parameter("gain", \.gain, "Louder or softer.", default: "0dB", example: "-6dB"),
      Parameter("pan", \.pan, "From left (-1) to right (1).", default: "0", example: "-0.5"),
      Parameter("fade-in", \.fadeIn, "The sound rises from silence over this time.", example: "0.5s"),
      Parameter("fade-out", \.fadeOut, "The sound falls to silence over this time.", example: "2s"),
      Parameter("pitch", \.pitch, "What a change of speed does to the pitch.", default: "keep", example: "shift"),
      Parameter("channels", \.channels, "Which channels of the source are heard.", default: "all", example: "left"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SoundClause? {
    var clause = SoundClause()
    guard let entries = node.map else {
      if node.list != nil {
        reading.wrongKind(node, expected: "false, or a mapping such as {gain: -6dB}")
        return nil
      }
      guard let isOn = Bool.read(node, &reading) else { return nil }
      clause.isOff = !isOn
      return clause
    }
    declaration.read(entries, into: &clause, span: node.span, &reading)
    return clause
  }
}
