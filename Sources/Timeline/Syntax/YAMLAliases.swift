import Diagnostics

extension YAMLReader {
  /// Puts a copy of what an alias names in its place, within the limits on nodes and depth.
  mutating func takeAlias(_ name: String, at span: Span) throws(SyntaxFault) {
    switch anchors[name] {
    case nil: throw unknownAlias(name, at: span)
    case .unfinished(let anchor):
      throw SyntaxFault(
        "recursive-alias", "the alias '*\(name)' stands inside what it names, so it would never end",
        at: span,
        labels: [.init(anchor, "'&\(name)' begins here")])
    case .whole(var built):
      let (sum, overflow) = addedNodes.addingReportingOverflow(built.count)
      guard !overflow, sum <= limits.aliasNodes else { throw tooManyNodes(name, built.count, at: span) }
      guard open.count + built.height <= limits.nesting else { throw tooDeep(name, at: span) }
      addedNodes = sum
      built.writtenEnd = Int(span.end)
      built.span = span
      attach(built)
    }
  }

  private func unknownAlias(_ name: String, at span: Span) -> SyntaxFault {
    let suggestion = closest(to: name, among: anchors.keys.sorted())
    let shown = name.prefix(40)
    return SyntaxFault(
      "unknown-alias", "the alias '*\(shown)' names nothing: there is no '&\(shown)' before it", at: span,
      caption: suggestion.map { "did you mean '*\($0)'?" } ?? "",
      notes: suggestion == nil ? ["text that starts with '*' needs quotes"] : [],
      fixIts: suggestion.map { [.init(span, replacement: "*\($0)", title: "write '*\($0)'")] }
        ?? [.init(span, replacement: "\"*\(name)\"", title: "quote it: \"*\(shown)\"")])
  }

  private func tooManyNodes(_ name: String, _ count: Int, at span: Span) -> SyntaxFault {
    SyntaxFault(
      "alias-expansion",
      "aliases expand to more than \(limits.aliasNodes) nodes here; the alias '*\(name.prefix(40))' alone stands for "
        + "\(count)", at: span,
      notes: ["use 'defaults', 'styles' or 'each' to repeat much"])
  }

  private func tooDeep(_ name: String, at span: Span) -> SyntaxFault {
    SyntaxFault(
      "nesting-too-deep",
      "the alias '*\(name.prefix(40))' would expand to lists and mappings nested deeper than \(limits.nesting) levels",
      at: span)
  }
}
