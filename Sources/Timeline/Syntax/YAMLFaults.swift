import Diagnostics

/// What is said where libyaml cannot go on: the author's mistake, not the scanner's state.
extension YAMLReader {
  func fault(_ failure: YAMLFailure) -> SyntaxFault {
    if let bad = failure.badByte { return byteFault(bad.offset, value: bad.value) }
    let at = offsets.byteOffset(ofCharacter: failure.offset)
    let opened = failure.contextOffset.map(offsets.byteOffset(ofCharacter:))
    let site = YAMLFaultSite(
      place: place, problem: failure.problem, context: failure.context, at: at, opened: opened)
    return flowFault(site) ?? tabFault(site) ?? tokenFault(site) ?? blockFault(site) ?? otherFault(site)
  }

  private func byteFault(_ offset: Int, value: Int) -> SyntaxFault {
    let span = place.span(offset, offset + 1)
    if value >= 0, offset < place.bytes.count, place.bytes[offset] < 0x80 || value > 0xFF || value < 0xA0 {
      return SyntaxFault(controlCharacter(UInt32(clamping: value), at: span))
    }
    return SyntaxFault("not-utf-8", "this byte is not UTF-8; save the file as UTF-8", at: span)
  }

  /// A tag directive costs libyaml a look at all others, so a text of nothing else would take hours.
  func refuseManyDirectives() throws(SyntaxFault) {
    var count = 0
    var atLineStart = true
    for (offset, byte) in place.bytes.enumerated() {
      if atLineStart, byte == UInt8(ascii: "%"), place.bytes[offset...].starts(with: "%TAG".utf8) {
        count += 1
        if count > 32 {
          throw SyntaxFault(
            "unknown-tag", "timelines have no tags, so '%TAG' has no use here",
            at: place.span(offset, offset + 4))
        }
      }
      atLineStart = byte == 0x0A || byte == 0x0D
    }
  }

  /// A tab where only spaces may indent.
  private func tabFault(_ site: YAMLFaultSite) -> SyntaxFault? {
    let isTab =
      site.byte == 0x09 && (site.problem.contains("tab") || site.problem.contains("start any token"))
    guard let tab = isTab ? site.at : site.isAboutIndentation ? site.indentingTab : nil else { return nil }
    var end = tab
    while end < place.bytes.count, place.bytes[end] == 0x09 { end += 1 }
    let span = place.span(tab, end)
    return SyntaxFault(
      "tab-indentation", "a tab cannot indent in YAML; use spaces", at: span, caption: "a tab",
      fixIts: [
        .init(
          span, replacement: String(repeating: "  ", count: end - tab), title: "write two spaces for each tab"
        )
      ])
  }

  /// Something wrong inside one word: a quote, an escape, a tag, an anchor.
  private func tokenFault(_ site: YAMLFaultSite) -> SyntaxFault? {
    let opened = site.opened ?? site.at
    switch site.context {
    case "while scanning a quoted scalar":
      return syntax("this quote is never closed", place.span(opened, opened + 1), caption: "opened here")
    case "while parsing a quoted scalar":
      return escapeFault(site)
    case "while scanning a tag", "while parsing a tag":
      if place.bytes[min(opened, place.bytes.count)...].starts(with: "!$".utf8) {
        return unquotedCondition(place.span(opened, opened + 1), through: site.valueEnd(from: opened))
      }
      return SyntaxFault(
        "unknown-tag",
        "this '!' starts a YAML tag, and timelines have none; text that starts with '!' needs quotes",
        at: place.span(opened, opened + 1))
    case "while parsing a node":
      return SyntaxFault("unknown-tag", "this YAML tag is unknown, and timelines have none", at: site.word)
    case "while scanning an alias":
      return quoting("text that starts with '*' is an alias to YAML; quote it", from: opened, site)
    case "while scanning an anchor":
      return quoting("text that starts with '&' names an anchor in YAML; quote it", from: opened, site)
    case "while scanning a block scalar":
      return syntax("after '|' or '>' only an indentation digit, '+' or '-' may stand on the line", site.word)
    case "while scanning a directive", "while scanning a %TAG directive", "while scanning a %YAML directive",
      "while parsing a tag directive":
      return quoting("a line that starts with '%' is a directive to YAML; quote the text", from: opened, site)
    default:
      return nil
    }
  }

  private func escapeFault(_ site: YAMLFaultSite) -> SyntaxFault {
    var start = min(site.at, place.bytes.count)
    while start > (site.opened ?? 0), start > 0,
      start == place.bytes.count || place.bytes[start] != UInt8(ascii: "\\")
    {
      start -= 1
    }
    let span = place.span(start, start + 2)
    let text = place.text(span)
    if site.problem.contains("Unicode") {
      return syntax(
        "this escape is no character: half of a surrogate pair, or past the last one", span,
        notes: ["YAML writes a character above U+FFFF as \\U0001F600, in eight digits"])
    }
    if site.problem.contains("hex") { return syntax("'\(text)' needs more hexadecimal digits", span) }
    return syntax(
      "'\(printable(text))' is no escape of double-quoted text", span,
      notes: ["single quotes take a backslash as it is"],
      fixIts: [
        .init(place.span(start, start + 1), replacement: "\\\\", title: "write '\\\\' for a backslash")
      ])
  }

  private func quoting(_ message: String, from start: Int, _ site: YAMLFaultSite) -> SyntaxFault {
    let span = place.span(start, site.valueEnd(from: start))
    let quoted = doubleQuoted(place.text(span))
    return syntax(
      message, span, fixIts: [.init(span, replacement: quoted, title: "write \(quoted.prefix(60))")])
  }

  private func otherFault(_ site: YAMLFaultSite) -> SyntaxFault {
    switch site.problem {
    case "found character that cannot start any token":
      return quoting(
        "a text cannot start with '\(printable(place.text(site.character)))' in YAML; quote it",
        from: site.at, site)
    case "found unexpected ':'":
      return colonWithoutBlank(site)
    case "found incompatible YAML document":
      return syntax("only YAML 1.1 and 1.2 are read here", site.word)
    case "found duplicate %YAML directive", "found duplicate %TAG directive":
      return syntax("this directive is written twice", site.word)
    case "did not find expected <document start>":
      return site.strayCloser
        ?? outsideFault(site)
    default:
      return site.strayCloser ?? syntax("YAML cannot be read here: \(site.problem)", site.word)
    }
  }

  /// `{a:, b: 1}`: libyaml wants a blank between a colon and a comma or bracket.
  private func colonWithoutBlank(_ site: YAMLFaultSite) -> SyntaxFault {
    var colon = min(site.at, place.bytes.count)
    while colon < place.bytes.count, place.bytes[colon] != UInt8(ascii: ":") { colon += 1 }
    return blankAfterColon(place.span(colon, colon + 1))
  }

  func blankAfterColon(_ colon: Span) -> SyntaxFault {
    syntax(
      "after ':' a blank is missing", colon, fixIts: [.init(colon, replacement: ": ", title: "write ': '")])
  }

  /// Text after the end of the document's one value.
  private func outsideFault(_ site: YAMLFaultSite) -> SyntaxFault {
    let before = place.bytes[..<min(site.at, place.bytes.count)]
    let end = before.lastIndex { !isBlankByte($0) } ?? before.startIndex
    if before[...end].suffix(3).elementsEqual("...".utf8) { return severalDocuments(at: site.word) }
    return syntax(
      "this stands outside the document: the value above it is complete", site.word,
      notes: ["keys of one mapping start in the same column"])
  }

  func severalDocuments(at span: Span) -> SyntaxFault {
    SyntaxFault(
      "several-documents", "a second document begins here; a file holds one document", at: span,
      notes: ["put the second one into a file of its own, and use 'imports' to share parts"])
  }

  func syntax(
    _ message: String, _ span: Span, caption: String = "", labels: [Diagnostic.Label] = [],
    notes: [String] = [],
    fixIts: [Diagnostic.FixIt] = []
  ) -> SyntaxFault {
    SyntaxFault(
      "yaml-syntax", message, at: span, caption: caption, labels: labels, notes: notes, fixIts: fixIts)
  }
}
