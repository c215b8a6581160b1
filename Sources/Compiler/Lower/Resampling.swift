import Catalogue
import FilterGraph
import MediaTypes

/// The filters that bring one part of an upright picture to its size on the canvas, in the working format:
/// cut roughly, resample once, cut exactly.
struct Resampling {
  let filters: [Filter]

  init(_ geometry: Geometry, _ shape: PictureShape, _ format: String) {
    let window = Self.stored(geometry.window, shape)
    let target = geometry.place.size
    let across = Rational(target.width) / window.width, down = Rational(target.height) / window.height
    let x = Cut(window.x, window.width, scale: across, extent: shape.size.width, length: target.width)
    let y = Cut(window.y, window.height, scale: down, extent: shape.size.height, length: target.height)
    var filters: [Filter] = []
    let rough = PixelSize(width: x.roughLength, height: y.roughLength)
    if rough != shape.size { filters.append(.crop(x: x.roughStart, y: y.roughStart, rough)) }
    let scaled = PixelSize(width: x.scaledLength, height: y.scaledLength)
    if scaled != rough, shape.hasAlpha {
      filters += Self.premultiplied(from: rough, to: scaled, shape, format)
    } else if scaled != rough, Self.isPlain(shape), rough.isEven, scaled.isEven {
      filters += [.resample(to: scaled), .format(shape.pixelFormat)]
      if format != shape.pixelFormat { filters += [.scale(to: scaled, from: shape.color, to: .bt709), .format(format)] }
    } else if scaled != rough || Self.needsConversion(shape, to: format) {
      filters += [.scale(to: scaled, from: shape.color, to: .bt709), .format(format)]
    }
    if scaled != target { filters.append(.crop(x: x.exactStart, y: y.exactStart, target)) }
    self.filters = filters
  }

  /// Resamples colour multiplied by alpha, so that the colour of what is transparent does not bleed into what
  /// is not: no fringes.
  private static func premultiplied(
    from size: PixelSize, to scaled: PixelSize, _ shape: PictureShape, _ format: String
  ) -> [Filter] {
    let rgb = "gbrap"
    return [
      .scale(to: size, from: shape.color, to: .rgb), .format(rgb), .premultiply, .scale(to: scaled, from: .rgb, to: .rgb),
      .format(rgb), .unpremultiply, .scale(to: scaled, from: .rgb, to: .bt709), .format(format),
    ]
  }

  /// The window in stored pixels, which may not be square.
  private static func stored(_ window: ExactRect, _ shape: PictureShape) -> ExactRect {
    let across = Rational(shape.size.width) / shape.displaySize.width
    let down = Rational(shape.size.height) / shape.displaySize.height
    return ExactRect(
      x: window.x * across, y: window.y * down, width: window.width * across, height: window.height * down)
  }

  /// Of the form that most films and cameras have: nothing but the size need change.
  private static func isPlain(_ shape: PictureShape) -> Bool { !needsConversion(shape, to: WorkingFormat.opaque) }

  private static func needsConversion(_ shape: PictureShape, to format: String) -> Bool {
    shape.pixelFormat != format || shape.color.matrix != ColorTags.bt709.matrix || shape.color.range != ColorTags.bt709.range
  }
}

/// One axis of a resampling.
private struct Cut {
  /// What is cut before scaling, in stored pixels, whole pairs.
  var roughStart = 0
  var roughLength: Int
  /// How long that is after scaling.
  var scaledLength: Int
  /// Where the target starts in it.
  var exactStart = 0

  /// Stored pixels kept beyond the window, for the scaler's taps.
  private static let margin = 8

  init(_ start: Rational, _ length: Rational, scale: Rational, extent: Int, length target: Int) {
    roughLength = extent
    scaledLength = target
    let end = start + length
    guard !start.isZero || end != Rational(extent) else { return }
    if scale == 1, start.isInteger, let first = start.floor, first % 2 == 0 {
      (roughStart, roughLength) = (first, target)
      return
    }
    let first = max(0, (start.floor ?? 0) - Self.margin), last = min(extent, (end.ceiling ?? extent) + Self.margin)
    roughStart = first - first % 2
    roughLength = last == extent ? extent - roughStart : last - roughStart + (last - roughStart) % 2
    scaledLength = max(target, evenNearest(Rational(roughLength) * scale))
    let offset = ((start - Rational(roughStart)) * scale / 2).roundedHalfUp ?? 0
    exactStart = max(0, min(scaledLength - target, 2 * offset))
  }
}

extension PixelSize {
  fileprivate var isEven: Bool { width % 2 == 0 && height % 2 == 0 }
}
