import CFFmpeg
import MediaTypes

/// What a picture's numbers mean where the file does not say.
struct ColorConventions {
  var format: AVPixelFormat
  var size: PixelSize
  /// JPEG's own convention: BT.601, full range.
  var isJPEG: Bool

  /// RGB, also behind a palette.
  private var isRGB: Bool {
    flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
  }

  private var isGray: Bool {
    guard let description = av_pix_fmt_desc_get(format), !isRGB else { return false }
    return description.pointee.nb_components <= 2
  }

  var hasAlpha: Bool { flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 }

  private var flags: UInt64 { av_pix_fmt_desc_get(format)?.pointee.flags ?? 0 }

  var formatName: String { av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "" }

  /// The file's tags, completed.
  func tags(
    space: AVColorSpace, range: AVColorRange, primaries: AVColorPrimaries,
    transfer: AVColorTransferCharacteristic
  ) -> ColorTags {
    ColorTags(
      matrix: matrix(space), range: self.range(range),
      primaries: primaries.isStated ? String(cString: av_color_primaries_name(primaries)) : "bt709",
      transfer: transfer.isStated ? String(cString: av_color_transfer_name(transfer)) : "bt709")
  }

  private func matrix(_ space: AVColorSpace) -> String {
    if isRGB { return "gbr" }
    // Identity coefficients on anything but RGB are a mistake of the file.
    let isStated = space != AVCOL_SPC_UNSPECIFIED && space != AVCOL_SPC_RESERVED && space != AVCOL_SPC_RGB
    if isStated, let name = av_color_space_name(space) { return String(cString: name) }
    if isJPEG { return "bt470bg" }
    return size.height >= 720 || size.width >= 1280 ? "bt709" : "smpte170m"
  }

  private func range(_ stated: AVColorRange) -> String {
    if isRGB || formatName.hasPrefix("yuvj") { return "pc" }
    if stated == AVCOL_RANGE_JPEG { return "pc" }
    if stated == AVCOL_RANGE_MPEG { return "tv" }
    return isJPEG || isGray ? "pc" : "tv"
  }
}

extension AVColorPrimaries {
  fileprivate var isStated: Bool {
    self != AVCOL_PRI_UNSPECIFIED && self != AVCOL_PRI_RESERVED && self != AVCOL_PRI_RESERVED0
      && av_color_primaries_name(self) != nil
  }
}

extension AVColorTransferCharacteristic {
  fileprivate var isStated: Bool {
    self != AVCOL_TRC_UNSPECIFIED && self != AVCOL_TRC_RESERVED && self != AVCOL_TRC_RESERVED0
      && av_color_transfer_name(self) != nil
  }
}
