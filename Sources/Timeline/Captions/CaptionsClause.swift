import Diagnostics
import MediaTypes

/// The keys of a captions track, beside those of every track.
package struct CaptionsClause: Construct {
  package var source: Setting<FilePath>?
  package var cues: Setting<[CueClause]>?
  package var align: Setting<AlignClause>?
  package var transcribe: Setting<FilePath>?
  package var from: Setting<FilePath>?
  package var of: Setting<FilePath>?
  package var lang: Setting<Text>?
  package var burn: Setting<Bool>?
  package var mode: Setting<CaptionMode>?
  package var position: Setting<Point>?
  package var margin: Setting<Margin>?
  package var maxLines: Setting<Int>?
  package var maxChars: Setting<Int>?
  package var safe: Setting<SafeArea>?
  package var style: Setting<StyleUse>?
  package var highlight: Setting<Color>?
  /// What the file at `source` says, once it has been read.
  package var list: CueList?

  package init() {}

  package static let declaration = Declaration<CaptionsClause>(
    "captions", "Cues from a file or written in place.",
    [
      Parameter("source", \.source, "Captions: an SRT, WebVTT, ASS or words JSON file.", example: "talk.srt"),
      Parameter("cues", \.cues, "Captions: cues in place.", example: "[{at: 1s, until: 3s, text: Hello}]"),
      Parameter("align", \.align, "Captions: a known script, timed against its sound.", example: "{script: talk.txt, audio: talk.mp4}"),
      Parameter("transcribe", \.transcribe, "Captions: the media whose speech an engine of yours writes down.", example: "talk.mp4"),
      Parameter("from", \.from, "Captions: a voice, or a track of voices, whose words are the cues.", example: "narrator"),
      Parameter(
        "of", \.of, "Captions: the media whose time the cues are in; they follow every cut of it. A voice, or a track of voices, has cues.",
        example: "talk.mp4"),
      Parameter("lang", \.lang, "Captions: their language, as in BCP 47.", example: "en"),
      Parameter("burn", \.burn, "Captions: drawn into the picture.", default: "true", example: "false"),
      Parameter("mode", \.mode, "Captions: how words are shown.", default: "line", example: "karaoke"),
      Parameter("position", \.position, "Captions: where they are.", default: "bottom", example: "center"),
      Parameter("margin", \.margin, "Captions: how far they stay from the edges; what 'safe' says where absent.", example: "5%"),
      Parameter("max-lines", \.maxLines, "Captions: lines at once; longer cues become several.", default: "2", example: "1"),
      Parameter("max-chars", \.maxChars, "Captions: letters a line, at most.", example: "32"),
      Parameter("safe", \.safe, "Captions: 'social' on upright canvases, else 'title', where absent.", example: "tiktok"),
      Parameter("style", \.style, "Captions: a style's name, or its keys in place.", example: "{size: 7%, highlight: yellow}"),
      Parameter("highlight", \.highlight, "Captions: the colour of the spoken word; the style's where absent.", example: "yellow"),
    ])
}

/// A cue written in place.
package struct CueClause: Construct {
  package var at: Setting<TimeExpression>?
  package var until: Setting<TimeExpression>?
  package var text: Setting<Text>?
  package var words: Setting<[CueWordClause]>?
  package var span = Span(start: 0, end: 0)

  package init() {}

  package static let declaration = Declaration<CueClause>(
    "a cue", "Words to be read for a while.", examples: ["{at: 1s, until: 3s, text: Hello there}"],
    [
      Parameter("at", \.at, "When it is seen.", example: "1s"),
      Parameter("until", \.until, "When it is gone.", example: "3s"),
      Parameter("text", \.text, "What it says; its words where absent.", example: "Hello there"),
      Parameter("words", \.words, "When each word is spoken.", example: "[{text: Hello, at: 1s}, {text: there, at: 1.4s}]"),
    ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> CueClause? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a cue such as {at: 1s, until: 3s, text: Hello}")
      return nil
    }
    var clause = CueClause()
    clause.span = node.span
    let errors = reading.bag.errorCount
    declaration.read(entries, into: &clause, span: node.span, &reading)
    if clause.text == nil, clause.words?.value.isEmpty ?? true {
      reading.bag.error("missing-key", "a cue needs 'text' or 'words'", at: node.span, caption: "add 'text:'")
    }
    if clause.at == nil, clause.words?.value.first?.at == nil, reading.bag.errorCount == errors {
      reading.bag.error("missing-key", "a cue needs 'at': when it is seen", at: node.span, caption: "add 'at:'")
    }
    return reading.bag.errorCount == errors ? clause : nil
  }
}

/// One word of a cue that is written in place.
package struct CueWordClause: Construct {
  package var text: Setting<Text>?
  package var at: Setting<TimeExpression>?
  package var until: Setting<TimeExpression>?

  package init() {}

  package static let declaration = Declaration<CueWordClause>(
    "a word", "A word of a cue, and when it is spoken.", examples: ["{text: Hello, at: 1s, until: 1.3s}"],
    [
      Parameter("text", \.text, "The word.", required: true, example: "Hello"),
      Parameter("at", \.at, "When it starts.", required: true, example: "1s"),
      Parameter("until", \.until, "When it ends; where the next one starts where absent.", example: "1.3s"),
    ])
}

/// How the words of captions are shown.
package enum CaptionMode: String, WordChoice {
  case line, word, karaoke, pop

  package var help: String {
    switch self {
    case .line: "The cue."
    case .word: "One word at a time."
    case .karaoke: "The cue, the spoken word in 'highlight'."
    case .pop: "Words appear as they are spoken."
    }
  }
}
