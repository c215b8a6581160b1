import Diagnostics

/// A value that a key of a document may hold: how it looks and how it is read.
package protocol ParameterValue: Sendable {
  static var shape: ValueShape { get }
  /// Nil where the node does not hold one; every problem has then been reported.
  static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Self?
  /// The same with other times of its keyframes, and of what an item's effects hold for.
  func retimed(_ change: TimeChange) -> Self
}

/// What becomes of a time that counts from an item's start.
package typealias TimeChange = (Setting<TimeExpression>) -> Setting<TimeExpression>

extension ParameterValue {
  package func retimed(_ change: TimeChange) -> Self { self }
}

/// A mapping with declared keys. One declaration gives reading and checking, the schema and the manual.
package protocol Construct: ParameterValue {
  init()
  static var declaration: Declaration<Self> { get }
}

/// The keys of a construct, tied to the properties that hold them.
package struct Declaration<Root>: Sendable {
  package var name: String
  package var summary: String
  package var parameters: [Parameter<Root>]
  package var examples: [String]

  package init(
    _ name: String, _ summary: String, examples: [String] = [], _ parameters: [Parameter<Root>]
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.examples = examples
  }

  package var facts: DeclarationFacts {
    DeclarationFacts(name: name, summary: summary, parameters: parameters.map(\.facts), examples: examples)
  }
}

/// One key: what it is for, and how its value gets into the property.
package struct Parameter<Root>: Sendable {
  package var facts: ParameterFacts
  package var read: @Sendable (inout Root, SyntaxEntry, inout Reading) -> Void
  package var retime: @Sendable (inout Root, TimeChange) -> Void

  package var key: String { facts.key }

  /// - Parameters:
  ///   - default: what leaving it out means, as a document would write it.
  package init<Value: ParameterValue>(
    _ key: String, _ property: any WritableKeyPath<Root, Setting<Value>?> & Sendable, _ help: String,
    required: Bool = false, default defaultText: String? = nil, example: String? = nil
  ) {
    facts = ParameterFacts(
      key: key, help: help, shape: { Value.shape }, isRequired: required, defaultText: defaultText, example: example)
    read = { root, entry, reading in
      reading.within(key) { reading in
        guard let value = Value.read(entry.value, &reading) else { return }
        root[keyPath: property] = Setting(value, span: entry.value.span, keySpan: entry.keySpan)
      }
    }
    retime = { root, change in root[keyPath: property] = root[keyPath: property]?.retimed(change) }
  }

  /// A key that the construct's own `read` takes, because its meaning depends on other keys.
  package init(
    readApart key: String, _ shape: @autoclosure @escaping @Sendable () -> ValueShape, _ help: String,
    required: Bool = false, example: String? = nil
  ) {
    facts = ParameterFacts(
      key: key, help: help, shape: shape, isRequired: required, defaultText: nil, example: example)
    read = { _, _, _ in }
    retime = { _, _ in }
  }

  private init(
    facts: ParameterFacts, read: @escaping @Sendable (inout Root, SyntaxEntry, inout Reading) -> Void,
    retime: @escaping @Sendable (inout Root, TimeChange) -> Void
  ) {
    (self.facts, self.read, self.retime) = (facts, read, retime)
  }

  /// The same key on a type that holds `Root` in a property.
  package func lifted<Outer>(_ property: any WritableKeyPath<Outer, Root> & Sendable) -> Parameter<Outer> {
    let (read, retime) = (read, retime)
    return Parameter<Outer>(
      facts: facts, read: { outer, entry, reading in read(&outer[keyPath: property], entry, &reading) },
      retime: { outer, change in retime(&outer[keyPath: property], change) })
  }
}

/// A value with the places it was written at. It is one word large wherever it is held: constructs have many keys,
/// of which few are written.
package struct Setting<Value: Sendable>: Sendable {
  private var written: Written

  private final class Written: Sendable {
    let value: Value
    let span: Span
    let keySpan: Span

    init(_ value: Value, _ span: Span, _ keySpan: Span) { (self.value, self.span, self.keySpan) = (value, span, keySpan) }
  }

  package init(_ value: Value, span: Span, keySpan: Span) { written = Written(value, span, keySpan) }

  package var value: Value {
    get { written.value }
    set { written = Written(newValue, span, keySpan) }
  }

  /// The value's own place.
  package var span: Span {
    get { written.span }
    set { written = Written(value, newValue, keySpan) }
  }

  /// The key's place.
  package var keySpan: Span {
    get { written.keySpan }
    set { written = Written(value, span, newValue) }
  }
}

extension Setting where Value: ParameterValue {
  package func retimed(_ change: TimeChange) -> Setting { Setting(value.retimed(change), span: span, keySpan: keySpan) }
}

extension Construct {
  package static var shape: ValueShape { .construct(declaration.facts) }

  package func retimed(_ change: TimeChange) -> Self {
    var construct = self
    for parameter in Self.declaration.parameters { parameter.retime(&construct, change) }
    return construct
  }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Self? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping with \(listed(declaration.parameters.map(\.key), last: "and"))")
      return nil
    }
    var construct = Self()
    declaration.read(entries, into: &construct, span: node.span, &reading)
    return construct
  }
}

extension Declaration {
  /// Reads every entry into its property; reports unknown and missing keys.
  /// - Parameter shared: keys that are accepted too and read elsewhere; messages name them.
  package func read(
    _ entries: [SyntaxEntry], into root: inout Root, span: Span, shared: [String] = [], _ reading: inout Reading
  ) {
    for entry in entries where !entry.key.hasPrefix("x-") {
      if let parameter = parameters.first(where: { $0.key == entry.key }) {
        parameter.read(&root, entry, &reading)
      } else {
        reading.unknownKey(entry, of: name, accepted: parameters.map(\.key) + shared)
      }
    }
    for parameter in parameters where parameter.facts.isRequired {
      if !entries.contains(where: { $0.key == parameter.key }) {
        reading.bag.error(
          "missing-key", "\(name) needs '\(parameter.key)': \(parameter.facts.help)", at: span,
          caption: "add '\(parameter.key):'")
      }
    }
  }
}
