import Diagnostics

/// Mistakes between `[ ]` and `{ }`.
extension YAMLReader {
  func flowFault(_ site: YAMLFaultSite) -> SyntaxFault? {
    if let variable = variable(at: site) { return unquotedVariable(variable) }
    let isNode = site.context.hasSuffix("node")
    guard site.context.hasPrefix("while parsing a flow"),
      let opened = isNode ? open.last.flatMap({ $0.isFlow ? $0.start : nil }) : site.opened,
      opened < place.bytes.count
    else {
      return nil
    }
    if let color = commentedColor(from: opened, to: site.lineEnd) { return unquotedColor(color) }
    let isMap = place.bytes[opened] == UInt8(ascii: "{")
    let (open, close) = isMap ? ("{", "}") : ("[", "]")
    let opening = place.span(opened, opened + 1)
    if !isClosed(opened) {
      let stopped =
        site.at < place.bytes.count ? [Diagnostic.Label(site.character, "reading stops here")] : []
      return syntax(
        "this '\(open)' is never closed; expected '\(close)'", opening, caption: "opened here",
        labels: stopped)
    }
    if isNode { return missingValue(site) }
    if site.byte == UInt8(ascii: isMap ? "]" : "}") {
      return syntax(
        "expected '\(close)' here, found '\(isMap ? "]" : "}")'", site.character,
        labels: [.init(opening, "'\(open)' is opened here")],
        fixIts: [.init(site.character, replacement: close, title: "write '\(close)'")])
    }
    return syntax(
      "expected ',' or '\(close)' before this", site.word,
      labels: [.init(opening, "'\(open)' is opened here")],
      notes: ["text with ',', ':', '[', ']', '{' or '}' needs quotes here"])
  }

  private func missingValue(_ site: YAMLFaultSite) -> SyntaxFault {
    syntax(
      site.byte == nil
        ? "the text ends where a value should stand"
        : "expected a value, found '\(printable(place.text(site.character)))'",
      site.character)
  }

  /// The plain text that `${` cuts between brackets.
  private func variable(at site: YAMLFaultSite) -> Span? {
    let bytes = place.bytes
    guard site.context.hasPrefix("while parsing a flow"), site.byte == UInt8(ascii: "{"), site.at > 0,
      bytes[site.at - 1] == UInt8(ascii: "$")
    else {
      return nil
    }
    var start = site.at - 1
    while start > 0, !"{[,\n\r".utf8.contains(bytes[start - 1]) {
      if isBlankByte(bytes[start]), bytes[start - 1] == UInt8(ascii: ":") { break }
      start -= 1
    }
    while isBlankByte(bytes[start]) { start += 1 }
    return place.span(start, site.flowValueEnd(from: site.at))
  }

  private func unquotedVariable(_ span: Span) -> SyntaxFault {
    let text = place.text(span)
    let quoted = doubleQuoted(text)
    return SyntaxFault(
      "unquoted-variable",
      "the brace of '${' starts a mapping inside '{ }' and '[ ]'; quote '\(text.prefix(60))'",
      at: span, caption: "write \(quoted.prefix(60))",
      fixIts: [.init(span, replacement: quoted, title: "write \(quoted.prefix(60))")])
  }

  /// A colour that a bracket was left open by: YAML took it, and the bracket after it, for a comment.
  private func commentedColor(from start: Int, to end: Int) -> Span? {
    var isValuePlace = false
    for offset in start..<max(start, min(end, place.bytes.count)) {
      let byte = place.bytes[offset]
      if byte == 0x20 || byte == 0x09 { continue }
      if byte == UInt8(ascii: "#"), isValuePlace, let color = color(at: offset) { return color }
      isValuePlace = byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[")
    }
    return nil
  }

  /// Whether an opening bracket finds its closing one, quotes and comments aside.
  private func isClosed(_ opened: Int) -> Bool {
    let bytes = place.bytes
    var depth = 0
    var at = opened
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return true }
      case UInt8(ascii: "\""): at = endOfQuotes(from: at)
      case UInt8(ascii: "#") where isBlankByte(bytes[at - 1]):
        while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
      default: break
      }
      at += 1
    }
    return false
  }

  private func endOfQuotes(from start: Int) -> Int {
    var at = start + 1
    while at < place.bytes.count, place.bytes[at] != UInt8(ascii: "\"") {
      at += place.bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return at
  }
}
