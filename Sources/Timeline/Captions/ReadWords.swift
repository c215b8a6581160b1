import Diagnostics
import MediaTypes

/// The cues of a list of timed words: ours, Whisper's, WhisperX's, or whisper.cpp's.
func readWords(_ reading: inout CaptionReading, _ bag: inout DiagnosticBag) -> [Cue] {
  let syntax = readSyntax(reading.source, sourceNumber: reading.number, isJSON: true, limits: SyntaxLimits())
  for diagnostic in syntax.bag.diagnostics { bag.add(diagnostic) }
  guard let root = syntax.root, !syntax.bag.hasErrors else { return [] }
  if let segments = root["segments"]?.list { return segments.compactMap { cue(ofSegment: $0, &reading) } }
  if let lines = root["transcription"]?.list { return lines.compactMap { cue(ofLine: $0, &reading) } }
  if let words = (root["words"] ?? root["word_segments"])?.list ?? root.list {
    return grouped(timed(words, from: 0, to: nil, &reading), root.span)
  }
  reading.find(
    .error, "bad-words", "this JSON holds no words", at: root.span, caption: "expected {\"words\": [{\"text\", \"start\", \"end\"}]}")
  return []
}

private func cue(ofSegment node: SyntaxNode, _ reading: inout CaptionReading) -> Cue? {
  let words = node["words"]?.list ?? []
  guard let start = seconds(node["start"]) ?? seconds(words.first?["start"]), let end = seconds(node["end"]) ?? seconds(words.last?["end"])
  else {
    reading.find(.error, "bad-words", "a segment needs 'start' and 'end', in seconds", at: node.span)
    return nil
  }
  let timed = timed(words, from: start, to: end, &reading)
  let text = node["text"]?.scalar?.text ?? joined(timed)
  return Cue(start: start, end: end, text: trimmed(text), words: timed, span: node.span)
}

/// A line of whisper.cpp, in milliseconds.
private func cue(ofLine node: SyntaxNode, _ reading: inout CaptionReading) -> Cue? {
  guard let start = seconds(node["offsets"]?["from"]), let end = seconds(node["offsets"]?["to"]), let text = node["text"]?.scalar?.text
  else {
    reading.find(.error, "bad-words", "a line needs 'text' and 'offsets'", at: node.span)
    return nil
  }
  return Cue(start: start / 1000, end: end / 1000, text: trimmed(text), span: node.span)
}

/// Words with their times; one that has none lies between its neighbours.
private func timed(_ nodes: [SyntaxNode], from first: Rational, to last: Rational?, _ reading: inout CaptionReading) -> [CueWord] {
  let known = nodes.compactMap { node -> (node: SyntaxNode, text: String)? in
    guard let text = (node["text"] ?? node["word"])?.scalar?.text else {
      reading.find(.error, "bad-words", "a word needs 'text' (or 'word'), 'start' and 'end'", at: node.span)
      return nil
    }
    return (node, text)
  }
  let hasSpaces = known.contains { $0.text.first == " " }
  var words: [CueWord] = []
  var end = first
  for (index, (node, text)) in known.enumerated() where !trimmed(text).isEmpty {
    let start = max(end, seconds(node["start"]) ?? end)
    let following = known.dropFirst(index + 1).lazy.compactMap { seconds($0.node["start"]) }.first
    let stop = seconds(node["end"]) ?? following ?? last ?? start + Rational(1, 2)
    end = max(start, stop)
    words.append(CueWord(text: trimmed(text), start: start, end: end, followsSpace: hasSpaces ? text.first == " " : true))
  }
  return words
}

/// Words as cues: a new one after a pause, behind the end of a sentence, or when it grows long.
private func grouped(_ words: [CueWord], _ span: Span) -> [Cue] {
  var cues: [Cue] = []
  var group: [CueWord] = []
  func close() {
    guard let first = group.first, let last = group.last else { return }
    cues.append(Cue(start: first.start, end: last.end, text: joined(group), words: group, span: span))
    group = []
  }
  for word in words {
    if let last = group.last {
      let letters = group.reduce(0) { $0 + $1.text.count + 1 }
      let endsSentence = last.text.last.map { ".!?。！？…".contains($0) } ?? false
      if word.start - last.end > Rational(7, 10) || endsSentence || letters > 70 { close() }
    }
    group.append(word)
  }
  close()
  return cues
}

private func joined(_ words: [CueWord]) -> String {
  words.enumerated().map { ($0.offset > 0 && $0.element.followsSpace ? " " : "") + $0.element.text }.joined()
}

private func trimmed(_ text: String) -> String {
  String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
}

/// A number of seconds within reason.
private func seconds(_ node: SyntaxNode?) -> Rational? {
  guard let text = node?.scalar?.text, let value = Rational(text: text), value.isValid, !value.isNegative, value < 1_000_000 else {
    return nil
  }
  // Machines print more digits than they mean.
  return Rational((value * 1_000_000).roundedHalfUp ?? 0, 1_000_000)
}
