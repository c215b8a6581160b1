import FilterGraph
import MediaTypes
import Timeline

/// Where a layer's frame lies on the canvas while its position or its size changes; never rounded, so that it
/// moves smoothly.
package struct PlacePath: Hashable, Sendable {
  package var canvas: PixelSize
  /// Kept free at each edge.
  package var margin: (x: Rational, y: Rational)
  package var position: PointCurve
  package var anchor: PointCurve
  /// Canvas pixels.
  package var width: Curve
  package var height: Curve
  /// Its frame as it is painted before it is moved, where that is not all of the picture.
  package var rest: Motion.Rect?
  /// Its ways in and out.
  package var ways: [PlaceWay] = []
  /// It goes nowhere but on its ways in and out.
  package var isAway = false

  /// Where it is in the middle of a film's frame.
  package func rect(at frame: Int) -> Motion.Rect {
    let size = (width: max(0.01, width.value(at: frame)), height: max(0.01, height.value(at: frame)))
    let place = Motion.Rect(
      x: edge(position.x, anchor.x, margin.x, size.width, canvas.width, frame),
      y: edge(position.y, anchor.y, margin.y, size.height, canvas.height, frame), width: size.width, height: size.height)
    return ways.reduce(place) { $1.moved($0, at: frame) }
  }

  private func edge(
    _ position: LengthCurve, _ anchor: LengthCurve, _ margin: Rational, _ extent: Double, _ canvas: Int, _ frame: Int
  ) -> Double {
    let inset = margin.approximation
    return inset + position.pixels(at: frame, of: Double(canvas) - 2 * inset) - anchor.pixels(at: frame, of: extent)
  }

  package static func == (a: PlacePath, b: PlacePath) -> Bool {
    a.canvas == b.canvas && a.margin == b.margin && a.position == b.position && a.anchor == b.anchor && a.width == b.width
      && a.height == b.height && a.ways == b.ways
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(position)
    hasher.combine(width)
    hasher.combine(height)
    hasher.combine(ways)
  }
}

/// A point that moves.
package struct PointCurve: Hashable, Sendable {
  package var x: LengthCurve
  package var y: LengthCurve
}

/// A length that changes: a share of something, and pixels besides.
package struct LengthCurve: Hashable, Sendable {
  package var share: Curve
  package var pixels: Curve

  package func pixels(at frame: Int, of extent: Double) -> Double {
    share.value(at: frame) * extent + pixels.value(at: frame)
  }
}
