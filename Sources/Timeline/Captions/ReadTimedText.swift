import Diagnostics
import MediaTypes

/// The cues of SubRip and WebVTT, leniently: numbers may be missing, blank lines too.
func readTimedText(_ reading: inout CaptionReading, isWebVTT: Bool) -> [Cue] {
  var parser = TimedTextParser(lines: textLines(reading.source), isWebVTT: isWebVTT)
  return parser.cues(&reading)
}

/// Goes through the lines of a file.
private struct TimedTextParser {
  let lines: [TextLine]
  let isWebVTT: Bool
  private var index = 0

  init(lines: [TextLine], isWebVTT: Bool) {
    self.lines = lines
    self.isWebVTT = isWebVTT
  }

  mutating func cues(_ reading: inout CaptionReading) -> [Cue] {
    var cues: [Cue] = []
    if isWebVTT { skipHead(&reading) }
    while index < lines.count {
      let line = lines[index]
      if line.text.contains("-->") {
        if let cue = cue(&reading) { cues.append(cue) }
      } else if line.isBlank || isName(index) {
        index += 1
      } else if isWebVTT, ["NOTE", "STYLE", "REGION"].contains(where: { line.text.hasPrefix($0) }) {
        skipBlock()
      } else {
        reading.find(.warning, "text-outside-cues", "this line belongs to no cue; it is left out", at: span(line, reading))
        index += 1
      }
    }
    return cues
  }

  private mutating func skipHead(_ reading: inout CaptionReading) {
    guard let first = lines.first, first.text.hasPrefix("WEBVTT") else {
      if let first = lines.first {
        reading.find(.warning, "no-webvtt-head", "a WebVTT file starts with the line 'WEBVTT'", at: span(first, reading))
      }
      return
    }
    skipBlock()
  }

  private mutating func skipBlock() {
    while index < lines.count, !lines[index].isBlank, !lines[index].text.contains("-->") { index += 1 }
  }

  /// A cue's number or name: the line above its times.
  private func isName(_ index: Int) -> Bool {
    if index + 1 < lines.count, lines[index + 1].text.contains("-->"), isWebVTT || isNumber(lines[index]) { return true }
    // A number may stand alone, where an editor left a cue without times.
    return !lines[index].text.isEmpty && lines[index].text.allSatisfy { $0.isNumber || $0.isWhitespace }
  }

  private func span(_ line: TextLine, _ reading: CaptionReading) -> Span {
    reading.span(line.start, line.start + line.text.utf8.count)
  }

  private mutating func cue(_ reading: inout CaptionReading) -> Cue? {
    let head = lines[index]
    index += 1
    var body: [String] = []
    while index < lines.count, !lines[index].isBlank, !lines[index].text.contains("-->") {
      let leadsToTimes = index + 1 < lines.count && lines[index + 1].text.contains("-->")
      if leadsToTimes, isName(index), !body.isEmpty || isNumber(lines[index]) { break }
      body.append(lines[index].text)
      index += 1
    }
    guard let (start, end, settings) = times(head.text) else {
      reading.find(
        .error, "cue-time", "no times can be read here", at: span(head, reading),
        caption: isWebVTT ? "expected '00:01.000 --> 00:02.500'" : "expected '00:00:01,000 --> 00:00:02,500'")
      return nil
    }
    let marked = CueMarkup(body.joined(separator: "\n"), start: start, end: end)
    var cue = Cue(
      start: start, end: end, text: marked.text, words: marked.words, isAtTop: marked.isAtTop || isTop(settings),
      span: span(head, reading))
    cue.place = isWebVTT ? CuePlace(webVTT: settings) : marked.place
    return cue
  }

  private func isNumber(_ line: TextLine) -> Bool { line.text.allSatisfy { $0.isNumber || $0.isWhitespace } }

  private func times(_ line: String) -> (Rational, Rational, Substring)? {
    guard let arrow = line.firstRange(of: "-->") else { return nil }
    let after = line[arrow.upperBound...].drop(while: \.isWhitespace)
    let second = after.prefix { !$0.isWhitespace }
    let first = line[..<arrow.lowerBound].filter { !$0.isWhitespace }
    guard let start = captionTime(first), let end = captionTime(second) else { return nil }
    return (start, end, after[second.endIndex...])
  }

  /// `line:` in the upper half, as WebVTT has it, or SubRip's old coordinates are left aside.
  private func isTop(_ settings: Substring) -> Bool {
    guard isWebVTT, let line = settings.split(separator: " ").first(where: { $0.hasPrefix("line:") })?.dropFirst(5) else { return false }
    let value = line.split(separator: ",").first ?? ""
    if value.hasSuffix("%") { return Rational(text: value.dropLast()).map { $0 < 50 } ?? false }
    return Rational(text: value).map { !$0.isNegative && $0 < 5 } ?? false
  }
}

/// `[hours:]minutes:seconds[,.]thousandths` as exact seconds; nil for anything else.
package func captionTime(_ text: some StringProtocol) -> Rational? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard (2...3).contains(parts.count) else { return nil }
  var seconds = Rational.zero
  for part in parts.dropLast() {
    guard !part.isEmpty, part.utf8.count <= 6, let value = Int(part), value >= 0 else { return nil }
    seconds = seconds * 60 + Rational(value)
  }
  let last = parts[parts.count - 1].split(whereSeparator: { $0 == "," || $0 == "." })
  guard (1...2).contains(last.count), last[0].utf8.count <= 3, let whole = Int(last[0]), whole >= 0, whole < 60 else { return nil }
  seconds = seconds * 60 + Rational(whole)
  guard last.count == 2 else { return seconds }
  guard last[1].utf8.count <= 9, last[1].utf8.allSatisfy({ (48...57).contains($0) }), let digits = Int(last[1]) else { return nil }
  return seconds + Rational(digits, (0..<last[1].utf8.count).reduce(1) { power, _ in power * 10 })
}
