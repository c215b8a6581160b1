import Diagnostics

/// YAML's traps: text that reads as something else unless it is quoted.
extension YAMLReader {
  /// A tag that the language does not know; `!$x` was meant as a condition.
  mutating func reportUnknownTag(_ tag: Span, value: Span?) {
    let word = place.text(tag)
    let whole = value.map(tag.joined) ?? tag
    if word.hasPrefix("!$") { return bag.add(unquotedCondition(tag, through: Int(whole.end)).diagnostic) }
    bag.error(
      "unknown-tag", "'\(word.prefix(60))' is a YAML tag, and timelines have none", at: tag,
      notes: ["text that starts with '!' needs quotes"],
      fixIts: [
        value == nil
          ? .init(tag, replacement: "", title: "remove it")
          : .init(whole, replacement: doubleQuoted(place.text(whole)), title: "quote it")
      ])
  }

  /// `when: !$x`, where YAML takes `!$x` for a tag.
  func unquotedCondition(_ tag: Span, through end: Int) -> SyntaxFault {
    let whole = place.span(Int(tag.start), end)
    let text = place.text(whole)
    let quoted = doubleQuoted(text)
    return SyntaxFault(
      "unquoted-condition", "'\(text.prefix(60))' starts with '!', which YAML takes for a tag; quote it",
      at: whole,
      caption: "write \(quoted.prefix(60))",
      fixIts: [
        .init(whole, replacement: quoted, title: "write \(quoted.prefix(60))"),
        .init(
          whole, replacement: "not \(text.dropFirst())", title: "write not \(text.dropFirst().prefix(60))"),
      ])
  }

  /// Reports a missing value before what is a comment to YAML and a colour to its author, and takes the colour.
  mutating func mendUnquotedColor(_ node: inout SyntaxNode) {
    guard isOmitted(node), let color = color(after: Int(node.span.start)) else { return }
    bag.add(unquotedColor(color).diagnostic)
    node = SyntaxNode(span: color, content: .scalar(Scalar(text: place.text(color), style: .quoted)))
  }

  func unquotedColor(_ color: Span) -> SyntaxFault {
    let text = place.text(color)
    return SyntaxFault(
      "unquoted-color", "'\(text)' is a comment to YAML; a colour needs quotes", at: color,
      caption: "write \"\(text)\"",
      fixIts: [.init(color, replacement: "\"\(text)\"", title: "write \"\(text)\"")])
  }

  /// `#` and 3, 4, 6 or 8 hexadecimal digits after blanks on the same line.
  func color(after offset: Int) -> Span? {
    let bytes = place.bytes
    var at = offset
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    return at > offset ? color(at: at) : nil
  }

  func color(at: Int) -> Span? {
    let bytes = place.bytes
    guard at < bytes.count, bytes[at] == UInt8(ascii: "#") else { return nil }
    var end = at + 1
    while end < bytes.count, end - at <= 9, hexDigit(bytes[end]) != nil { end += 1 }
    guard [3, 4, 6, 8].contains(end - at - 1) else { return nil }
    if end < bytes.count, !isBlankByte(bytes[end]), !",]}".utf8.contains(bytes[end]) { return nil }
    return place.span(at, end)
  }

  /// `{a: f(1, 2)}`: YAML splits the call at its commas. Each is reported and taken as one text.
  mutating func mendSwallowedCommas(_ entries: inout [SyntaxEntry]) {
    var kept: [SyntaxEntry] = []
    var index = 0
    while index < entries.count {
      kept.append(entries[index])
      if let last = endOfCall(entries, from: index) {
        kept[kept.count - 1].value = call(entries, index...last)
        index = last
      }
      index += 1
    }
    if kept.count < entries.count { entries = kept }
  }

  /// The entry that closes the call which the plain value of an entry opens; nil where there is none.
  private func endOfCall(_ entries: [SyntaxEntry], from index: Int) -> Int? {
    guard let first = entries[index].value.scalar, first.style == .plain else { return nil }
    var depth = parenthesisBalance(first.text)
    guard depth > 0 else { return nil }
    for next in entries.indices[(index + 1)...] {
      guard isOmitted(entries[next].value), colonOffset(after: entries[next].keySpan) == nil else {
        return nil
      }
      depth += parenthesisBalance(entries[next].key)
      if depth <= 0 { return next }
    }
    return nil
  }

  /// Reports a call that was split and gives it as one text.
  private mutating func call(_ entries: [SyntaxEntry], _ range: ClosedRange<Int>) -> SyntaxNode {
    let span = entries[range.lowerBound].value.span.joined(to: entries[range.upperBound].keySpan)
    let text = place.text(span)
    let quoted = doubleQuoted(text)
    bag.error(
      "unquoted-commas", "the commas of '\(text.prefix(60))' end the value inside '{ }'; quote it", at: span,
      caption: "write \(quoted.prefix(60))",
      fixIts: [.init(span, replacement: quoted, title: "write \(quoted.prefix(60))")])
    return SyntaxNode(span: span, content: .scalar(Scalar(text: text, style: .quoted)))
  }

  private func parenthesisBalance(_ text: String) -> Int {
    text.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "(") ? 1 : $1 == UInt8(ascii: ")") ? -1 : 0) }
  }
}
