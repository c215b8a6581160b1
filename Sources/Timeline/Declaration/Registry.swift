import Diagnostics

/// Everything a document may name beyond the fixed constructs; the catalogue supplies it.
package struct Registry: Sendable {
  /// `generate: {color: …}` and its kin, in the manual's order.
  package var generators: [any GeneratorEntry.Type]

  /// `transition: dissolve` and its kin.
  package var transitions: [TransitionEntry]

  /// `effects: [blur: 12]` and their kin, in the manual's order.
  package var effects: [any EffectEntry.Type]

  /// `audio: {effects: [compressor]}` and their kin, in the manual's order.
  package var soundEffects: [any EffectEntry.Type]

  /// `look: vlog-warm` and its kin, in the manual's order; an author's own stand beside them.
  package var looks: [ValueShape.Choice]

  package init(
    generators: [any GeneratorEntry.Type], effects: [any EffectEntry.Type], soundEffects: [any EffectEntry.Type] = [],
    transitions: [TransitionEntry], looks: [ValueShape.Choice] = []
  ) {
    self.generators = generators
    self.effects = effects
    self.soundEffects = soundEffects
    self.transitions = transitions
    self.looks = looks
  }
}

/// A transition of the catalogue, as the language knows it.
package struct TransitionEntry: Sendable {
  package var name: String
  package var summary: String
  /// Which ways it can go, the first by default; empty where it goes none.
  package var directions: [String]

  package init(_ name: String, _ summary: String, directions: [String] = []) {
    self.name = name
    self.summary = summary
    self.directions = directions
  }
}
