import Diagnostics
import MediaTypes
import Timeline

/// The captions of one track as the film has them, drawn or not: what caption files and streams are written from.
package struct CaptionTrack: Sendable {
  /// The track's id.
  package var name: String?
  package var language: String?
  /// In order of time.
  package var cues: [CaptionCue]
  /// Of an ASS file: what stands before its events.
  package var scriptHead: String?
  /// Of an ASS file: its events as written, which may overlap.
  package var events: [CaptionEvent] = []
  /// They are drawn into the picture.
  package var isBurned = false
  /// Where the language is written.
  package var languageSpan: Span?
  package var span: Span
}

/// A cue on the film's frames.
package struct CaptionCue: Sendable {
  package var frames: Range<Int>
  package var text: String
  package var words: [CaptionWord]
  package var isAtTop: Bool
  /// Where else its file puts it.
  package var place = CuePlace()
  package var span: Span
}

/// An event of an ASS file on the film's frames.
package struct CaptionEvent: Sendable {
  package var frames: Range<Int>
  /// Its fields without its times.
  package var fields: String
}

/// A word of a cue, and the frames from which and up to which it is spoken.
package struct CaptionWord: Sendable {
  package var text: String
  package var first: Int
  package var last: Int
  package var followsSpace: Bool
  /// Its times were given, not shared out by letters.
  package var isTimed = false
}
