/// What may stand behind `generate:`, on picture tracks (`generators`) and on audio tracks
/// (`sound-generators`), what an entry of `effects:` may be, and the parameters of each.
func entryDefinitions(_ manual: Manual, _ shapes: ShapeSchema) -> [(key: String, value: JSONForm)] {
  let generators = manual.generators.compactMap(EntryForm.init), effects = manual.effects.compactMap(EntryForm.init)
  let soundEffects = manual.soundEffects.compactMap(EntryForm.init)
  let parameters = (generators + effects + soundEffects).map { (key: $0.definition, value: shapes.schema($0.facts)) }
  return [
    ("generators", choice(generators, shapes)),
    ("sound-generators", choice(generators.filter(\.makesSound), shapes)),
    ("effect", choice(effects, shapes)),
    ("sound-effect", choice(soundEffects, shapes)),
  ] + parameters
}

/// A generator or an effect as the manual knows it.
private struct EntryForm {
  var name: String
  var facts: DeclarationFacts
  var principal: ParameterFacts?
  var makesSound = false
  /// Its name among `$defs`, where it may be called like a construct.
  var definition: String

  init?(_ entry: Manual.Entry) {
    name = entry.name
    let key: String?
    switch entry.content {
    case .generator(let facts, let principal, let makesSound):
      (self.facts, self.makesSound, key, definition) = (facts, makesSound, principal, "generate-" + entry.name)
    case .effect(let facts, let principal): (self.facts, key, definition) = (facts, principal, "effect-" + entry.name)
    case .soundEffect(let facts, let principal, let word):
      (self.facts, key, definition) = (facts, principal, "sound-effect-" + word)
      name = word
    case .construct, .form: return nil
    }
    principal = facts.parameters.first { $0.key == key }
  }

  /// Does without any parameter.
  var standsAlone: Bool { !facts.parameters.contains(where: \.isRequired) }
}

/// An entry's bare name, or its name with its principal value or its parameters.
private func choice(_ entries: [EntryForm], _ shapes: ShapeSchema) -> JSONForm {
  let alone = entries.filter(\.standsAlone)
  let word: JSONForm = [
    "enum": .texts(alone.map(\.name)), "enumDescriptions": .texts(alone.map(\.facts.summary)),
  ]
  let variable = shapes.reference("variable-use")
  let properties = entries.map { entry in
    var forms = [shapes.reference(entry.definition)]
    if let principal = entry.principal { forms.insert(shapes.property(principal), at: 0) }
    if entry.standsAlone { forms.append(["type": "null"]) }
    let value: JSONForm = ["anyOf": .list(forms), "description": .text(entry.facts.summary)]
    return (key: entry.name, value: value)
  }
  let mapping = ShapeSchema.object(properties).adding("minProperties", .integer(1))
  return ["anyOf": .list([word, variable, mapping])]
}
