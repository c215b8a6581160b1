import CFFmpeg
import CZimg
import FilterGraph
import MediaTypes

/// A picture's planes, and what zimg must know of them.
struct Planes {
  /// Bytes at whose multiples rows begin.
  static let alignment = 64

  private let frame: UnsafeMutablePointer<AVFrame>
  private let form: AVPixFmtDescriptor

  init(_ frame: Frame) {
    self.frame = frame.pointer
    form = av_pix_fmt_desc_get(AVPixelFormat(rawValue: frame.pointer.pointee.format)).pointee
  }

  var size: PixelSize { PixelSize(width: Int(frame.pointee.width), height: Int(frame.pointee.height)) }
  var hasAlpha: Bool { form.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 }
  /// One plane of shares, which is cut as an alpha plane is.
  private var isShares: Bool { form.nb_components == 1 }
  /// Where nothing of the picture lies, that can be said.
  var canBeClear: Bool { hasAlpha || isShares }
  private var isRGB: Bool { form.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0 }
  private var depth: Int { Int(form.comp.0.depth) }
  /// Bytes a sample.
  private var width: Int { depth > 8 ? 2 : 1 }
  private var isSubsampled: (x: Int, y: Int) { (Int(form.log2_chroma_w), Int(form.log2_chroma_h)) }
  private var count: Int { Int(form.nb_components) }
  private var colors: Int { count - (hasAlpha ? 1 : 0) }
  private var greatest: Int { 1 << depth - 1 }

  /// Pixels at whose multiples every plane begins a block.
  var block: Int { Planes.alignment / width << isSubsampled.x }

  private func data(_ plane: Int) -> UnsafeMutablePointer<UInt8> { frame.pointee.extended_data[plane]! }
  private func stride(_ plane: Int) -> Int { Int(withUnsafeBytes(of: frame.pointee.linesize) { $0.bindMemory(to: Int32.self)[plane] }) }

  private func isColor(_ plane: Int) -> Bool { !isRGB && (plane == 1 || plane == 2) }
  private func rows(_ plane: Int) -> Int { isColor(plane) ? -(-size.height >> isSubsampled.y) : size.height }

  var isAligned: Bool {
    (0..<count).allSatisfy { Int(bitPattern: data($0)) % Planes.alignment == 0 && stride($0) % Planes.alignment == 0 }
  }

  // MARK: zimg

  /// - Parameter region: what of the picture is wanted; nil for all of it.
  func shape(size: PixelSize? = nil, motion region: Motion.Rect? = nil, withAlpha: Bool) -> PlaneScaler.Shape {
    PlaneScaler.Shape(
      size: size ?? self.size, region: region, depth: depth, isSubsampled: [isSubsampled.x, isSubsampled.y],
      colors: isRGB ? .rgb : colors == 1 ? .grey : .yuv, isFull: frame.pointee.color_range == AVCOL_RANGE_JPEG, hasAlpha: withAlpha)
  }

  /// Each plane's first byte and its row's length; RGB in zimg's order.
  /// - Parameter origin: the pixel to start from.
  func rows(from origin: (x: Int, y: Int) = (0, 0)) -> [(data: UnsafeMutableRawPointer?, stride: Int)] {
    var result: [(data: UnsafeMutableRawPointer?, stride: Int)] = Array(repeating: (nil, 0), count: 4)
    for plane in 0..<count {
      let shift = isColor(plane) ? isSubsampled : (x: 0, y: 0)
      let offset = (origin.y >> shift.y) * stride(plane) + (origin.x >> shift.x) * width
      let isAlpha = hasAlpha && plane == count - 1
      result[isAlpha ? 3 : plane] = (UnsafeMutableRawPointer(data(plane) + offset), stride(plane))
    }
    return result
  }

  // MARK: alpha

  /// Nothing is seen; under it black, so that every bit is known.
  func clear() {
    for plane in 0..<count {
      let isShare = isShares || hasAlpha && plane == count - 1
      let level = isColor(plane) ? (greatest + 1) / 2 : isRGB || isShare ? 0 : 16 << (depth - 8)
      fill(plane, level)
    }
  }

  private func fill(_ plane: Int, _ level: Int) {
    let bytes = stride(plane) * rows(plane)
    if width == 1 {
      memset(data(plane), Int32(level), bytes)
    } else {
      UnsafeMutableRawPointer(data(plane)).bindMemory(to: UInt16.self, capacity: bytes / 2).update(
        repeating: UInt16(level), count: bytes / 2)
    }
  }

  /// Lets be seen what lies in `place`: a pixel that it covers in part, in part.
  /// - Parameters:
  ///   - part: outside of it nothing is seen already.
  ///   - isFilled: the alpha plane holds the picture's own.
  func cut(to place: Motion.Rect, in part: (x: Range<Int>, y: Range<Int>), isFilled: Bool) {
    let across = part.x.map { coverage($0, place.x, place.width) }
    let down = part.y.map { coverage($0, place.y, place.height) }
    if isFilled, across.allSatisfy({ $0 == 1 }), down.allSatisfy({ $0 == 1 }) { return }
    if width == 1 { cut(UInt8.self, across, down, part, isFilled) } else { cut(UInt16.self, across, down, part, isFilled) }
  }

  private func coverage(_ pixel: Int, _ start: Double, _ length: Double) -> Double {
    max(0, min(Double(pixel + 1), start + length) - max(Double(pixel), start))
  }

  private func cut<Sample: FixedWidthInteger>(
    _ type: Sample.Type, _ across: [Double], _ down: [Double], _ part: (x: Range<Int>, y: Range<Int>), _ isFilled: Bool
  ) {
    let plane = count - 1, full = Double(greatest)
    let whole = across.map { Sample((full * $0).rounded()) }
    for (index, y) in part.y.enumerated() {
      let row = UnsafeMutableRawPointer(data(plane) + y * stride(plane)).bindMemory(to: type, capacity: stride(plane) / width)
      if isFilled {
        for (column, x) in part.x.enumerated() where across[column] < 1 || down[index] < 1 {
          row[x] = Sample((Double(row[x]) * across[column] * down[index]).rounded())
        }
      } else if down[index] == 1 {
        whole.withUnsafeBufferPointer { (row + part.x.lowerBound).update(from: $0.baseAddress!, count: $0.count) }
      } else {
        for (column, x) in part.x.enumerated() { row[x] = Sample((full * across[column] * down[index]).rounded()) }
      }
    }
  }
}
