import Diagnostics
import MediaTypes

/// A checked document: shapes and types are right, names and times are as written.
package struct TimelineDocument: Construct {
  package var version: Setting<Version>?
  package var name: Setting<Text>?
  package var canvas: Setting<CanvasClause>?
  package var media: Setting<Named<MediaClause>>?
  package var styles: Setting<Named<StyleClause>>?
  package var tempo: Setting<TempoClause>?
  package var markers: Setting<Named<MarkerClause>>?
  package var buses: Setting<Named<BusClause>>?
  package var tracks: Setting<[TrackClause]>?
  package var outputs: Setting<Named<OutputClause>>?
  package var checks: Setting<ChecksClause>?
  package var metadata: Setting<Named<Text>>?

  package init() {}

  package static let declaration = Declaration<TimelineDocument>(
    "the document", "A timeline: what a film is made of.",
    examples: ["timeline: 1\ntracks:\n  - items:\n      - clip: intro.mp4\n      - {clip: talk.mp4, in: 12s, out: 40s}"],
    [
      Parameter("timeline", \.version, "The version of the language, 1.", required: true, example: "1"),
      Parameter("name", \.name, "A title; it becomes the film's title tag.", example: "Sunset teaser"),
      Parameter("canvas", \.canvas, "Size, rate and sound of the film; taken from the first picture where absent."),
      Parameter("media", \.media, "The bin: short names for files, each used by any number of clips."),
      Parameter("styles", \.styles, "Named looks of text.", example: "{title: {size: 10%, weight: bold}}"),
      Parameter("tempo", \.tempo, "The musical grid: beats and bars become times.", example: "{bpm: 128, meter: 4/4}"),
      Parameter("markers", \.markers, "Names for moments of the film."),
      Parameter("buses", \.buses, "Groups of sound, by name: what shares a bus is mixed, then treated.", example: "{music: {gain: -6dB}}"),
      Parameter("tracks", \.tracks, "The programme, bottom layer first.", required: true),
      Parameter("outputs", \.outputs, "What is written; one MP4 named after the document where absent."),
      Parameter("checks", \.checks, "How seriously advice is meant, by its code.", example: "{judder: off, missing-glyph: error}"),
      Parameter("metadata", \.metadata, "Tags for the file: artist, copyright, comment …", example: "{artist: Ada}"),
    ])
}

/// The version of the language a document is written in.
package struct Version: ParameterValue {
  package static let shape = ValueShape.integer(1...1)

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Version? {
    guard node.scalar?.text == "1" else {
      reading.bag.error(
        "unknown-version", "'timeline' is the version of the language; this reelc reads version 1, not \(node.kindName)",
        at: node.span, caption: "write '1'",
        fixIts: [Diagnostic.FixIt(node.span, replacement: "1", title: "write '1'")])
      return nil
    }
    return Version()
  }
}
