/// How an item sounds: `audio: false`, or a mapping.
package struct SoundClause: Construct {
  /// `audio: false`.
  package var isOff = false
  package var gain: Setting<AnimatedValue<Gain>>?
  package var pan: Setting<AnimatedValue<Pan>>?
  package var fadeIn: Setting<SoundFade>?
  package var fadeOut: Setting<SoundFade>?
  package var lead: Setting<TimeExpression>?
  package var lag: Setting<TimeExpression>?
  package var bus: Setting<Name>?
  package var effects: Setting<[SoundEffectUse]>?
  package var duck: Setting<DuckClause>?
  package var pitch: Setting<Pitch>?
  package var channels: Setting<ChannelChoice>?

  package init() {}

  package static let declaration = Declaration<SoundClause>(
    "audio", "How an item sounds. 'false' leaves its sound out.",
    examples: [
      "false", "{gain: -6dB, fade-in: 0.5s}", "{lead: 0.5s}",
      "{fade-out: {duration: 2s, curve: equal-power}, pan: {from: -1, to: 1}}",
    ],
    [
      Parameter("gain", \.gain, "Louder or softer.", default: "0dB", example: "-6dB"),
      Parameter("pan", \.pan, "From left (-1) to right (1).", default: "0", example: "-0.5"),
      Parameter("fade-in", \.fadeIn, "The sound rises from silence over this time.", example: "0.5s"),
      Parameter("fade-out", \.fadeOut, "The sound falls to silence over this time.", example: "2s"),
      Parameter("lead", \.lead, "The sound starts this much before the picture: a J-cut.", default: "0s", example: "0.5s"),
      Parameter("lag", \.lag, "The sound ends this much after the picture: an L-cut.", default: "0s", example: "0.5s"),
      Parameter("bus", \.bus, "The group it is mixed in; the track's where absent.", example: "speech"),
      Parameter("effects", \.effects, "What is done to the sound, in order, before its gain.", example: "[{high-pass: 80Hz}, compressor]"),
      Parameter("duck", \.duck, "Softer while something else is heard.", example: "{under: speech}"),
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

extension SoundClause {
  /// These settings, and those of `other` where there are none.
  func filled(from other: SoundClause) -> SoundClause {
    var filled = self
    filled.gain = gain ?? other.gain
    filled.pan = pan ?? other.pan
    filled.fadeIn = fadeIn ?? other.fadeIn
    filled.fadeOut = fadeOut ?? other.fadeOut
    filled.lead = lead ?? other.lead
    filled.lag = lag ?? other.lag
    filled.bus = bus ?? other.bus
    filled.effects = effects ?? other.effects
    filled.duck = duck ?? other.duck
    filled.pitch = pitch ?? other.pitch
    filled.channels = channels ?? other.channels
    return filled
  }
}
