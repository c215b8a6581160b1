import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// How loud a sound is over the film, and where it stands between left and right.
package struct SoundLevel: Hashable, Sendable {
  package var decibels = Curve.constant(0)
  /// -1 left to 1 right.
  package var pan = Curve.constant(0)
  /// Where the author lets it rise and fall.
  package var fadeIn: SoundRamp?
  package var fadeOut: SoundRamp?
  /// What ducking was found to take away, in decibels.
  package var ducking: Curve?

  /// Both are as loud, wherever they fade.
  func isAlike(_ other: SoundLevel) -> Bool {
    decibels == other.decibels && pan == other.pan && decibels.constant != nil && pan.constant != nil
  }
}

/// A rise from silence or a fall to it.
package struct SoundRamp: Hashable, Sendable {
  /// Samples of the film, half open.
  package var samples: Range<Int>
  package var shape: FadeShape
}

/// A strip of the mixing desk: sounds that are added up, treated together and handed on. A track, a sequence
/// or a bus.
package struct Strip: Sendable {
  /// What is done to the sum before its level, in order.
  package var effects: [AppliedSoundEffect] = []
  package var level = SoundLevel()
  package var duck: Duck?
  /// Under what name others may duck under it.
  package var key: String?
  /// Samples of the film over which it takes over from a neighbour, and gives way to one, at equal power.
  package var crossIn: Range<Int>?
  package var crossOut: Range<Int>?
  /// The strip that it runs into; nil for the film.
  package var into: Int?
  package var span: Span
  /// In the author's words: "bus 'music'".
  package var what: String

  package init(span: Span, what: String) { (self.span, self.what) = (span, what) }

  /// A constant gain and nothing else.
  var isGain: Bool {
    level.decibels.constant != nil && level.pan == .constant(0) && level.fadeIn == nil && level.fadeOut == nil
      && crossIn == nil && crossOut == nil && effects.isEmpty && level.ducking == nil
  }

  /// It changes nothing.
  var isPlain: Bool { isGain && level.decibels == .constant(0) && duck == nil && key == nil }
}

/// An effect on sound.
package struct AppliedSoundEffect: Sendable {
  package var effect: any SoundEffect
  /// A mix of the source (0) and the result (1).
  package var amount: Rational
  /// Samples of the film on which it holds; nil for all.
  package var samples: Range<Int>?
  package var span: Span

  package var name: String { type(of: effect).name }
}

/// Softer while something else is heard.
package struct Duck: Sendable {
  /// The name of what it ducks under, among keys of sounds and strips.
  package var under: String
  /// In the author's words.
  package var name: String
  package var decibels: Rational
  package var threshold: Rational
  /// Seconds.
  package var attack: Rational
  package var hold: Rational
  package var release: Rational
  package var span: Span
}
