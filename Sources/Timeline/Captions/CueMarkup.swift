import MediaTypes

/// A cue's text without its markup: tags of HTML and WebVTT, ASS's braces, entities; and what they said of time and
/// place.
struct CueMarkup {
  private(set) var text = ""
  private(set) var words: [CueWord] = []
  private(set) var isAtTop = false
  private(set) var place = CuePlace()
  /// Where the text stood when a time came, and that time.
  private var marks: [(offset: Int, instant: Rational)] = []

  init(_ marked: String, start: Rational, end: Rational) {
    var rest = Substring(marked)
    while let letter = rest.first {
      if letter == "<", let close = rest.firstIndex(of: ">"), isTag(rest[rest.index(after: rest.startIndex)..<close]) {
        take(tag: rest[rest.index(after: rest.startIndex)..<close])
        rest = rest[rest.index(after: close)...]
      } else if letter == "{", rest.dropFirst().first == "\\", let close = rest.firstIndex(of: "}") {
        take(braces: rest[rest.startIndex..<close])
        rest = rest[rest.index(after: close)...]
      } else if letter == "&", let (character, length) = entity(rest) {
        text += character
        rest = rest.dropFirst(length)
      } else {
        text.append(letter)
        rest = rest.dropFirst()
      }
    }
    text = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.reversed().drop(while: \.isWhitespace).reversed()) }.joined(separator: "\n")
    if !marks.isEmpty { words = timedWords(start: start, end: end) }
  }

  /// Something that is spelt like a tag or a time; `a < b > c` is text.
  private func isTag(_ inside: Substring) -> Bool {
    guard let first = inside.first(where: { $0 != "/" }), inside.count < 200 else { return false }
    return first.isASCII && (first.isLetter || first.isNumber)
  }

  private mutating func take(tag: Substring) {
    if let instant = captionTime(tag) {
      marks.append((text.count, instant))
    } else if tag.lowercased() == "br" || tag.lowercased() == "br/" {
      text += "\n"
    }
  }

  private mutating func take(braces: Substring) {
    if ["\\an7", "\\an8", "\\an9", "\\a6"].contains(where: { braces.contains($0) }) { isAtTop = true }
    if let key = braces.firstMatch(of: /\\an([1-9])/), let found = CuePlace(pad: Int(key.output.1) ?? 0) { place = found }
  }

  private func entity(_ rest: Substring) -> (String, Int)? {
    let known = [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&lrm;", "\u{200E}"), ("&rlm;", "\u{200F}"), ("&quot;", "\""),
      ("&apos;", "'"), ("&#39;", "'"),
    ]
    return known.first { rest.hasPrefix($0.0) }.map { ($0.1, $0.0.count) }
  }

  /// The stretches between times as words; several words in one share its time by their length.
  private func timedWords(start: Rational, end: Rational) -> [CueWord] {
    let letters = Array(text)
    let edges = [(offset: 0, instant: start)] + marks + [(offset: letters.count, instant: end)]
    var words: [CueWord] = []
    for (from, to) in zip(edges, edges.dropFirst()) {
      let piece = String(letters[min(from.offset, letters.count)..<max(min(from.offset, letters.count), min(to.offset, letters.count))])
      guard !piece.allSatisfy(\.isWhitespace) else { continue }
      words += spreadWords(piece, start: from.instant, end: max(from.instant, to.instant))
    }
    return words
  }
}

/// The words of a text, each for a part of the time that is as long as the word.
package func spreadWords(_ text: String, start: Rational, end: Rational) -> [CueWord] {
  let parts = text.split(whereSeparator: \.isWhitespace)
  let weights = parts.map { $0.count + 1 }
  let total = Rational(max(1, weights.reduce(0, +)))
  var passed = 0
  return zip(parts, weights).map { part, weight in
    let first = start + (end - start) * Rational(passed) / total
    passed += weight
    return CueWord(text: String(part), start: first, end: start + (end - start) * Rational(passed) / total)
  }
}
