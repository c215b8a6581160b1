import Diagnostics

/// One entry of the bin: a file, and what to know about it.
package struct MediaClause: Construct {
  package var src: Setting<FilePath>?
  package var rate: Setting<Rate>?
  package var rotate: Setting<QuarterTurn>?
  package var markers: Setting<Named<MarkerClause>>?
  package var loudness: Setting<Loudness>?
  package var license: Setting<Text>?
  package var credit: Setting<Text>?

  package init() {}

  package static let declaration = Declaration<MediaClause>(
    "media", "A file and what to know about it. A path alone is short for {src: path}.",
    examples: ["{src: footage/beach.mp4}", "{src: 'shots/f%04d.png', rate: 24}"],
    [
      Parameter("src", \.src, "The file, relative to this document.", required: true, example: "footage/beach.mp4"),
      Parameter("rate", \.rate, "Pictures a second of a numbered picture sequence; the canvas's where absent.", example: "24"),
      Parameter("rotate", \.rotate, "How the picture is turned, clockwise, instead of what the file says.", example: "90"),
      Parameter("markers", \.markers, "Names for moments of the source: 'ID.NAME' is when an item shows it.", example: "{laugh: 41.2s}"),
      Parameter("loudness", \.loudness, "Its sound is measured and brought to this loudness.", example: "-16LUFS"),
      Parameter("license", \.license, "Under which terms it may be used.", example: "CC-BY-4.0"),
      Parameter("credit", \.credit, "Who is to be named.", example: "The Band"),
    ])

  package static var shape: ValueShape { .oneOf([FilePath.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> MediaClause? {
    var clause = MediaClause()
    if node.scalar != nil {
      guard let path = FilePath.read(node, &reading) else { return nil }
      clause.src = Setting(path, span: node.span, keySpan: node.span)
      return clause
    }
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a path or a mapping with src")
      return nil
    }
    declaration.read(entries, into: &clause, span: node.span, &reading)
    return clause.src == nil ? nil : clause
  }
}

/// A named moment: a time alone, or `{at, title}`.
package struct MarkerClause: Construct {
  package var at: Setting<TimeExpression>?
  package var title: Setting<Text>?

  package init() {}

  package static let declaration = Declaration<MarkerClause>(
    "a marker", "A named moment. A time alone is short for {at: time}.", examples: ["12.5s", "{at: intro.end, title: The talk}"],
    [
      Parameter("at", \.at, "When.", required: true, example: "intro.end + 12f"),
      Parameter("title", \.title, "What viewers read; titled markers become chapters.", example: "The drop"),
    ])

  package static var shape: ValueShape { .oneOf([TimeExpression.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> MarkerClause? {
    var clause = MarkerClause()
    if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      return clause.at == nil ? nil : clause
    }
    guard let time = TimeExpression.read(node, &reading) else { return nil }
    clause.at = Setting(time, span: node.span, keySpan: node.span)
    return clause
  }
}
