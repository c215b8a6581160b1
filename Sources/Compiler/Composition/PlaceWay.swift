import FilterGraph
import MediaTypes
import Timeline

/// A picture's way in or out: how its frame strays from where it rests.
package struct PlaceWay: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// From, or to, so many pixels to the right and down.
    case slide(x: Rational, y: Rational)
    /// From, or to, half its size about its middle.
    case pop
  }

  package var kind: Kind
  /// Frames of the film on which it moves.
  package var frames: Range<Int>
  package var isExit: Bool
  package var ease: Easing

  /// Where a frame that rests at `rect` is in the middle of a film's frame. An exit is an entrance run backwards.
  func moved(_ rect: Motion.Rect, at frame: Int) -> Motion.Rect {
    guard frames.contains(frame) else { return rect }
    let passed = isExit ? frames.upperBound - 1 - frame : frame - frames.lowerBound
    let value = ease.value(at: (Double(passed) + 0.5) / Double(frames.count))
    var moved = rect
    switch kind {
    case .slide(let x, let y):
      moved.x += (1 - value) * x.approximation
      moved.y += (1 - value) * y.approximation
    case .pop:
      let factor = 0.5 + 0.5 * value
      moved.x += rect.width * (1 - factor) / 2
      moved.y += rect.height * (1 - factor) / 2
      moved.width *= factor
      moved.height *= factor
    }
    return moved
  }
}

extension Layer {
  /// The layer for some of its frames, in as many parts as its ways in and out make: between them a picture that goes
  /// nowhere else is not resampled as one that moves.
  func parts(during frames: Range<Int>, rate: FrameRate) -> [Layer] {
    guard let ways = path?.ways, !ways.isEmpty, path?.isAway == true else { return [sliced(to: frames, rate: rate)] }
    var edges: Set<Int> = [frames.lowerBound, frames.upperBound]
    for way in ways { edges.formUnion([way.frames.lowerBound, way.frames.upperBound].filter { frames.contains($0) }) }
    let sorted = edges.sorted()
    return zip(sorted, sorted.dropFirst()).map { first, last in
      var part = sliced(to: first..<last, rate: rate)
      if !ways.contains(where: { $0.frames.contains(first) }) { part.path = nil }
      return part
    }
  }
}
