import MediaTypes
import Timeline

/// Where a block of text is on the canvas, and how much of the canvas its picture takes.
struct TextPlacement {
  /// The block's top left corner, without the box around it.
  var x: Rational
  var y: Rational

  /// - Parameter area: what named places are in.
  init(_ block: TextBlock, padding: Rational, position: Point, anchor: Point?, area: ExactRect, canvas: PixelSize) {
    let (width, height) = (block.width + padding * 2, block.height + padding * 2)
    let isNamed = Point.names.values.contains(position)
    let anchor = anchor ?? (isNamed ? position : Point.names["center"]!)
    // A named place is one of the safe area; coordinates are of the whole canvas, as for any layer.
    let ground = isNamed ? area : ExactRect(x: 0, y: 0, width: Rational(canvas.width), height: Rational(canvas.height))
    x = ground.x + position.x.pixels(of: ground.width) - anchor.x.pixels(of: width) + padding
    y = ground.y + position.y.pixels(of: ground.height) - anchor.y.pixels(of: height) + padding
  }

  /// The canvas's pixels that the text may touch: its outline, its shadow, its box, what letters reach beyond
  /// their lines, and what its animations add; on whole pairs.
  /// - Parameter growth: the largest factor by which it grows about its middle.
  func picture(_ block: TextBlock, _ look: TextLook, move: (x: Rational, y: Rational), growth: Rational) -> PixelRect {
    let overhang = look.face.size * Rational(3, 10) + look.outline
    let shadow = look.shadow.map { (max($0.x.magnitude, $0.y.magnitude) + $0.blur * 2) } ?? 0
    let room = max(overhang + shadow, look.padding) + 2
    let (wide, high) = (block.width * (growth - 1) / 2 + room * growth, block.height * (growth - 1) / 2 + room * growth)
    let left = pairBelow(x - wide - move.x), top = pairBelow(y - high - move.y)
    let right = -pairBelow(-(x + block.width + wide + move.x)), bottom = -pairBelow(-(y + block.height + high + move.y))
    return PixelRect(x: left, y: top, size: PixelSize(width: max(2, right - left), height: max(2, bottom - top)))
  }
}

/// The greatest even number not above.
private func pairBelow(_ value: Rational) -> Int { 2 * ((value / 2).floor ?? 0) }
