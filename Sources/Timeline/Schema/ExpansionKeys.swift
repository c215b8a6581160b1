/// Keys that are gone before a document is checked, because they need only text: variables, imports,
/// conditions, repetitions and named sequences. They belong to the language, so schema and manual have them.
extension DeclarationFacts {
  /// The same construct with the keys that it may have besides.
  var withExpansionKeys: DeclarationFacts {
    var facts = self
    if identity == TimelineDocument.declaration.facts.identity {
      let place = facts.parameters.firstIndex { $0.key == "canvas" }.map { $0 + 1 } ?? 0
      facts.parameters.insert(contentsOf: ParameterFacts.ofDocuments, at: place)
    } else if identity == TrackClause.declaration.facts.identity {
      let place = facts.parameters.firstIndex { $0.key == "effects" } ?? facts.parameters.endIndex
      facts.parameters.insert(.look, at: place)
      facts.parameters.append(.condition)
    } else if ItemForm.all.contains(where: { $0.facts.identity == identity }) {
      if let place = facts.parameters.firstIndex(where: { $0.key == "effects" }) {
        facts.parameters.insert(.look, at: place)
      }
      facts.parameters += [.condition, .repetition]
      if facts.parameters.contains(where: { $0.key == "sequence" }) { facts.parameters.append(.arguments) }
    }
    return facts
  }
}

extension ParameterFacts {
  static let expansionKeys: Set<String> = [
    "vars", "imports", "rows", "sequences", "looks", "look", "when", "each", "with",
  ]

  fileprivate static let ofDocuments: [ParameterFacts] = [
    key("vars", "Variables: '$name' in any value stands for what they hold.", .named(VariableClause.shape)),
    key(
      "imports", "Other documents, whose media, variables and sequences are used under their file's name.",
      .list(FilePath.shape, minimum: 0), example: "[lower-thirds.timeline.yaml]"),
    key(
      "rows", "One film a row: a list, or a data file, whose columns set variables.",
      .form(name: StandIn.rows.rawValue, help: "", pattern: nil, examples: []), example: "people.csv"),
    key("sequences", "Named timelines that any track may play.", .named(SequenceClause.shape)),
    key(
      "looks", "Named lists of effects, beside the built-in ones.", .named(LookClause.shape),
      example: "{warm: [{temperature: 0.2}, vignette]}"),
    key("look", "The look of every video track that names none.", lookName, example: "documentary-clean"),
  ]

  private static let lookName = ValueShape.form(
    name: StandIn.look.rawValue, help: "", pattern: nil, examples: [])

  fileprivate static let look = key(
    "look", "A named list of effects, before its own ones.", lookName, example: "vlog-warm")

  fileprivate static let condition = key(
    "when", "Leaves it out unless this is so.", .text, example: "$lang == en and not $short")
  fileprivate static let repetition = key(
    "each", "Repeats the item, once a row: a list, a pattern of files, or a data file.",
    .form(name: StandIn.rows.rawValue, help: "", pattern: nil, examples: []), example: "shots/*.jpg")
  fileprivate static let arguments = key(
    "with", "What the sequence's own variables hold.", .named(.text), example: "{name: Ada}")

  private static func key(_ key: String, _ help: String, _ shape: ValueShape, example: String? = nil)
    -> ParameterFacts
  {
    ParameterFacts(
      key: key, help: help, shape: { shape }, isRequired: false, defaultText: nil, example: example)
  }
}

/// Forms that stand for what a value's declaration cannot say: the registry's names, and items inside items.
enum StandIn: String, CaseIterable {
  case generator = "a generator"
  case effect = "an effect"
  case soundEffect = "a sound effect"
  case transition = "a transition"
  case sequence = "a sequence"
  case items = "a list of items"
  case itemKeys = "keys of an item"
  case rows = "rows"
  case look = "a look's name"

  /// The definition that says it.
  var schema: JSONForm {
    switch self {
    case .generator: ["$ref": "#/$defs/generators"]
    case .effect: ["$ref": "#/$defs/effect"]
    case .soundEffect: ["$ref": "#/$defs/sound-effect"]
    case .transition: ["$ref": "#/$defs/transition-name"]
    case .sequence: ["$ref": "#/$defs/timeline"]
    case .items: ["type": "array", "items": ["$ref": "#/$defs/item"]]
    case .itemKeys: ["type": "object"]
    case .look: ["$ref": "#/$defs/look-name"]
    case .rows: ["type": .texts(["array", "string"])]
    }
  }
}
