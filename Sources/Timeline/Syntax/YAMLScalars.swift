import Diagnostics

/// The tag and anchor before a value.
struct YAMLProperties {
  var tag: Span?
  /// Where the value itself starts.
  var end: Int
}

extension YAMLReader {
  /// Steps over `&anchor` and `!tag`, and the blanks and comments after them.
  func skipProperties(from start: Int, to limit: Int) -> YAMLProperties {
    var properties = YAMLProperties(end: start)
    let bytes = place.bytes
    var at = start
    while at < limit, bytes[at] == UInt8(ascii: "&") || bytes[at] == UInt8(ascii: "!") {
      let isTag = bytes[at] == UInt8(ascii: "!")
      let first = at
      while at < limit, !isBlankByte(bytes[at]), !isTag || !endsTag(bytes[at], from: first, at: at) {
        at += 1
      }
      if isTag { properties.tag = place.span(first, at) }
      properties.end = at
      at = skipBlanksAndComments(from: at, to: limit)
      if at < limit { properties.end = at }
    }
    return properties
  }

  /// Flow indicators end a tag, except in its verbatim form `!<…>`.
  private func endsTag(_ byte: UInt8, from first: Int, at offset: Int) -> Bool {
    guard offset > first + 1, place.bytes[first + 1] != UInt8(ascii: "<") else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}")]
      .contains(byte)
  }

  private func skipBlanksAndComments(from start: Int, to limit: Int) -> Int {
    var at = start
    while at < limit {
      if isBlankByte(place.bytes[at]) {
        at += 1
      } else if place.bytes[at] == UInt8(ascii: "#"), at > start {
        while at < limit, place.bytes[at] != 0x0A, place.bytes[at] != 0x0D { at += 1 }
      } else {
        break
      }
    }
    return at
  }

  mutating func scalarNode(
    _ text: String, _ isPlain: Bool, _ tag: String?, _ properties: YAMLProperties, end: Int
  ) -> SyntaxNode {
    var last = end
    while last > properties.end, isBlankByte(place.bytes[last - 1]) { last -= 1 }
    let span = place.span(properties.end, last)
    if !isPlain, text.utf8.contains(0) {
      let shown = printable(text.prefix { $0 != "\0" }.prefix(60))
      bag.error(
        "control-character", "a NUL (\\0) may not stand in a text, as it does after '\(shown)'", at: span)
    }
    // What could not be printed without quotes is text whatever asks.
    let written: Scalar.Style = isPlain && isBare(text) ? .plain : .quoted
    let style = taggedStyle(tag, properties.tag, written: written, text, span)
    return SyntaxNode(span: span, content: .scalar(Scalar(text: text, style: style)))
  }

  /// Whether a text is printed without quotes, nothing included.
  private func isBare(_ text: String) -> Bool { text.isEmpty || isPlain(text, inFlow: false) }

  /// The style that a scalar's tag asks for; an unknown tag is an error.
  private mutating func taggedStyle(
    _ tag: String?, _ tagSpan: Span?, written: Scalar.Style, _ text: String, _ value: Span
  ) -> Scalar.Style {
    guard let tagSpan else { return written }
    guard let tag, tag != "!" else { return .quoted }
    switch coreName(of: tag) {
    case "str": return .quoted
    case "int", "float", "bool", "null":
      return isBare(text) ? .plain : .quoted
    case let name?:
      bag.error(
        "tag-mismatch", "'!!\(name)' says \(name == "map" ? "a mapping" : "a list"), but a text follows",
        at: tagSpan)
    case nil: reportUnknownTag(tagSpan, value: value)
    }
    return written
  }

  mutating func checkCollectionTag(_ tag: String?, isMap: Bool, at start: Int) {
    guard let tag, tag != "!", let tagSpan = skipProperties(from: start, to: place.bytes.count).tag else {
      return
    }
    let name = coreName(of: tag)
    if name == (isMap ? "map" : "seq") { return }
    guard let name else { return reportUnknownTag(tagSpan, value: nil) }
    bag.error("tag-mismatch", "'!!\(name)' stands before \(isMap ? "a mapping" : "a list")", at: tagSpan)
  }

  /// The name of a tag of the core schema: `str` of `!!str`.
  private func coreName(of tag: String) -> String? {
    let prefix = "tag:yaml.org,2002:"
    guard tag.hasPrefix(prefix) else { return nil }
    let name = String(tag.dropFirst(prefix.count))
    return ["str", "int", "float", "bool", "null", "map", "seq"].contains(name) ? name : nil
  }
}
