import Diagnostics
import MediaTypes

/// The captions of one track as the film has them, drawn or not: what caption files and streams are written from.
package struct CaptionTrack: Sendable {
  /// The track's id.
  package var name: String?
  package var language: String?
  /// In order of time.
  package var cues: [CaptionCue]
  package var span: Span
}

/// A cue on the film's frames.
package struct CaptionCue: Sendable {
  package var frames: Range<Int>
  package var text: String
  package var words: [CaptionWord]
  package var isAtTop: Bool
  package var span: Span
}

/// A word of a cue, and the frames from which and up to which it is spoken.
package struct CaptionWord: Sendable {
  package var text: String
  package var first: Int
  package var last: Int
  package var followsSpace: Bool
}
