import Diagnostics

/// Everything a document may name beyond the fixed constructs; the catalogue supplies it.
package struct Registry: Sendable {
  /// `generate: {color: …}` and its kin, in the manual's order.
  package var generators: [any GeneratorEntry.Type]

  /// `transition: dissolve` and its kin.
  package var transitions: [TransitionEntry]

  package init(generators: [any GeneratorEntry.Type], transitions: [TransitionEntry]) {
    self.generators = generators
    self.transitions = transitions
  }
}

/// A generator: a construct with a name, one principal parameter that may stand alone, and a kind.
package protocol GeneratorEntry: Construct {
  static var name: String { get }
  /// The key whose value may stand directly behind the name: `generate: {color: white}`.
  static var principal: String? { get }
  /// Makes sound instead of pictures.
  static var makesSound: Bool { get }
}

/// Something of the catalogue as a document uses it: `name`, `name: value` or `name: {parameters}`.
package struct GeneratorUse: ParameterValue {
  package var generator: any GeneratorEntry
  package var nameSpan: Span

  /// The registry is not at hand here; `Schema` fills the choices in.
  package static let shape = ValueShape.form(
    name: "a generator", help: "Pictures or sound made from nothing.", pattern: nil, examples: ["{color: white}"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> GeneratorUse? {
    let names = reading.registry.generators.map { $0.name }
    if node.scalar != nil {
      guard let name = reading.choose(node, among: names, called: "generator") else { return nil }
      return use(name, node.span, parameters: nil, &reading)
    }
    guard let entries = node.map, let first = entries.first(where: { !$0.key.hasPrefix("x-") }) else {
      reading.wrongKind(node, expected: "a generator such as {color: white}")
      return nil
    }
    for extra in entries.dropFirst() where !extra.key.hasPrefix("x-") {
      reading.bag.error(
        "two-generators", "an item generates one thing; '\(first.key)' and '\(extra.key)' are two",
        at: extra.keySpan)
    }
    guard names.contains(first.key) else {
      reading.unknownKey(first, of: "generate", accepted: names)
      return nil
    }
    return use(first.key, first.keySpan, parameters: first.value, &reading)
  }

  private static func use(
    _ name: String, _ span: Span, parameters: SyntaxNode?, _ reading: inout Reading
  ) -> GeneratorUse? {
    guard let type = reading.registry.generators.first(where: { $0.name == name }) else { return nil }
    return reading.within(name) { readEntry(type, span, parameters, &$0) }
      .map { GeneratorUse(generator: $0, nameSpan: span) }
  }

  private static func readEntry<Entry: GeneratorEntry>(
    _ type: Entry.Type, _ span: Span, _ parameters: SyntaxNode?, _ reading: inout Reading
  ) -> Entry? {
    guard let parameters, parameters.scalar?.isNull != true else {
      var entry = Entry()
      Entry.declaration.read([], into: &entry, span: span, &reading)
      return entry
    }
    if parameters.map != nil { return Entry.read(parameters, &reading) }
    guard let principal = Entry.principal else {
      reading.wrongKind(parameters, expected: "a mapping of its parameters")
      return nil
    }
    var entry = Entry()
    let written = SyntaxEntry(key: principal, keySpan: span, value: parameters)
    Entry.declaration.read([written], into: &entry, span: span, &reading)
    return entry
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
