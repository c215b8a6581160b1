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
    let point = position ?? Self.center
    // A named place is reached with the same point of the layer, coordinates with its middle.
    let anchor = anchor ?? (Point.names.values.contains(point) ? point : Self.center)
    result.place.x = edge(point.x, anchor.x, extent: size.width, canvas: canvas.width)
    result.place.y = edge(point.y, anchor.y, extent: size.height, canvas: canvas.height)
    return result
  }

  /// The near edge on one axis, on whole pairs of pixels.
  private func edge(_ position: Length, _ anchor: Length, extent: Int, canvas: Int) -> Int {
    let inset = margin?.pixels(of: Rational(canvas)) ?? 0
    let room = Rational(canvas) - inset * 2
    let at = inset + position.pixels(of: room) - anchor.pixels(of: Rational(extent))
    return 2 * ((at / 2).roundedHalfUp ?? 0)
  }

  private func scaled(_ size: PixelSize) -> PixelSize {
    switch scale {
    case nil: return size
    case .factor(let factor):
      let value = factor.constant?.value ?? 1
      return PixelSize(width: evenNearest(Rational(size.width) * value), height: evenNearest(Rational(size.height) * value))
    case .size(let width, let height):
      let (wide, high) = (width?.pixels(of: Rational(canvas.width)), height?.pixels(of: Rational(canvas.height)))
      let ratio = Rational(size.width, size.height)
      let finalWidth = wide ?? (high ?? Rational(size.height)) * ratio
      let finalHeight = high ?? (wide ?? Rational(size.width)) / ratio
      return PixelSize(width: evenNearest(finalWidth), height: evenNearest(finalHeight))
    }
  }
}
