import Diagnostics
import MediaTypes

/// Words to be read for a while, in the time of the file or the sound that they belong to.
package struct Cue: Sendable {
  /// Seconds.
  package var start: Rational
  package var end: Rational
  /// Without markup; lines as the author broke them.
  package var text: String
  /// When each word is spoken, in order; empty where nothing says it.
  package var words: [CueWord]
  /// It stands at the top of the picture.
  package var isAtTop = false
  /// Where else its file puts it.
  package var place = CuePlace()
  /// The fields of an ASS event as written, without its times: layer, style, name, margins, effect, text.
  package var event: String?
  package var span: Span

  package init(start: Rational, end: Rational, text: String, words: [CueWord] = [], isAtTop: Bool = false, span: Span) {
    (self.start, self.end, self.text) = (start, end, text)
    (self.words, self.isAtTop, self.span) = (words, isAtTop, span)
  }
}

/// One word of a cue.
package struct CueWord: Sendable {
  package var text: String
  /// Seconds.
  package var start: Rational
  package var end: Rational
  /// A space stands before it.
  package var followsSpace = true

  package init(text: String, start: Rational, end: Rational, followsSpace: Bool = true) {
    (self.text, self.start, self.end, self.followsSpace) = (text, start, end, followsSpace)
  }
}

/// What a caption file says.
package struct CueList: Sendable {
  /// In order of time, none before the end of another, none empty.
  package var cues: [Cue] = []
  /// A file in the ASS format, kept as written.
  package var script: String?

  package init() {}
}

/// The kinds of caption files.
package enum CaptionFormat: String, Sendable {
  case srt, vtt, ass, json

  /// By a file's ending; nil for any other.
  package init?(path: String) {
    let lowered = path.lowercased()
    switch lowered.split(separator: ".").last {
    case "srt": self = .srt
    case "vtt", "webvtt": self = .vtt
    case "ass", "ssa": self = .ass
    case "json": self = .json
    default: return nil
    }
  }
}
