/// JSON Schemas of values and constructs, for one registry.
struct ShapeSchema {
  let manual: Manual
  private let names: [String: String]

  init(_ manual: Manual) {
    self.manual = manual
    names = Dictionary(
      manual.constructs.compactMap { entry in
        if case .construct(let facts) = entry.content { (facts.identity, entry.name) } else { nil }
      }
    ) { first, _ in first }
  }

  func reference(_ name: String) -> JSONForm { ["$ref": .text("#/$defs/\(name)")] }

  /// What a value may look like. Words without quotes are numbers or booleans to YAML, so numbers and texts
  /// are taken alike wherever a text can be a number.
  func schema(_ shape: ValueShape) -> JSONForm {
    switch shape {
    case .text: return ["type": .texts(["string", "number", "boolean"])]
    case .boolean: return Self.orVariable(["type": "boolean"])
    case .integer(let range): return integer(range)
    case .number(let words):
      return [
        "type": .texts(["number", "string"]), "pattern": .text(Self.numberPattern),
        "description": .text(words),
      ]
    case .form(let name, let help, let pattern, let examples): return form(name, help, pattern, examples)
    case .choice(let choices): return Self.orVariable(choice(choices))
    case .list(let inner, let minimum):
      let items: JSONForm = ["type": "array", "items": schema(inner)]
      return minimum > 0 ? items.adding("minItems", .integer(minimum)) : items
    case .named(let inner): return Self.object([], named: schema(inner))
    case .construct(let facts) where facts.isWrittenInPlace: return schema(facts)
    case .construct(let facts): return reference(names[facts.identity] ?? plainName(facts.name))
    case .oneOf(let shapes): return ["anyOf": .list(shapes.map(schema))]
    }
  }

  /// A construct's keys; no others but the author's own, which start with `x-`.
  func schema(_ facts: DeclarationFacts) -> JSONForm {
    let properties = facts.parameters.map { (key: $0.key, value: property($0)) }
    return Self.object(properties, required: facts.parameters.filter(\.isRequired).map(\.key))
      .adding("description", .text(facts.summary))
      .adding("examples", mappings(facts))
  }

  /// One key: what it takes, what it is for, its default and an example.
  func property(_ parameter: ParameterFacts) -> JSONForm {
    // The easings are many, and the same everywhere.
    let shape = parameter.key == "ease" ? reference("easing") : schema(parameter.shape())
    // One description at a place: the key's is the nearer one.
    let value: JSONForm = isPlain(shape) ? shape : ["allOf": .list([shape])]
    return value.adding("description", .text(parameter.help))
      .adding("default", parameter.defaultText.flatMap(Self.value))
      .adding("examples", examples(parameter.example.map { [$0] } ?? []))
  }

  /// An object with known keys.
  static func object(
    _ properties: [(key: String, value: JSONForm)], required: [String] = [], named: JSONForm = .boolean(false)
  ) -> JSONForm {
    var schema: JSONForm = ["type": "object"]
    if !properties.isEmpty { schema = schema.adding("properties", .object(properties)) }
    if !required.isEmpty { schema = schema.adding("required", .texts(required)) }
    return schema.adding("patternProperties", ["^x-": .boolean(true)]).adding("additionalProperties", named)
  }

  private static let numberPattern = "^[-+]?[0-9.]+([eE][-+]?[0-9]+)?(/[0-9.]+)?[A-Za-z%]*$|[$]"

  /// A variable may stand for any value.
  private static func orVariable(_ schema: JSONForm) -> JSONForm {
    ["anyOf": .list([schema, ["$ref": "#/$defs/variable-use"]])]
  }

  private func isPlain(_ schema: JSONForm) -> Bool {
    guard case .object(let members) = schema else { return false }
    return !members.contains { ["description", "examples"].contains($0.key) }
  }

  private func integer(_ range: ClosedRange<Int>) -> JSONForm {
    if range.lowerBound == range.upperBound {
      return ["enum": .list([.integer(range.lowerBound), .text(String(range.lowerBound))])]
    }
    let schema: JSONForm = [
      "type": .texts(["integer", "string"]), "pattern": "^[0-9]+$|[$]", "minimum": .integer(range.lowerBound),
    ]
    return range.upperBound == .max ? schema : schema.adding("maximum", .integer(range.upperBound))
  }

  private func form(_ name: String, _ help: String, _ pattern: String?, _ examples: [String]) -> JSONForm {
    if let standIn = StandIn(rawValue: name) { return standIn.schema }
    if let entry = manual.name(ofForm: name, help: help) { return reference(entry) }
    return Self.form(help: help, pattern: pattern, examples: examples)
  }

  /// A text of a form of its own.
  static func form(help: String, pattern: String?, examples: [String]) -> JSONForm {
    var schema: JSONForm = ["type": .texts(["string", "number"])]
    if let pattern { schema = schema.adding("pattern", .text(pattern + "|[$]")) }
    return schema.adding("description", .text(help)).adding(
      "examples", .list(examples.map { JSONForm(document: $0) }))
  }

  private func choice(_ choices: [ValueShape.Choice]) -> JSONForm {
    let words = choices.flatMap { choice -> [JSONForm] in
      // `90` without quotes is a number.
      if case .number(let digits) = JSONForm(document: choice.word) {
        [.text(choice.word), .number(digits)]
      } else {
        [.text(choice.word)]
      }
    }
    guard words.count == choices.count else { return ["enum": .list(words)] }
    return ["enum": .list(words), "enumDescriptions": .texts(choices.map(\.help))]
  }

  /// The examples that are written in full; short forms are another shape.
  private func mappings(_ facts: DeclarationFacts) -> JSONForm? {
    let keys = Set(facts.parameters.map(\.key))
    let full = facts.examples.filter { text in
      guard case .object(let members) = JSONForm(document: text) else { return false }
      return members.allSatisfy { keys.contains($0.key) }
    }
    return examples(full)
  }

  private func examples(_ texts: [String]) -> JSONForm? {
    texts.isEmpty ? nil : .list(texts.map { JSONForm(document: $0) })
  }

  /// A default as a value; nil where it is said in words.
  private static func value(_ text: String) -> JSONForm? {
    text.contains(" ") && !text.hasPrefix("{") && !text.hasPrefix("[") ? nil : JSONForm(document: text)
  }
}
