import Diagnostics
import Timeline

/// Where the characters of a scalar stand, as exactly as its spelling allows.
struct TextPlace {
  private let span: Span
  /// The byte of the source where the text starts; nil where escapes or folding come between.
  private let start: Int?

  init(_ node: SyntaxNode) {
    span = node.span
    let length = node.scalar?.text.utf8.count ?? -1
    let quotes = node.scalar?.style == .quoted ? 1 : 0
    start = span.range.count == length + 2 * quotes ? Int(span.start) + quotes : nil
  }

  /// Whether a part of the text has a place of its own.
  var isExact: Bool { start != nil }

  /// The place of some bytes of the text; the whole scalar where that is unknown.
  subscript(range: Range<Int>) -> Span {
    guard let start else { return span }
    return Span(source: span.source, start: start + range.lowerBound, end: start + range.upperBound)
  }
}

/// A text whose variables have been replaced.
struct Replacement {
  var text = ""
  /// The module whose document names files and media with this text.
  var origin: Int
  /// It depends on a value that is not known.
  var isUnknown = false
  /// The one variable that it is.
  var whole: Binding?
}

extension Expander {
  /// Cuts a text at its variables; nil where that is impossible, which is reported.
  mutating func template(_ text: String, _ place: TextPlace, offset: Int = 0) -> TextTemplate? {
    do throws(TextTemplate.Fault) {
      return try TextTemplate(text)
    } catch {
      switch error {
      case .unclosed(let range):
        self.error(
          "unclosed-variable", "'${' without '}'", at: place[range.moved(by: offset)],
          caption: "close it, or write '$${' for these two characters")
      case .noName(let range):
        self.error(
          "bad-variable", "'${…}' holds the name of a variable: letters, digits and '_'",
          at: place[range.moved(by: offset)], caption: "write '$${' for these two characters")
      }
      return nil
    }
  }

  /// A text with its variables replaced, once; nil after an error. `offset` is where it starts in `place`.
  mutating func replace(
    _ text: String, _ place: TextPlace, offset: Int = 0, _ context: ExpandContext
  ) -> Replacement? {
    var result = Replacement(origin: context.module.index)
    guard TextTemplate.isNeeded(text) else {
      result.text = text
      return result
    }
    guard let template = template(text, place, offset: offset) else { return nil }
    for (index, piece) in template.pieces.enumerated() {
      switch piece {
      case .text(let literal): result.text += literal
      case .variable(let use):
        guard let value = find(use, place, offset, context) else { return nil }
        guard append(value, use, to: &result, place[use.range.moved(by: offset)]) else { return nil }
        if template.pieces.count == 1, value.tail.isEmpty { result.whole = value.binding }
        // '$lang/intro.mp4' stands beside the document that says so, wherever the language was chosen.
        if index == 0, value.binding.isPath || result.whole != nil { result.origin = value.binding.origin }
      }
    }
    return result
  }

  private mutating func append(
    _ value: (binding: Binding, tail: String), _ use: TextTemplate.Use, to result: inout Replacement,
    _ span: Span
  ) -> Bool {
    switch value.binding.content {
    case .text(let scalar): result.text += scalar.text + value.tail
    case .unknown: result.isUnknown = true
    case .collection(let kind):
      error("not-text", "'\(use.name)' holds \(kind), which cannot stand in a text", at: span)
      return false
    case .missing:
      error(
        "variable-without-value", "'\(use.name)' has no value", at: span,
        caption: "set it: --set \(use.name)=…",
        labels: value.binding.declared.map { [.init($0, "or give it a 'default' here")] } ?? [])
      return false
    }
    return true
  }

  /// The variable that is meant, and what follows it unchanged.
  private mutating func find(
    _ use: TextTemplate.Use, _ place: TextPlace, _ offset: Int, _ context: ExpandContext
  ) -> (binding: Binding, tail: String)? {
    if let binding = context.scope.find(use.name) { return (binding, use.tail) }
    let span = place[use.range.moved(by: offset)]
    if let member = context.module.member(use.name + use.tail) {
      let imported = modules[member.module].variables
      if let binding = imported.find(member.name) { return (binding, "") }
      reportMember(
        "undefined-variable", "variable", member, imported.names, at: span, isExact: false)
      return nil
    }
    if context.module.isLost(use.name + use.tail) { return (Binding(.unknown), "") }
    let names = context.scope.names
    let meant = closest(to: use.name, among: names)
    report(
      Diagnostic(
        .error, "undefined-variable", "there is no variable '\(use.name)'", at: span,
        caption: meant.map { "did you mean '\($0)'?" } ?? "write '$$' for a dollar sign",
        notes: names.isEmpty ? [] : ["variables: " + names.joined(separator: ", ")],
        fixIts: place.isExact
          ? meant.map { [.init(span, replacement: "${\($0)}", title: "write '${\($0)}'")] } ?? [] : []))
    return nil
  }

  /// Reports a name that an import does not have.
  mutating func reportMember(
    _ code: String, _ kind: String, _ member: (stem: String, module: Int, name: String), _ names: [String],
    at span: Span, isExact: Bool = true
  ) {
    let meant = closest(to: member.name, among: names).map { "\(member.stem).\($0)" }
    error(
      code, "'\(member.stem)' has no \(kind) '\(member.name)'", at: span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "",
      notes: names.isEmpty
        ? [] : ["it has: " + names.sorted().map { "\(member.stem).\($0)" }.joined(separator: ", ")],
      meant: isExact ? meant : nil)
  }

  /// A scalar with its variables replaced. Bare text stays bare, so that numbers are numbers.
  mutating func replaced(_ node: SyntaxNode, _ context: ExpandContext) -> (node: SyntaxNode, Replacement)? {
    guard let scalar = node.scalar else { return nil }
    guard let replacement = replace(scalar.text, TextPlace(node), context) else { return nil }
    guard TextTemplate.isNeeded(scalar.text) else { return (node, replacement) }
    var result = Scalar(text: replacement.text, style: scalar.style)
    // A text that was quoted must not become nothing.
    if result.isNull, case .text(let value)? = replacement.whole?.content { result.style = value.style }
    countNode(textBytes: replacement.text.utf8.count, at: node.span)
    return (SyntaxNode(span: node.span, content: .scalar(result)), replacement)
  }
}

extension Range<Int> {
  /// The same stretch further on.
  func moved(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
