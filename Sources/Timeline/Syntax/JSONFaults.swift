import Diagnostics

/// What is said about text that is not JSON.
extension JSONReader {
  private func fault(
    _ message: String, _ span: Span, labels: [Diagnostic.Label] = [], fixIts: [Diagnostic.FixIt] = []
  ) -> SyntaxFault {
    SyntaxFault("json-syntax", message, at: span, labels: labels, fixIts: fixIts)
  }

  /// The character at an offset, or the end of the text in words.
  private func found(at offset: Int) -> (name: String, span: Span) {
    guard offset < bytes.count else { return ("the end of the text", place.span(bytes.count, bytes.count)) }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let span = place.span(offset, end)
    return ("'\(printable(place.text(span)))'", span)
  }

  private func commentStarts(at offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    if bytes[offset] == UInt8(ascii: "#") { return true }
    guard bytes[offset] == UInt8(ascii: "/"), offset + 1 < bytes.count else { return false }
    return bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*")
  }

  private func comment() -> SyntaxFault {
    fault("JSON has no comments; remove it, or use a key that starts with 'x-'", found(at: position).span)
  }

  func missingComma(isMap: Bool, opened: Int) -> SyntaxFault {
    if commentStarts(at: position) { return comment() }
    let close = isMap ? "}" : "]"
    let here = found(at: position)
    let label = Diagnostic.Label(place.span(opened, opened + 1), "opened here")
    if position >= bytes.count {
      return fault("this '\(isMap ? "{" : "[")' is never closed; expected '\(close)'", label.span)
    }
    let isValue = bytes[position] == UInt8(ascii: "\"") || isWordByte(bytes[position])
    return fault(
      "expected ',' or '\(close)', found \(here.name)", here.span, labels: [label],
      fixIts: isValue
        ? [.init(place.span(position, position), replacement: ", ", title: "write a comma")] : [])
  }

  func trailingComma(at comma: Int) -> SyntaxFault {
    let span = place.span(comma, comma + 1)
    return fault(
      "JSON allows no comma after the last value", span,
      fixIts: [.init(span, replacement: "", title: "remove the comma")])
  }

  func badKey(opened: Int) -> SyntaxFault {
    if commentStarts(at: position) { return comment() }
    if position >= bytes.count { return missingComma(isMap: true, opened: opened) }
    if bytes[position] == UInt8(ascii: "'") { return singleQuoted() }
    var end = position
    while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
    guard end > position else {
      let here = found(at: position)
      return fault("expected a key in double quotes, found \(here.name)", here.span)
    }
    let span = place.span(position, end)
    let word = place.text(span)
    return fault(
      "the key '\(word.prefix(40))' needs double quotes", span,
      fixIts: [.init(span, replacement: "\"\(word)\"", title: "write \"\(word.prefix(40))\"")])
  }

  func missingColon(after key: String, _ keySpan: Span) -> SyntaxFault {
    if commentStarts(at: position) { return comment() }
    let here = found(at: position)
    return fault(
      "expected ':' after the key '\(printable(key.prefix(40)))', found \(here.name)", here.span,
      labels: [.init(keySpan, "the key")])
  }

  func afterTheEnd() -> SyntaxFault {
    if commentStarts(at: position) { return comment() }
    let here = found(at: position)
    return fault("the document ended before this; \(here.name) is one value too many", here.span)
  }

  func rawControl(_ byte: UInt8, opened: Int) -> SyntaxFault {
    let span = place.span(position, position + 1)
    let escapes: [UInt8: (String, String)] = [
      0x0A: ("a line break", "\\n"), 0x0D: ("a line break", "\\r"), 0x09: ("a tab", "\\t"),
    ]
    let (name, escape) = escapes[byte] ?? ("the control character \(hexadecimal(byte))", "")
    return fault(
      "\(name) may not stand in a JSON string" + (escape.isEmpty ? "" : "; write '\(escape)'"), span,
      labels: [.init(place.span(opened, opened + 1), "the string starts here")],
      fixIts: [
        .init(span, replacement: escape, title: escape.isEmpty ? "remove it" : "write '\(escape)'")
      ])
  }

  func unclosedString(opened: Int) -> SyntaxFault {
    fault("this string is never closed; expected '\"'", place.span(opened, opened + 1))
  }

  func unknownEscape(at escape: Int) -> SyntaxFault {
    let name = found(at: escape + 1)
    let span = place.span(escape, Int(name.span.end))
    return fault(
      "'\\' before \(name.name) is no JSON escape", span,
      fixIts: [
        .init(place.span(escape, escape + 1), replacement: "\\\\", title: "write '\\\\' for a backslash")
      ])
  }

  func shortUnicodeEscape(at escape: Int) -> SyntaxFault {
    fault("'\\u' needs four hexadecimal digits", place.span(escape, max(position, escape + 2)))
  }

  func loneSurrogate(_ unit: UInt32, at escape: Int) -> SyntaxFault {
    let half = (0xDC00..<0xE000).contains(unit) ? "second" : "first"
    return fault(
      "this escape is only the \(half) half of a surrogate pair: no character", place.span(escape, escape + 6)
    )
  }

  func escapedNull(after text: [UInt8], at escape: Int) -> SyntaxFault {
    let shown = printable(String(decoding: text, as: UTF8.self).prefix(60))
    return fault(
      "a NUL (\\u0000) may not stand in a string, as it does after '\(shown)'", place.span(escape, escape + 6)
    )
  }

  private func singleQuoted() -> SyntaxFault {
    let lineEnd = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    let close = bytes[(position + 1)..<lineEnd].firstIndex(of: UInt8(ascii: "'")) ?? position
    let span = place.span(position, close + 1)
    guard close > position else { return fault("JSON strings stand in double quotes", span) }
    let text = place.text(place.span(position + 1, close)).replacing("\"", with: "\\\"")
    return fault(
      "JSON strings stand in double quotes, not single ones", span,
      fixIts: [.init(span, replacement: "\"\(text)\"", title: "write \"\(text.prefix(40))\"")])
  }

  /// What stands where a value should: a word that is none, or no value at all.
  func badValue(from start: Int) -> SyntaxFault {
    guard position > start else {
      if commentStarts(at: start) { return comment() }
      if start < bytes.count, bytes[start] == UInt8(ascii: "'") { return singleQuoted() }
      let here = found(at: start)
      return fault("expected a value, found \(here.name)", here.span)
    }
    let span = span(from: start)
    let word = place.text(span)
    let replacement = validSpelling(of: word)
    let message: String =
      switch word {
      case _ where replacement.map { $0 != "\"\(word)\"" } ?? false:
        "'\(word)' is not JSON; expected \(replacement ?? "")"
      case "NaN", "Infinity", "-Infinity", "+Infinity": "'\(word)' is not a JSON number"
      case _ where word.first?.isNumber ?? false:
        "'\(word.prefix(40))' is not a JSON number; text needs double quotes"
      default: "'\(word.prefix(40))' needs double quotes; only numbers, true, false and null stand bare"
      }
    return fault(
      message, span,
      fixIts: replacement.map { [.init(span, replacement: $0, title: "write \($0.prefix(40))")] } ?? [])
  }

  /// What the author of a bare word most likely meant, as JSON; nil where nobody can say.
  private func validSpelling(of word: String) -> String? {
    switch word {
    case "True", "TRUE": return "true"
    case "False", "FALSE": return "false"
    case "None", "Null", "NULL", "nil", "undefined": return "null"
    case "NaN", "Infinity", "-Infinity", "+Infinity": return nil
    default: break
    }
    let digits = word.drop { $0 == "+" || $0 == "0" }
    if word.allSatisfy({ "0123456789.+".contains($0) }), let first = digits.first {
      let number = first == "." ? "0" + digits : String(digits)
      if isPlainDecimal(number) { return number }
    }
    return "\"\(word)\""
  }

  private func isPlainDecimal(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { ("0"..."9").contains($0) }
      }
  }
}
