import Diagnostics
import MediaTypes

/// The events of an ASS file as cues: when they are seen and what they say. The file itself is drawn as written.
func readScript(_ reading: inout CaptionReading) -> [Cue] {
  var cues: [Cue] = []
  var isEvents = false
  var fields = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
  for line in textLines(reading.source) {
    let text = line.text.drop(while: \.isWhitespace)
    if text.hasPrefix("[") {
      isEvents = text.lowercased().hasPrefix("[events]")
    } else if isEvents, text.hasPrefix("Format:") {
      fields = text.dropFirst(7).split(separator: ",").map { $0.filter { !$0.isWhitespace }.lowercased() }
    } else if isEvents, text.hasPrefix("Dialogue:") {
      let span = reading.span(line.start, line.start + line.text.utf8.count)
      let values = text.dropFirst(9).split(separator: ",", maxSplits: max(0, fields.count - 1), omittingEmptySubsequences: false)
      func value(_ name: String) -> Substring? { fields.firstIndex(of: name).flatMap { $0 < values.count ? values[$0] : nil } }
      guard let start = value("start").flatMap({ captionTime($0.filter { !$0.isWhitespace }) }),
        let end = value("end").flatMap({ captionTime($0.filter { !$0.isWhitespace }) }), let written = value("text")
      else {
        reading.find(.error, "cue-time", "no times can be read here", at: span, caption: "expected 'Dialogue: 0,0:00:01.00,0:00:02.50,…'")
        continue
      }
      var cue = Cue(start: start, end: end, text: plain(String(written), start, end), span: span)
      cue.event = event(value)
      cues.append(cue)
    }
  }
  return cues
}

/// An event's fields in the usual order, whatever the file's own is.
private func event(_ value: (String) -> Substring?) -> String {
  let standards = [
    ("layer", "0"), ("style", "Default"), ("name", ""), ("marginl", "0"), ("marginr", "0"), ("marginv", "0"), ("effect", ""), ("text", ""),
  ]
  return standards.map { name, standard in
    let written = value(name).map(String.init) ?? standard
    return name == "layer" ? written.filter { !$0.isWhitespace } : written
  }.joined(separator: ",")
}

extension CueList {
  /// What stands before the events of an ASS file, with their fields in the usual order; nil for other files.
  package var scriptHead: String? {
    guard let script else { return nil }
    var lines: [Substring] = []
    var isEvents = false
    for line in script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.drop(while: \.isWhitespace).hasPrefix("[") { isEvents = line.lowercased().contains("[events]") }
      if !isEvents { lines.append(line) }
    }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n\n[Events]\n" + ScriptEvents.format
  }
}

/// How events stand in a script.
package enum ScriptEvents {
  package static let format = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
}

/// An event's text without tags and drawings.
private func plain(_ written: String, _ start: Rational, _ end: Rational) -> String {
  var text = ""
  var isDrawing = false
  var rest = Substring(written)
  while let letter = rest.first {
    if letter == "{", let close = rest.firstIndex(of: "}") {
      let tags = rest[..<close]
      if let found = tags.lastMatch(of: /\\p(\d+)/) { isDrawing = found.output.1 != "0" }
      rest = rest[rest.index(after: close)...]
      continue
    }
    if letter == "\\", let next = rest.dropFirst().first, ["N", "n", "h"].contains(next) {
      text += next == "h" ? " " : "\n"
      rest = rest.dropFirst(2)
      continue
    }
    if !isDrawing { text.append(letter) }
    rest = rest.dropFirst()
  }
  // A drawing has no words, and is seen all the same.
  return text.isEmpty && isDrawing ? "\u{FFFC}" : text
}

extension Substring {
  fileprivate func lastMatch(of regex: Regex<(Substring, Substring)>) -> Regex<(Substring, Substring)>.Match? { matches(of: regex).last }
}
