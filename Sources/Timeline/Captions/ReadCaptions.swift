import Diagnostics
import MediaTypes

/// The cues of a caption file; what is wrong with it is reported at its own lines. Nil where it holds none.
package func readCaptions(
  _ source: SourceText, number: Int32, format: CaptionFormat, _ bag: inout DiagnosticBag
) -> CueList? {
  var reading = CaptionReading(source: source, number: number)
  var list = CueList()
  switch format {
  case .srt: list.cues = readTimedText(&reading, isWebVTT: false)
  case .vtt: list.cues = readTimedText(&reading, isWebVTT: true)
  case .ass:
    list.cues = readScript(&reading)
    list.script = source.text(in: 0..<source.bytes.count)
  case .json: list.cues = readWords(&reading, &bag)
  }
  let mayOverlap = format == .ass
  list.cues = reading.settled(list.cues, mayOverlap: mayOverlap)
  reading.report(to: &bag)
  guard !list.cues.isEmpty else {
    if !reading.hasErrors, !bag.hasErrors {
      bag.error("no-cues", "'\(source.path)' holds no cues", at: reading.span(0, 0), notes: [formHelp[format.rawValue] ?? ""])
    }
    return nil
  }
  return list
}

private let formHelp = [
  "srt": "a cue of SubRip is a line such as '00:00:01,000 --> 00:00:02,500', with its text below",
  "vtt": "a cue of WebVTT is a line such as '00:01.000 --> 00:02.500', with its text below",
  "ass": "a cue of ASS is a line 'Dialogue: …' in the part '[Events]'",
  "json": "words are listed as {\"words\": [{\"text\": …, \"start\": …, \"end\": …}]}, or as Whisper and WhisperX write them",
]

/// A caption file while it is read.
struct CaptionReading {
  let source: SourceText
  let number: Int32
  private var findings: [(code: String, diagnostic: Diagnostic, count: Int)] = []
  private(set) var hasErrors = false

  init(source: SourceText, number: Int32) {
    self.source = source
    self.number = number
  }

  func span(_ start: Int, _ end: Int) -> Span {
    let first = min(max(0, start), source.bytes.count)
    return Span(source: number, start: first, end: min(max(first, end), source.bytes.count))
  }

  /// Keeps the first problem of each kind, and how often it comes.
  mutating func find(_ severity: Diagnostic.Severity, _ code: String, _ message: String, at span: Span, caption: String = "") {
    if severity == .error { hasErrors = true }
    if let index = findings.firstIndex(where: { $0.code == code }) {
      findings[index].count += 1
    } else {
      findings.append((code, Diagnostic(severity, code, message, at: span, caption: caption), 1))
    }
  }

  func report(to bag: inout DiagnosticBag) {
    for finding in findings {
      var diagnostic = finding.diagnostic
      if finding.count > 1 { diagnostic.notes.append("and \(finding.count - 1) more in this file") }
      bag.add(diagnostic)
    }
  }

  /// Cues in order, without those that last no time; one that is still there when the next comes ends then.
  mutating func settled(_ cues: [Cue], mayOverlap: Bool) -> [Cue] {
    var result: [Cue] = []
    for cue in cues where !cue.text.allSatisfy(\.isWhitespace) {
      guard cue.end > cue.start else {
        let isBackwards = cue.end < cue.start
        find(
          .warning, isBackwards ? "cue-backwards" : "cue-empty",
          isBackwards ? "this cue ends before it starts; it is left out" : "this cue lasts no time; it is left out", at: cue.span,
          caption: "\(cue.start.decimal(digits: 3))s to \(cue.end.decimal(digits: 3))s")
        continue
      }
      result.append(cue)
    }
    let isSorted = zip(result, result.dropFirst()).allSatisfy { $0.start <= $1.start }
    if !isSorted {
      if !mayOverlap, let late = zip(result, result.dropFirst()).first(where: { $0.start > $1.start })?.1 {
        find(.warning, "cue-order", "this cue is earlier than the one before it; cues are shown in order of time", at: late.span)
      }
      result = result.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }.map(\.element)
    }
    return mayOverlap ? result : parted(result)
  }

  private mutating func parted(_ cues: [Cue]) -> [Cue] {
    var cues = cues
    for index in cues.indices.dropLast() where cues[index].end > cues[index + 1].start {
      find(
        .warning, "cue-overlap", "the next cue starts before this one ends; this one ends then", at: cues[index].span,
        caption: "\((cues[index].end - cues[index + 1].start).decimal(digits: 3))s are cut off")
      cues[index].end = cues[index + 1].start
    }
    return cues.filter { $0.end > $0.start }
  }
}
