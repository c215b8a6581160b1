/// A rectangle of whole pixels.
package struct PixelRect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var size: PixelSize

  package init(x: Int, y: Int, size: PixelSize) { (self.x, self.y, self.size) = (x, y, size) }

  /// What of it lies on a canvas; nil where nothing does.
  package func clipped(to canvas: PixelSize) -> PixelRect? {
    let left = max(0, x), top = max(0, y)
    let right = min(canvas.width, x + size.width), bottom = min(canvas.height, y + size.height)
    guard left < right, top < bottom else { return nil }
    return PixelRect(x: left, y: top, size: PixelSize(width: right - left, height: bottom - top))
  }
}
