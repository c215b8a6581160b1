/// What a value looks like, for the schema, the manual and messages.
package indirect enum ValueShape: Sendable {
  /// Any text.
  case text
  case boolean
  case integer(ClosedRange<Int>)
  /// A number, plain or a ratio (`3/2`), described in words.
  case number(String)
  /// Text of a form of its own: its name in messages, what it means, a regular expression, examples.
  case form(name: String, help: String, pattern: String?, examples: [String])
  /// One of a few words.
  case choice([Choice])
  case list(ValueShape, minimum: Int)
  /// Names of the author's choice to values of one shape.
  case named(ValueShape)
  /// A declared construct.
  case construct(DeclarationFacts)
  case oneOf([ValueShape])

  /// A word that stands for a choice, and what it does.
  package struct Choice: Sendable {
    package var word: String
    package var help: String

    package init(_ word: String, _ help: String) {
      self.word = word
      self.help = help
    }
  }

  /// What it is in messages: "a time such as '12.5s'".
  package var expectation: String {
    switch self {
    case .text: "text"
    case .boolean: "true or false"
    case .integer(let range):
      range.upperBound == .max
        ? "a whole number from \(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let words): words
    case .form(let name, _, _, let examples):
      examples.isEmpty ? name : "\(name) such as '\(examples[0])'"
    case .choice(let choices): choices.count == 1 ? "'\(choices[0].word)'" : "one of " + choices.map { $0.word }.joined(separator: ", ")
    case .list: "a list"
    case .named: "a mapping of names"
    case .construct(let facts): "a mapping (\(facts.parameters.map(\.key).prefix(4).joined(separator: ", "))…)"
    case .oneOf(let shapes): shapes.map(\.expectation).joined(separator: ", or ")
    }
  }
}

/// What can be said of a construct without its type: the source of the schema and the manual.
package struct DeclarationFacts: Sendable {
  package var name: String
  package var summary: String
  package var parameters: [ParameterFacts]
  package var examples: [String]
}

/// What can be said of one key without its type.
package struct ParameterFacts: Sendable {
  package var key: String
  package var help: String
  /// Computed late, because constructs hold each other.
  package var shape: @Sendable () -> ValueShape
  package var isRequired: Bool
  /// As a document would write it; nil where leaving the key out has a meaning of its own, which `help` says.
  package var defaultText: String?
  package var example: String?
}
