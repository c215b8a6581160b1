import CAss

/// Where a rectangle that libass drew lies, to parts of a pixel.
struct LetterPlace {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  /// Reads the edges out of the bitmap: what covers a half of a pixel ends in its middle. What the frame cuts off is
  /// completed from the other side.
  /// - Parameters:
  ///   - width: of the rectangle before it was scaled, as `height`.
  ///   - frame: the size of the frame that bitmaps are cut to.
  /// - Returns: nil where nothing of it is seen.
  init?(_ image: ASS_Image, width: Double, height: Double, frame: (width: Int, height: Int)) {
    let across = Edges(image, isAcross: true), down = Edges(image, isAcross: false)
    guard var across, var down, width > 0, height > 0 else { return nil }
    let shape = width / height
    let cutAcross = across.cut(by: frame.width), cutDown = down.cut(by: frame.height)
    if cutAcross.isCut { across.complete(to: cutDown.isCut ? width : down.length * shape, fromStart: cutAcross.atEnd) }
    if cutDown.isCut { down.complete(to: cutAcross.isCut ? height : across.length / shape, fromStart: cutDown.atEnd) }
    (left, top, self.width, self.height) = (across.start, down.start, across.length, down.length)
  }

  /// The two edges in one direction.
  private struct Edges {
    var start: Double
    var end: Double

    var length: Double { end - start }

    init?(_ image: ASS_Image, isAcross: Bool) {
      guard let bitmap = image.bitmap else { return nil }
      let (width, height, stride) = (Int(image.w), Int(image.h), Int(image.stride))
      var sums = [Int](repeating: 0, count: isAcross ? width : height)
      for row in 0..<height {
        for column in 0..<width { sums[isAcross ? column : row] += Int(bitmap[row * stride + column]) }
      }
      guard let most = sums.max(), most > 0, let first = sums.firstIndex(where: { $0 > 0 }), let last = sums.lastIndex(where: { $0 > 0 })
      else { return nil }
      let place = Double(isAcross ? image.dst_x : image.dst_y)
      start = place + Double(first) + 1 - Double(sums[first]) / Double(most)
      end = place + Double(last) + Double(sums[last]) / Double(most)
    }

    /// Whether a frame's sides may have cut something off.
    func cut(by limit: Int) -> (isCut: Bool, atEnd: Bool) {
      let atStart = start <= 0, atEnd = end >= Double(limit)
      return (atStart || atEnd, atEnd && !atStart)
    }

    mutating func complete(to length: Double, fromStart: Bool) {
      guard length > self.length else { return }
      if fromStart { end = start + length } else { start = end - length }
    }
  }
}
