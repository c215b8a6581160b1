import MediaTypes
import Timeline

/// Moves and scales a fitted picture: the last step of an item's static geometry.
struct LayerPlacement {
  var canvas: PixelSize
  var position: Point?
  var anchor: Point?
  var scale: Scale?
  var margin: Margin?
  /// What `position` names, where it is a name: the default anchor.
  private static let center = Point.names["center"]!

  func placed(_ geometry: Geometry) -> Geometry {
    guard position != nil || scale != nil || margin != nil || anchor != nil else { return geometry }
    var result = geometry
    let size = scaled(geometry.place.size)
    result.place.size = size
    let point = position ?? Self.center, anchor = anchor(for: point)
    result.place.x = edge(point.x, anchor.x, extent: size.width, canvas: canvas.width)
    result.place.y = edge(point.y, anchor.y, extent: size.height, canvas: canvas.height)
    return result
  }

  /// A named place is reached with the same point of the layer, coordinates with its middle.
  func anchor(for point: Point) -> Point { anchor ?? (Point.names.values.contains(point) ? point : Self.center) }

  /// Kept free at each edge, in pixels of the canvas.
  var inset: (x: Rational, y: Rational) {
    (margin?.pixels(of: Rational(canvas.width)) ?? 0, margin?.pixels(of: Rational(canvas.height)) ?? 0)
  }

  /// Where the top left corner of something of `size` is, before anything is rounded.
  func origin(of size: PixelSize) -> (x: Rational, y: Rational) {
    let point = position ?? Self.center, anchor = anchor(for: point)
    return (
      exactEdge(point.x, anchor.x, extent: size.width, canvas: canvas.width),
      exactEdge(point.y, anchor.y, extent: size.height, canvas: canvas.height)
    )
  }

  /// The near edge on one axis, on whole pairs of pixels.
  private func edge(_ position: Length, _ anchor: Length, extent: Int, canvas: Int) -> Int {
    2 * ((exactEdge(position, anchor, extent: extent, canvas: canvas) / 2).roundedHalfUp ?? 0)
  }

  private func exactEdge(_ position: Length, _ anchor: Length, extent: Int, canvas: Int) -> Rational {
    let inset = margin?.pixels(of: Rational(canvas)) ?? 0
    let room = Rational(canvas) - inset * 2
    return inset + position.pixels(of: room) - anchor.pixels(of: Rational(extent))
  }

  private func scaled(_ size: PixelSize) -> PixelSize {
    guard let scale else { return size }
    let exact = exactSize(scale, of: size)
    return PixelSize(width: evenNearest(exact.width), height: evenNearest(exact.height))
  }

  /// A frame of `size` scaled, before anything is rounded.
  func exactSize(_ scale: Scale, of size: PixelSize) -> (width: Rational, height: Rational) {
    switch scale {
    case .factor(let factor): return (Rational(size.width) * factor.value, Rational(size.height) * factor.value)
    case .size(let width, let height):
      let (wide, high) = (width?.pixels(of: Rational(canvas.width)), height?.pixels(of: Rational(canvas.height)))
      let ratio = Rational(size.width, size.height)
      return (wide ?? (high ?? Rational(size.height)) * ratio, high ?? (wide ?? Rational(size.width)) / ratio)
    }
  }
}
