import MediaTypes

/// What a picture is before it is resampled: stored pixels and what they mean.
struct PictureShape {
  /// Stored pixels, upright.
  var size: PixelSize
  /// The same in square pixels.
  var displaySize: (width: Rational, height: Rational)
  var pixelFormat: String
  var hasAlpha: Bool
  var color: ColorTags

  init(_ facts: PictureFacts) {
    size = facts.orientation.isSideways ? facts.codedSize.turned : facts.codedSize
    displaySize = facts.displaySize
    pixelFormat = facts.pixelFormat
    hasAlpha = facts.hasAlpha
    color = facts.color
  }

  /// A picture that was painted on a canvas.
  init(canvas size: PixelSize, format: String) {
    self.size = size
    displaySize = (Rational(size.width), Rational(size.height))
    pixelFormat = format
    hasAlpha = format == WorkingFormat.alpha
    color = .bt709
  }
}
