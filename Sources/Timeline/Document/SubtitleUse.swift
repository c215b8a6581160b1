import Diagnostics

/// Captions of a track as a stream of a film's file.
package struct SubtitleUse: Construct {
  package var track: Setting<Name>?
  package var title: Setting<Text>?
  package var isDefault: Setting<Bool>?
  package var codec: Setting<SubtitleCodecName>?

  package init() {}

  package static let declaration = Declaration<SubtitleUse>(
    "subtitles", "Captions that a player can switch on. A name alone is short for {track: name}.",
    examples: ["english", "{track: arabic, title: العربية, default: true}"],
    [
      Parameter("track", \.track, "The id of a captions track.", required: true, example: "english"),
      Parameter(
        "title", \.title, "What players call it; a language of several scripts or regions is called by its tag.", example: "English"),
      Parameter(
        "default", \.isDefault, "Whether players show it unasked; the first of the list where none says so.", example: "true"),
      Parameter(
        "codec", \.codec, "How it is written; the container's first where absent, ass for captions of that kind in mkv.",
        example: "webvtt"),
    ])

  package static var shape: ValueShape { .oneOf([Name.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SubtitleUse? {
    var clause = SubtitleUse()
    if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      return clause.track == nil ? nil : clause
    }
    guard node.scalar != nil else {
      reading.wrongKind(node, expected: "the id of a captions track, or a mapping with track")
      return nil
    }
    guard let name = Name.read(node, &reading) else { return nil }
    clause.track = Setting(name, span: node.span, keySpan: node.span)
    return clause
  }
}

/// How embedded captions are written.
package enum SubtitleCodecName: String, WordChoice {
  case movText = "mov_text"
  case subrip, webvtt, ass

  package var help: String {
    switch self {
    case .movText: "Timed text, as MP4 and QuickTime have it."
    case .subrip: "Plain text, known to every player."
    case .webvtt: "Plain text with places, as the web has it."
    case .ass: "Kept as written, for captions from an ASS file."
    }
  }
}
