import Diagnostics

/// A variable as a document declares it: what it may hold, and what it holds unless something else is said.
package struct VariableClause: Construct {
  package var type: Setting<VariableType>?
  package var standard: Setting<RawScalar>?
  package var values: Setting<[RawScalar]>?
  package var minimum: Setting<RawScalar>?
  package var maximum: Setting<RawScalar>?
  package var maximumLength: Setting<Int>?

  package init() {}

  /// What it holds; text where nothing is said.
  package var variableType: VariableType { type?.value ?? .string }

  package static let declaration = Declaration<VariableClause>(
    "a variable", "A value that a document uses by name: '$headline'.",
    examples: [
      "{type: string, default: One night only, max-chars: 32}",
      "{type: enum, values: [en, ar, ja], default: en}",
    ],
    [
      Parameter("type", \.type, "What it holds.", default: "string", example: "time"),
      Parameter("default", \.standard, "What it holds unless something else is said.", example: "2s"),
      Parameter(
        "values", \.values, "The only values that it takes; an 'enum' needs them.", example: "[en, ar, ja]"),
      Parameter("min", \.minimum, "The least number or time that it takes.", example: "1"),
      Parameter("max", \.maximum, "The greatest number or time that it takes.", example: "10"),
      Parameter("max-chars", \.maximumLength, "The most characters that a text may have.", example: "32"),
    ])
}

/// What a variable holds.
package enum VariableType: String, WordChoice {
  case string, number, integer, boolean, time, color, `enum`, path

  package var help: String {
    switch self {
    case .string: "Any text."
    case .number: "A number or a ratio."
    case .integer: "A whole number."
    case .boolean: "'true' or 'false'."
    case .time: "A time, such as '2s'."
    case .color: "A colour."
    case .enum: "One of 'values'."
    case .path: "A file, relative to the document that names it."
    }
  }
}

/// A scalar whose type another key decides, kept with its place.
package struct RawScalar: ParameterValue {
  package var node: SyntaxNode

  package static let shape = ValueShape.oneOf([.text, .number("a number"), .boolean])

  /// Its characters.
  package var text: String { node.scalar?.text ?? "" }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> RawScalar? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a value")
      return nil
    }
    return RawScalar(node: node)
  }
}
