import Diagnostics

/// A JSON value whose objects keep their order: printed output must not depend on hash order.
package enum JSONForm: Sendable {
  case object([(key: String, value: JSONForm)])
  case list([JSONForm])
  case text(String)
  /// A number in the digits that are printed.
  case number(String)
  case boolean(Bool)
  case null

  package static func integer(_ value: Int) -> JSONForm { .number(String(value)) }
  package static func texts(_ values: [String]) -> JSONForm { .list(values.map(JSONForm.text)) }

  /// Indented text that ends in a newline. What fits on a line stays on one.
  package var page: String { laid(depth: 0) + "\n" }

  /// The value on one line.
  package var line: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\(quotedJSON($0.key)): \($0.value.line)" }.joined(separator: ", ") + "}"
    case .list(let values): "[" + values.map(\.line).joined(separator: ", ") + "]"
    case .text(let text): quotedJSON(text)
    case .number(let digits): digits
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    }
  }

  private func laid(depth: Int) -> String {
    let flat = line
    guard flat.utf8.count + depth * 2 > 100 else { return flat }
    let margin = String(repeating: "  ", count: depth)
    switch self {
    case .object(let members):
      let rows = members.map { "\(margin)  \(quotedJSON($0.key)): \($0.value.laid(depth: depth + 1))" }
      return "{\n" + rows.joined(separator: ",\n") + "\n\(margin)}"
    case .list(let values):
      let rows = values.map { "\(margin)  \($0.laid(depth: depth + 1))" }
      return "[\n" + rows.joined(separator: ",\n") + "\n\(margin)]"
    default: return flat
    }
  }
}

extension JSONForm: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, JSONForm)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}

extension JSONForm: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
}

extension JSONForm {
  /// An object with one member more, at the end; anything else stays.
  func adding(_ key: String, _ value: JSONForm?) -> JSONForm {
    guard case .object(let members) = self, let value else { return self }
    return .object(members + [(key: key, value: value)])
  }

  /// What a document's text means as JSON: `{rate: 30}`, `true`, `-6dB`.
  init(document text: String) {
    let source = SourceText(path: "", bytes: Array(text.utf8))
    let reading = readSyntax(source, sourceNumber: 0, isJSON: false, limits: SyntaxLimits())
    self = reading.root.flatMap { reading.bag.hasErrors ? nil : JSONForm($0) } ?? .text(text)
  }

  private init(_ node: SyntaxNode) {
    switch node.content {
    case .list(let nodes): self = .list(nodes.map { JSONForm($0) })
    case .map(let entries): self = .object(entries.map { (key: $0.key, value: JSONForm($0.value)) })
    case .scalar(let scalar): self = JSONForm(scalar)
    }
  }

  private init(_ scalar: Scalar) {
    let text = scalar.text
    if scalar.style == .quoted {
      self = .text(text)
    } else if ["true", "false"].contains(text) {
      self = .boolean(text == "true")
    } else if isJSONNumber(text) {
      self = .number(text)
    } else {
      self = scalar.isNull ? .null : .text(text)
    }
  }
}

/// Digits with an optional sign and fraction, as JSON writes them.
private func isJSONNumber(_ text: String) -> Bool {
  let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
  let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count),
    parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } })
  else { return false }
  return parts[0] == "0" || !parts[0].hasPrefix("0")
}
