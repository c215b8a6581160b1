import Diagnostics

/// Mistakes of lines and indentation.
extension YAMLReader {
  func blockFault(_ site: YAMLFaultSite) -> SyntaxFault? {
    switch site.problem {
    case "mapping values are not allowed in this context": return strayColon(site)
    case "mapping keys are not allowed in this context":
      return syntax("a '?' cannot start a key here; quote it if it is text", site.character)
    case "block sequence entries are not allowed in this context":
      return syntax(
        "a list cannot start on the line of its key; put '- ' on a line of its own below it", site.character)
    case "could not find expected ':'": return missingColon(site)
    case "did not find expected key", "did not find expected '-' indicator":
      return site.strayCloser ?? strayLine(site)
    case "did not find expected node content":
      return site.strayCloser
        ?? syntax("expected a value, found '\(printable(place.text(site.character)))'", site.character)
    default: return nil
    }
  }

  /// A second `: ` on a line, or a key below a value that is already complete.
  private func strayColon(_ site: YAMLFaultSite) -> SyntaxFault {
    let line = place.bytes[site.lineStart..<site.at]
    var first = line.startIndex
    while first < site.at, place.bytes[first] != UInt8(ascii: ":") || !isBlankByte(place.bytes[first + 1]) {
      first += 1
    }
    guard first < site.at else {
      let key = place.span(site.firstOnLine, max(site.firstOnLine + 1, site.at))
      return syntax(
        "'\(place.text(key).prefix(40))' is indented as a part of the value above it", key,
        notes: [
          "keys of one mapping start in the same column; a key that holds others has nothing after its ':'"
        ])
    }
    var start = first + 1
    while start < site.at, isBlankByte(place.bytes[start]) { start += 1 }
    let value = place.span(start, site.valueEnd(from: start))
    let quoted = doubleQuoted(place.text(value))
    let colon = place.span(site.at, site.at + 1)
    return syntax(
      "a second ':' on the line: a value that holds ': ' needs quotes", colon,
      caption: "write \(quoted.prefix(60))",
      fixIts: [.init(value, replacement: quoted, title: "quote the value")])
  }

  private func missingColon(_ site: YAMLFaultSite) -> SyntaxFault {
    let start = min(site.opened ?? site.at, place.bytes.count)
    let span = place.span(start, max(start + 1, site.valueEnd(from: start)))
    if let colon = place.bytes[span.range].firstIndex(of: UInt8(ascii: ":")), colon > start {
      return blankAfterColon(place.span(colon, colon + 1))
    }
    return syntax(
      "'\(printable(place.text(span).prefix(60)))' is no 'key: value'; expected ':' after the key", span)
  }

  /// A line that fits no mapping or list that is open, or text after a value that is complete.
  private func strayLine(_ site: YAMLFaultSite) -> SyntaxFault {
    let start =
      site.opened.map { [Diagnostic.Label(place.span($0, $0 + 1), "what it should belong to starts here")] }
      ?? []
    if site.byte == UInt8(ascii: ":") {
      return SyntaxFault("empty-key", "a key is missing before ':'", at: site.character)
    }
    guard site.isFirstOnLine else {
      let isApostrophe = site.at > 0 && place.bytes[site.at - 1] == UInt8(ascii: "'")
      return syntax(
        "'\(printable(place.text(site.word).prefix(40)))' follows a value that is already complete",
        site.word,
        notes: [
          isApostrophe
            ? "between single quotes an apostrophe is written twice"
            : "quote the whole value, or remove what follows it"
        ])
    }
    let isDash = site.byte == UInt8(ascii: "-")
    return syntax(
      isDash && site.problem.contains("key")
        ? "this list item fits no list above it: its '-' is indented differently"
        : "this line is indented unlike the lines it belongs to", site.word, labels: start,
      notes: ["keys of one mapping, and items of one list, start in the same column"])
  }
}
