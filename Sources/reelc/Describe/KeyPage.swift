import Timeline

/// One key of the manual: what it is for, what it takes, what leaving it out means.
struct KeyPage {
  private let manual: Manual
  private let facts: ParameterFacts

  init(_ manual: Manual, _ facts: ParameterFacts) {
    self.manual = manual
    self.facts = facts
  }

  var text: String {
    let help = wrapped(facts.help, width: 72, indent: indent)
    let head =
      "  " + padded(facts.key + (facts.isRequired ? " *" : ""), 14) + help.dropFirst(indent.count) + "\n"
    let shape = facts.shape()
    var rest = [takes(shape)]
    if facts.isRequired { rest.append("required") }
    if let value = facts.defaultText { rest.append("default \(value)") }
    if let value = facts.example { rest.append(glued("as in '\(facts.key): \(value)'")) }
    let facts = wrapped(rest.joined(separator: "; "), width: 72, indent: indent)
    return head + String(facts.map { $0 == Self.glue ? " " : $0 }) + "\n" + words(shape)
  }

  /// A blank at which no line is broken.
  private static let glue: Character = "\u{A0}"
  private let indent = String(repeating: " ", count: 16)

  private func glued(_ text: String) -> String { String(text.map { $0 == " " ? Self.glue : $0 }) }

  /// What a value looks like, with the names under which the manual says more.
  private func takes(_ shape: ValueShape) -> String {
    switch shape {
    case .construct(let facts): "a mapping (\(manual.name(of: facts) ?? facts.name))"
    case .list(.oneOf(let shapes), _) where shapes.count > 2:
      "a list of " + shapes.map { $0.entryName(manual) }.joined(separator: ", ")
    case .list(let inner, _): "a list (\(takes(inner)))"
    case .named(let inner): "names, each with \(takes(inner))"
    case .oneOf(let shapes): shapes.filter { !$0.isAnimated }.map(takes).joined(separator: ", or ") + ways(shapes)
    case .form(let name, _, _, _): name
    case .choice(let choices): choices.count == 1 ? "'\(choices[0].word)'" : "a word"
    default: shape.expectation
    }
  }

  /// How a value may change, where it may.
  private func ways(_ shapes: [ValueShape]) -> String {
    shapes.contains(where: \.isAnimated) ? "; may change: " + glued("{from, to, ease} or {keyframes}") : ""
  }

  /// The words of a choice, each with what it does.
  private func words(_ shape: ValueShape) -> String {
    switch shape {
    case .choice(let choices) where choices.count > 1: table(choices)
    case .oneOf(let shapes): shapes.map(words).joined()
    default: ""
    }
  }

  private func table(_ choices: [ValueShape.Choice]) -> String {
    let width = (choices.map(\.word.count).max() ?? 0) + 2
    return choices.map { "\(indent)  \(padded($0.word, width))\($0.help)\n" }.joined()
  }
}

extension ValueShape {
  fileprivate var isAnimated: Bool {
    if case .construct(let facts) = self { facts.isWrittenInPlace } else { false }
  }

  fileprivate func entryName(_ manual: Manual) -> String {
    if case .construct(let facts) = self { manual.name(of: facts) ?? facts.name } else { expectation }
  }
}
