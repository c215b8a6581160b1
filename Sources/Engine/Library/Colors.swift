import CFFmpeg
import MediaTypes

/// Colour tags as FFmpeg's numbers.
struct Colors {
  let space: AVColorSpace
  let range: AVColorRange
  let primaries: AVColorPrimaries
  let transfer: AVColorTransferCharacteristic

  init(_ tags: ColorTags) {
    space = AVColorSpace(rawValue: UInt32(clamping: Colors.number(av_color_space_from_name(tags.matrix), 2)))
    range = AVColorRange(rawValue: UInt32(clamping: Colors.number(av_color_range_from_name(tags.range), 0)))
    primaries = AVColorPrimaries(
      rawValue: UInt32(clamping: Colors.number(av_color_primaries_from_name(tags.primaries), 2)))
    transfer = AVColorTransferCharacteristic(
      rawValue: UInt32(clamping: Colors.number(av_color_transfer_from_name(tags.transfer), 2)))
  }

  func tag(_ frame: UnsafeMutablePointer<AVFrame>) {
    frame.pointee.colorspace = space
    frame.pointee.color_range = range
    frame.pointee.color_primaries = primaries
    frame.pointee.color_trc = transfer
  }

  func tag(_ context: UnsafeMutablePointer<AVCodecContext>) {
    context.pointee.colorspace = space
    context.pointee.color_range = range
    context.pointee.color_primaries = primaries
    context.pointee.color_trc = transfer
  }

  /// FFmpeg's answer, or the number for "unspecified" where it knows no such name.
  private static func number(_ found: Int32, _ unspecified: Int32) -> Int32 {
    found < 0 ? unspecified : found
  }
}
