import FilterGraph
import MediaTypes

/// A picture of text: a script whose frame is the picture, and its clock.
package struct Lettering: Hashable, Sendable {
  package var script: TextScript
  /// Which part of the script's frame is the picture; nil for all of it.
  package var part: PixelRect?
  /// Script seconds at the start of the layer's item.
  package var first: Rational
  /// Script seconds a film frame.
  package var step: Rational

  /// The frames of the layer's item through which all that is drawn lies in a smaller part: an idle title costs no
  /// more than its letters.
  package var idle: Idle?

  package struct Idle: Hashable, Sendable {
    package var frames: Range<Int>
    package var part: PixelRect
  }

  package var size: PixelSize { part?.size ?? script.frame }
}

/// The clock of scripts that the compiler writes: a film frame is long enough that an edge between two is a
/// whole number of ASS's centiseconds. At up to 100 frames a second it is the film's own.
struct ScriptClock {
  let step: Rational

  init(_ rate: FrameRate) { step = rate.frameDuration * Rational(rate.value > 100 ? (rate.value / 100).ceiling ?? 1 : 1) }

  /// The centisecond from which frame `k` and no earlier one is drawn.
  func edge(before k: Int) -> Int {
    guard k > 0 else { return 0 }
    let last = ((Rational(k) - .half) * step * 1000).floor ?? 0
    return last / 10 + 1
  }
}

extension Layer {
  /// The frames of the film on which a text is in its idle part; nil where it has none, or where its whole picture
  /// is worked on.
  var idleFrames: Range<Int>? {
    guard case .text(let lettering) = content, let idle = lettering.idle, effects.isEmpty, geometry.rotation == .constant(0),
      geometry.place.size == lettering.size
    else { return nil }
    let start = itemFrames?.lowerBound ?? frames.lowerBound
    let stretch = idle.frames.lowerBound + start..<idle.frames.upperBound + start
    return stretch.clamped(to: frames)
  }

  /// The part of a text's picture that is enough for some frames, where less than all is.
  func idle(_ range: Range<Int>) -> PixelRect? {
    guard case .text(let lettering) = content, let frames = idleFrames, frames.contains(range.lowerBound) else { return nil }
    return lettering.idle?.part
  }
}
