import Diagnostics

/// Reads a document: JSON where `isJSON` says so, or where the text opens with a brace or bracket and is
/// JSON; else YAML. Never traps; every diagnostic points into `source`.
public func readSyntax(
  _ source: SourceText, sourceNumber: Int32, isJSON: Bool?, limits: SyntaxLimits
) -> SyntaxReading {
  let place = SyntaxPlace(source: source, number: sourceNumber)
  if isBlank(source.bytes) { return emptyDocument(at: place, isJSON: isJSON ?? false) }
  if isJSON ?? opensLikeJSON(source.bytes) {
    var reader = JSONReader(place, limits: limits)
    let reading = reader.read()
    if isJSON == true || reader.isJSON { return reading }
  }
  let reader = YAMLReader(place, limits: limits)
  return reader.read()
}

/// A text and the number that spans in it carry.
struct SyntaxPlace {
  let source: SourceText
  let number: Int32

  var bytes: [UInt8] { source.bytes }

  /// The span of a stretch of bytes, held inside the text.
  func span(_ start: Int, _ end: Int) -> Span {
    let first = min(max(start, 0), bytes.count)
    return Span(source: number, start: first, end: min(max(end, first), bytes.count))
  }

  func text(_ span: Span) -> String { source.text(in: span.range) }
}

/// Ends the reading of a text at its first broken place.
struct SyntaxFault: Error {
  let diagnostic: Diagnostic

  init(
    _ code: String, _ message: String, at span: Span, caption: String = "",
    labels: [Diagnostic.Label] = [], notes: [String] = [], fixIts: [Diagnostic.FixIt] = []
  ) {
    diagnostic = Diagnostic(
      .error, code, message, at: span, caption: caption, labels: labels, notes: notes, fixIts: fixIts)
  }

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

private func isBlank(_ bytes: [UInt8]) -> Bool {
  bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
}

private func opensLikeJSON(_ bytes: [UInt8]) -> Bool {
  let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
}

func emptyDocument(at place: SyntaxPlace, isJSON: Bool) -> SyntaxReading {
  let starter =
    isJSON
    ? #"{"timeline": 1, "tracks": [{"items": [{"clip": "intro.mp4"}]}]}"#
    : "timeline: 1, then tracks: [{items: [{clip: intro.mp4}]}]"
  var bag = DiagnosticBag()
  bag.error(
    "empty-document", "the document is empty; a timeline needs at least 'timeline' and 'tracks'",
    at: place.span(0, 0), notes: ["the smallest document: \(starter)"])
  return SyntaxReading(root: nil, bag: bag)
}

func nestingTooDeep(_ limit: Int, at span: Span) -> SyntaxFault {
  SyntaxFault(
    "nesting-too-deep", "lists and mappings are nested deeper than \(limit) levels here", at: span,
    caption: "level \(limit + 1) opens here")
}
