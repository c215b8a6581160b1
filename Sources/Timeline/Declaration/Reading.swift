import Diagnostics

/// What reading a document needs at hand: where to report, and what may be named.
package struct Reading {
  package var bag = DiagnosticBag()
  package let registry: Registry
  /// Nothing may be trusted: raw filters are refused.
  package let isSafe: Bool
  /// Keys from the document's root to the value being read; the last names it in messages.
  private var path: [String] = []

  package init(registry: Registry, isSafe: Bool = false) {
    self.registry = registry
    self.isSafe = isSafe
  }

  /// The key whose value is being read.
  package var key: String { path.last ?? "document" }

  package mutating func within<Result>(_ key: String, _ body: (inout Reading) -> Result) -> Result {
    path.append(key)
    defer { path.removeLast() }
    return body(&self)
  }

  /// A list where a scalar belongs, and the like.
  package mutating func wrongKind(_ node: SyntaxNode, expected: String) {
    bag.error(
      "wrong-kind", "'\(key)' takes \(expected), not \(node.kindName)", at: node.span,
      caption: "expected \(expected)")
  }

  /// Anything but a list where one is wanted; what stands alone is meant as its only entry.
  package mutating func wrongList(_ node: SyntaxNode, expected: String = "a list") {
    guard let entries = node.map, let first = entries.first else { return wrongKind(node, expected: expected) }
    let isBlock = first.keySpan.start == node.span.start
    let start = Span(source: node.span.source, start: Int(node.span.start), end: Int(node.span.start))
    // With several keys the lines below the first would have to move, too.
    let fix = Diagnostic.FixIt(start, replacement: "- ", title: "put '- ' before it")
    bag.error(
      "wrong-kind", "'\(key)' takes \(expected), not a mapping", at: isBlock ? first.keySpan : node.span,
      caption: isBlock ? "put '- ' before it" : "put it in brackets: [{\(first.key): …}]",
      fixIts: isBlock && entries.count == 1 ? [fix] : [])
  }

  /// A scalar that does not read as the type asked for.
  package mutating func wrongValue(_ node: SyntaxNode, expected: String, fixIt: Diagnostic.FixIt? = nil) {
    bag.error(
      "wrong-value", "'\(key)' takes \(expected), not \(node.kindName)", at: node.span,
      caption: fixIt?.title ?? "expected \(expected)", fixIts: fixIt.map { [$0] } ?? [])
  }

  /// A number outside its limits.
  package mutating func outOfRange(_ node: SyntaxNode, limits: String) {
    bag.error(
      "out-of-range", "'\(key)' takes \(limits), not \(node.kindName)", at: node.span, caption: limits)
  }

  package mutating func unknownKey(_ entry: SyntaxEntry, of owner: String, accepted: [String]) {
    let isEffect = accepted.contains("effects") && registry.effects.contains { $0.name == entry.key }
    let suggestion = isEffect ? nil : closest(to: entry.key, among: accepted)
    let advice = isEffect ? "it is an effect: effects: [{\(entry.key): …}]" : ""
    bag.error(
      "unknown-key", "\(owner) has no key named '\(entry.key)'", at: entry.keySpan,
      caption: suggestion.map { "did you mean '\($0)'?" } ?? advice,
      notes: ["\(owner) accepts: " + accepted.joined(separator: ", ")],
      fixIts: suggestion.map { [Diagnostic.FixIt(entry.keySpan, replacement: $0, title: "write '\($0)'")] } ?? [])
  }

  /// The word as one of `choices`, with a suggestion where it is none of them.
  package mutating func choose(_ node: SyntaxNode, among choices: [String], called what: String? = nil) -> String? {
    guard let scalar = node.scalar, !scalar.isNull else {
      wrongKind(node, expected: "one of \(choices.joined(separator: ", "))")
      return nil
    }
    if choices.contains(scalar.text) { return scalar.text }
    unknownName(scalar.text, at: node.span, among: choices, called: what ?? key)
    return nil
  }

  /// A word that is none of those that may be named, with the closest of them.
  package mutating func unknownName(_ name: String, at span: Span, among choices: [String], called what: String) {
    let suggestion = closest(to: name, among: choices)
    let article = ["a", "e", "i", "o", "u"].contains { what.hasPrefix($0) } ? "an" : "a"
    bag.error(
      "unknown-word", "'\(name)' is not \(article) \(what)", at: span, caption: suggestion.map { "did you mean '\($0)'?" } ?? "",
      notes: ["'\(key)' accepts: " + choices.joined(separator: ", ")],
      fixIts: suggestion.map { [Diagnostic.FixIt(span, replacement: $0, title: "write '\($0)'")] } ?? [])
  }
}

extension SyntaxNode {
  /// The edit that makes a scalar say `text`, in quotes where it was.
  func rewritten(as text: String) -> Diagnostic.FixIt {
    let isQuoted = scalar?.style == .quoted
    return Diagnostic.FixIt(span, replacement: isQuoted ? quotedJSON(text) : text, title: "write '\(text)'")
  }
}
