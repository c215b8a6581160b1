import MediaTypes
import Timeline

/// Which part of a picture is seen, and where: one resampling from the source's own pixels.
package struct Geometry: Hashable, Sendable {
  /// The visible part, in upright source pixels (square ones).
  package var window: ExactRect
  /// Where it lands on the canvas, before it is turned; whole and even, because 4:2:0 pictures are made of
  /// pairs. It may reach over the edges.
  package var place: PixelRect
  /// All of the picture that may come into view where it moves: what `crop` leaves. Nil where the window is all.
  package var whole: ExactRect?
  /// Degrees clockwise about its middle, on the film's frames.
  package var rotation = Curve.constant(0)

  /// Without what lies outside the canvas; a picture wholly outside stays as it is.
  func clipped(to canvas: PixelSize) -> Geometry {
    let (right, bottom) = (place.x + place.size.width, place.y + place.size.height)
    let x = max(0, place.x)..<max(0, place.x, min(canvas.width, right)), y = max(0, place.y)..<max(0, place.y, min(canvas.height, bottom))
    guard !x.isEmpty, !y.isEmpty else { return self }
    let across = window.width / Rational(place.size.width), down = window.height / Rational(place.size.height)
    var result = self
    result.window = ExactRect(
      x: window.x + Rational(x.lowerBound - place.x) * across, y: window.y + Rational(y.lowerBound - place.y) * down,
      width: Rational(x.count) * across, height: Rational(y.count) * down)
    result.place = PixelRect(x: x.lowerBound, y: y.lowerBound, size: PixelSize(width: x.count, height: y.count))
    return result
  }

  /// The picture lies in `place`, unturned, at every frame.
  package var staysInPlace: Bool { rotation.constant?.isZero == true }

  package func covers(_ size: PixelSize) -> Bool {
    rotation == .constant(0) && place.x <= 0 && place.y <= 0 && place.x + place.size.width >= size.width
      && place.y + place.size.height >= size.height
  }
}

/// A rectangle with exact edges.
package struct ExactRect: Hashable, Sendable {
  package var x: Rational
  package var y: Rational
  package var width: Rational
  package var height: Rational
}

/// Where a picture goes: a rule of lowering, so that it never depends on a pass.
struct Placement {
  var canvas: PixelSize
  var fit: Fit
  var focus: Point
  /// What is left after `crop`, in upright source pixels.
  var source: ExactRect

  /// Nil where nothing of the picture is on the canvas.
  func geometry() -> Geometry? {
    let (width, height) = (Rational(canvas.width), Rational(canvas.height))
    let (across, down) = (width / source.width, height / source.height)
    switch fit {
    case .stretch: return exact(source, PixelRect(x: 0, y: 0, size: canvas))
    case .contain: return contained(scale: min(across, down))
    case .cover: return clipped(scale: max(across, down))
    case .none: return own()
    }
  }

  private func exact(_ window: ExactRect, _ place: PixelRect) -> Geometry { Geometry(window: window, place: place) }

  /// The whole picture, centred, its size rounded to even.
  private func contained(scale: Rational) -> Geometry {
    let size = PixelSize(
      width: min(canvas.width, evenNearest(source.width * scale)),
      height: min(canvas.height, evenNearest(source.height * scale)))
    let x = evenBelow((canvas.width - size.width) / 2), y = evenBelow((canvas.height - size.height) / 2)
    return exact(source, PixelRect(x: x, y: y, size: size))
  }

  /// The whole picture at its own size, centred; it may hang over. An odd row or column is left out rather
  /// than resampled.
  private func own() -> Geometry? {
    let width = evenBelow(source.width.roundedHalfUp ?? 0), height = evenBelow(source.height.roundedHalfUp ?? 0)
    guard width > 0, height > 0 else { return nil }
    let window = ExactRect(
      x: source.x + (source.width - Rational(width)) / 2, y: source.y + (source.height - Rational(height)) / 2,
      width: Rational(width), height: Rational(height))
    let x = 2 * ((Rational(canvas.width - width, 4)).floor ?? 0), y = 2 * ((Rational(canvas.height - height, 4)).floor ?? 0)
    return exact(window, PixelRect(x: x, y: y, size: PixelSize(width: width, height: height)))
  }

  /// The part that the canvas shows of a picture that covers it.
  private func clipped(scale: Rational) -> Geometry? {
    let across = axis(extent: source.width * scale, canvas: canvas.width, focus: focus.x)
    let down = axis(extent: source.height * scale, canvas: canvas.height, focus: focus.y)
    guard let across, let down else { return nil }
    let window = ExactRect(
      x: source.x + across.skipped / scale, y: source.y + down.skipped / scale, width: Rational(across.length) / scale,
      height: Rational(down.length) / scale)
    return exact(
      window, PixelRect(x: across.start, y: down.start, size: PixelSize(width: across.length, height: down.length)))
  }

  /// One axis: where the visible part starts on the canvas, how long it is, and how much of the picture
  /// lies before it, all in canvas pixels.
  private func axis(extent: Rational, canvas: Int, focus: Length) -> (start: Int, length: Int, skipped: Rational)? {
    let whole = Rational(canvas)
    guard extent > whole else {
      let length = evenBelow(extent.roundedHalfUp ?? canvas)
      guard length > 0 else { return nil }
      let start = evenBelow((canvas - length) / 2)
      return (start, length, (extent - Rational(length)) / 2)
    }
    let centred = focus.pixels(of: extent) - whole / 2
    let skipped = max(0, min(extent - whole, centred))
    return (0, canvas, skipped)
  }
}

/// The nearest even number, at least 2.
func evenNearest(_ value: Rational) -> Int { max(2, 2 * ((value / 2).roundedHalfUp ?? 1)) }

/// The greatest even number not above, at least 0.
func evenBelow(_ value: Int) -> Int { value - value % 2 }
