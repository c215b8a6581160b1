import MediaTypes
import Timeline

extension CuePlace {
  /// The side as the page has it.
  /// - Parameter direction: of the cue's writing.
  func align(_ direction: TextDirection?) -> TextAlign? {
    let isMirrored = direction == .rightToLeft
    return side.map { side in
      switch side {
      case .left: .left
      case .center: .center
      case .right: .right
      case .start: isMirrored ? .right : .left
      case .end: isMirrored ? .left : .right
      }
    }
  }
}

extension TextPlacement {
  /// The same text where its cue's file has it, kept inside an area. Shares are of the canvas, as players take them.
  mutating func move(
    to place: CuePlace, _ block: TextBlock, padding: Rational, align: TextAlign, area: ExactRect, canvas: PixelSize
  ) {
    let (width, height) = (block.width + padding * 2, block.height + padding * 2)
    func kept(_ value: Rational, _ low: Rational, _ room: Rational) -> Rational { max(low, min(value, low + max(0, room))) }
    if place.side != nil || place.across != nil {
      let anchor: Rational = align == .left ? 0 : align == .center ? .half : 1
      let left = (place.across ?? anchor) * Rational(canvas.width) - anchor * width
      x = kept(left, area.x, area.width - width) + padding
    }
    guard let wanted = place.height else { return }
    let line = block.lines.first?.height ?? height
    let top: Rational =
      switch wanted {
      case .share(let share, let edge):
        share * Rational(canvas.height) - (edge == .start ? 0 : edge == .center ? .half : 1) * height
      case .line(let number) where number < 0: area.y + area.height - height + Rational(number + 1) * line
      case .line(let number): area.y + Rational(number) * line
      }
    y = kept(top, area.y, area.height - height) + padding
  }
}
