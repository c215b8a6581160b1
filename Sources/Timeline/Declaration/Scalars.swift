import Diagnostics
import MediaTypes

extension Bool: ParameterValue {
  package static let shape = ValueShape.boolean

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Bool? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "true or false")
      return nil
    }
    switch scalar.text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default:
      reading.wrongValue(node, expected: "true or false", fixIt: intendedBoolean(scalar.text, node.span))
      return nil
    }
  }
}

/// YAML 1.1's words for booleans, which YAML 1.2 does not have.
private func intendedBoolean(_ word: String, _ span: Span) -> Diagnostic.FixIt? {
  switch word.lowercased() {
  case "yes", "on", "y": Diagnostic.FixIt(span, replacement: "true", title: "write 'true'")
  case "no", "off", "n": Diagnostic.FixIt(span, replacement: "false", title: "write 'false'")
  default: nil
  }
}

/// Any text, numbers and words included, as written.
package struct Text: ParameterValue {
  package var value: String

  package static let shape = ValueShape.text

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Text? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "text")
      return nil
    }
    return Text(value: scalar.text)
  }
}

/// A name of the author's own: an id or a marker. Any words, but no dot, because anchors use it.
package struct Name: ParameterValue {
  package var value: String

  package static let shape = ValueShape.form(
    name: "a name", help: "A name of your own; letters, digits, '-' and '_'.", pattern: "^[^\\s.]+$",
    examples: ["intro"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Name? {
    guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
      reading.wrongKind(node, expected: "a name")
      return nil
    }
    if let problem = problem(with: scalar.text) {
      reading.bag.error("bad-name", problem, at: node.span)
      return nil
    }
    return Name(value: scalar.text)
  }

  /// Why a text cannot be a name; nil where it can.
  package static func problem(with text: String) -> String? {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0.value > 0x7F
    }
    guard !isPlain || text.isEmpty || ["start", "end"].contains(text) else { return nil }
    let why = isPlain && !text.isEmpty ? "the words 'start' and 'end' have a meaning of their own" : "letters, digits, '-' and '_'"
    return "'\(text)' cannot be a name: \(why)"
  }
}

/// A file, relative to the document that holds it. Never a URL or a protocol.
package struct FilePath: ParameterValue {
  package var value: String

  package static let shape = ValueShape.form(
    name: "a path", help: "A file, relative to this document.", pattern: nil, examples: ["media/intro.mp4"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> FilePath? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a path")
      return nil
    }
    guard !scalar.text.isEmpty else {
      reading.bag.error("empty-path", "'\(reading.key)' is empty; it takes the path of a file", at: node.span)
      return nil
    }
    return FilePath(value: scalar.text)
  }
}

extension FilePath {
  /// A path that no document wrote in this form.
  package init(_ path: String) { self.init(value: path) }
}

/// A whole number within the limits of its type parameter's users; checked where it is used.
extension Int: ParameterValue {
  package static let shape = ValueShape.integer(0...Int.max)

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Int? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a whole number")
      return nil
    }
    guard let value = Rational(text: scalar.text), value.isInteger, let integer = Int(exactly: value.numerator)
    else {
      reading.wrongValue(node, expected: "a whole number")
      return nil
    }
    return integer
  }
}

/// A word out of a Swift enumeration; its raw values are the language's words.
package protocol WordChoice: ParameterValue, CaseIterable, RawRepresentable where RawValue == String {
  /// What the word does, for the schema and the manual.
  var help: String { get }
}

extension WordChoice {
  package static var shape: ValueShape { .choice(allCases.map { ValueShape.Choice($0.rawValue, $0.help) }) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Self? {
    reading.choose(node, among: allCases.map(\.rawValue)).flatMap(Self.init(rawValue:))
  }
}

extension Color: ParameterValue {
  package static let shape = ValueShape.form(
    name: "a colour", help: "A name, or '#rgb', '#rrggbb' or '#rrggbbaa' in quotes.",
    pattern: "^(#([0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|[a-z]+)$", examples: ["white", "#ffcc00"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Color? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a colour such as 'white' or '#ffcc00'")
      return nil
    }
    if let color = Color(text: scalar.text) { return color }
    let suggestion = closest(to: scalar.text, among: Color.named.keys.sorted())
    reading.wrongValue(
      node, expected: "a colour such as 'white' or '#ffcc00'",
      fixIt: suggestion.map { Diagnostic.FixIt(node.span, replacement: $0, title: "write '\($0)'") })
    return nil
  }
}

extension Array: ParameterValue where Element: ParameterValue {
  package static var shape: ValueShape { .list(Element.shape, minimum: 0) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> [Element]? {
    guard let nodes = node.list else {
      reading.wrongList(node)
      return nil
    }
    return nodes.compactMap { Element.read($0, &reading) }
  }

  package func retimed(_ change: TimeChange) -> [Element] { map { $0.retimed(change) } }
}

/// Names of the author's choice to values, in the order written.
package struct Named<Value: ParameterValue>: ParameterValue {
  package var entries: [(name: String, nameSpan: Span, value: Setting<Value>)] = []

  package static var shape: ValueShape { .named(Value.shape) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Named? {
    guard let written = node.map else {
      reading.wrongKind(node, expected: "a mapping of names")
      return nil
    }
    var named = Named()
    for entry in written where !entry.key.hasPrefix("x-") {
      reading.within(entry.key) { reading in
        guard let value = Value.read(entry.value, &reading) else { return }
        named.entries.append(
          (entry.key, entry.keySpan, Setting(value, span: entry.value.span, keySpan: entry.keySpan)))
      }
    }
    return named
  }
}
