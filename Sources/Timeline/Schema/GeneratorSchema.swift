/// What may stand behind `generate:`, on picture tracks (`generators`) and on audio tracks
/// (`sound-generators`), and each generator's parameters.
func generatorDefinitions(_ manual: Manual, _ shapes: ShapeSchema) -> [(key: String, value: JSONForm)] {
  let generators = manual.generators.compactMap(GeneratorForm.init)
  let parameters = generators.map { (key: $0.definition, value: shapes.schema($0.facts)) }
  return [
    ("generators", choice(generators, shapes)),
    ("sound-generators", choice(generators.filter(\.makesSound), shapes)),
  ] + parameters
}

/// A generator as the manual knows it.
private struct GeneratorForm {
  var name: String
  var facts: DeclarationFacts
  var principal: ParameterFacts?
  var makesSound: Bool

  init?(_ entry: Manual.Entry) {
    guard case .generator(let facts, let principal, let makesSound) = entry.content else { return nil }
    self.facts = facts
    self.makesSound = makesSound
    name = entry.name
    self.principal = facts.parameters.first { $0.key == principal }
  }

  /// Its name among `$defs`, where a generator may be called like a construct.
  var definition: String { "generate-" + name }
  /// Does without any parameter.
  var standsAlone: Bool { !facts.parameters.contains(where: \.isRequired) }
}

/// A generator's bare name, or its name with its principal value or its parameters.
private func choice(_ generators: [GeneratorForm], _ shapes: ShapeSchema) -> JSONForm {
  let alone = generators.filter(\.standsAlone)
  let word: JSONForm = [
    "enum": .texts(alone.map(\.name)), "enumDescriptions": .texts(alone.map(\.facts.summary)),
  ]
  let variable = shapes.reference("variable-use")
  let properties = generators.map { generator in
    var forms = [shapes.reference(generator.definition)]
    if let principal = generator.principal { forms.insert(shapes.property(principal), at: 0) }
    if generator.standsAlone { forms.append(["type": "null"]) }
    let value: JSONForm = ["anyOf": .list(forms), "description": .text(generator.facts.summary)]
    return (key: generator.name, value: value)
  }
  let mapping = ShapeSchema.object(properties).adding("minProperties", .integer(1))
  return ["anyOf": .list([word, variable, mapping])]
}
