import CAss
import CFFmpeg
import FilterGraph
import MediaTypes

/// Blends libass's bitmaps into one picture with alpha. Sums are kept multiplied by alpha, in Y'CbCr of BT.709
/// (which is as good as R'G'B', being linear in it), so that any number of translucent parts lie over each other
/// as they should.
final class TextPainter {
  private let size: PixelSize
  /// Of the script, where bitmaps are cut off.
  private let frame: PixelSize
  /// By the colours that stand for them.
  private let pictures: [UInt32: ColorScript.Picture]
  /// Luma, blue, red, each times alpha, and alpha: four planes of 0…65025 and 0…255.
  private let sums: UnsafeMutableBufferPointer<UInt16>
  private var area: Int { size.width * size.height }

  init(size: PixelSize, of script: TextScript, pictures: [UInt32: ColorScript.Picture]) {
    (self.size, frame, self.pictures) = (size, script.frame, pictures)
    sums = .allocate(capacity: 4 * size.width * size.height)
  }

  deinit { sums.deallocate() }

  /// What the first of a list of bitmaps and those behind it show of the part that starts at `x`, `y`.
  func paint(_ first: UnsafeMutablePointer<ASS_Image>?, x: Int, y: Int) throws(EngineError) -> Frame {
    sums.update(repeating: 0)
    var next = first
    while let image = next {
      if let picture = pictures[image.pointee.color >> 8] {
        blend(picture, image.pointee, x: x, y: y)
      } else {
        blend(image.pointee, x: x, y: y)
      }
      next = image.pointee.next
    }
    return try straightened()
  }

  private func blend(_ image: ASS_Image, x: Int, y: Int) {
    guard let bitmap = image.bitmap else { return }
    let left = Int(image.dst_x) - x, top = Int(image.dst_y) - y
    let columns = max(0, -left)..<max(max(0, -left), min(Int(image.w), size.width - left))
    let rows = max(0, -top)..<max(max(0, -top), min(Int(image.h), size.height - top))
    let opacity = 255 - UInt32(image.color & 0xFF)
    guard opacity > 0, !columns.isEmpty else { return }
    let color = Self.videoColor(image.color)
    for row in rows {
      let mask = bitmap + row * Int(image.stride)
      let start = (row + top) * size.width + left
      for column in columns where mask[column] != 0 {
        mix(at: start &+ column, color, (UInt32(mask[column]) &* opacity &+ 127) / 255)
      }
    }
  }

  /// A letter's picture in the place of its rectangle.
  private func blend(_ picture: ColorScript.Picture, _ image: ASS_Image, x: Int, y: Int) {
    let opacity = 255 - UInt32(image.color & 0xFF)
    let place = LetterPlace(image, width: picture.width, height: picture.height, frame: (frame.width, frame.height))
    guard opacity > 0, let place else { return }
    let drawing = LetterDrawing(picture, at: place, x: x, y: y, inside: size)
    drawing.forEachPixel { column, row, color, alpha in
      mix(at: row &* size.width &+ column, Self.videoColor(color << 8), (alpha &* opacity &+ 127) / 255)
    }
  }

  /// - Parameter alpha: 0…255, of what is painted.
  @inline(__always)
  private func mix(at index: Int, _ color: (UInt32, UInt32, UInt32), _ alpha: UInt32) {
    let rest = 255 &- alpha, area = area
    let planes = sums.baseAddress!
    func add(_ plane: Int, _ value: UInt32) {
      let place = planes + (index &+ plane &* area)
      place.pointee = UInt16(truncatingIfNeeded: (UInt32(place.pointee) &* rest &+ 127) / 255 &+ value)
    }
    add(0, color.0 &* alpha)
    add(1, color.1 &* alpha)
    add(2, color.2 &* alpha)
    add(3, alpha)
  }

  /// libass's RGBA as limited-range Y'CbCr, ITU-R BT.709 table 3.
  private static func videoColor(_ rgba: UInt32) -> (UInt32, UInt32, UInt32) {
    let red = Double(rgba >> 24), green = Double(rgba >> 16 & 0xFF), blue = Double(rgba >> 8 & 0xFF)
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    func code(_ value: Double) -> UInt32 { UInt32(max(0, min(255, value.rounded()))) }
    return (
      code(16 + luma * 219 / 255), code(128 + (blue - luma) / 1.8556 * 224 / 255), code(128 + (red - luma) / 1.5748 * 224 / 255)
    )
  }

  // MARK: from sums to a picture

  /// The picture with colours that are not multiplied by alpha; what is clear is black.
  private func straightened() throws(EngineError) -> Frame {
    let frame = Frame()
    frame.pointer.pointee.format = AV_PIX_FMT_YUVA420P.rawValue
    frame.pointer.pointee.width = Int32(clamping: size.width)
    frame.pointer.pointee.height = Int32(clamping: size.height)
    try check(av_frame_get_buffer(frame.pointer, 0), "allocate a picture of text")
    for row in stride(from: 0, to: size.height, by: 2) {
      for line in row..<row + 2 { writeLuma(line, frame) }
      writeChroma(row, frame)
    }
    return frame
  }

  private func writeLuma(_ row: Int, _ frame: Frame) {
    let content = frame.pointer.pointee
    let luma = content.data.0! + row * Int(content.linesize.0), alpha = content.data.3! + row * Int(content.linesize.3)
    let sum = sums.baseAddress! + row * size.width, cover = sum + 3 * area
    for column in 0..<size.width {
      let part = UInt32(cover[column])
      alpha[column] = UInt8(truncatingIfNeeded: part)
      luma[column] = part == 0 ? 16 : UInt8(truncatingIfNeeded: min(255, (UInt32(sum[column]) &+ part / 2) / part))
    }
  }

  /// One row of colour for two of luma, weighted by alpha.
  private func writeChroma(_ row: Int, _ frame: Frame) {
    let content = frame.pointer.pointee
    let blue = content.data.1! + row / 2 * Int(content.linesize.1), red = content.data.2! + row / 2 * Int(content.linesize.2)
    let base = sums.baseAddress! + row * size.width, width = size.width, area = area
    func total(_ plane: Int, _ column: Int) -> UInt32 {
      let place = base + (plane &* area &+ column)
      return UInt32(place[0]) &+ UInt32(place[1]) &+ UInt32(place[width]) &+ UInt32(place[width &+ 1])
    }
    for column in stride(from: 0, to: width, by: 2) {
      let part = total(3, column)
      guard part > 0 else {
        blue[column / 2] = 128
        red[column / 2] = 128
        continue
      }
      blue[column / 2] = UInt8(truncatingIfNeeded: min(255, (total(1, column) &+ part / 2) / part))
      red[column / 2] = UInt8(truncatingIfNeeded: min(255, (total(2, column) &+ part / 2) / part))
    }
  }
}
