import CFFmpeg
import MediaTypes

/// What a decoded picture looks like and what its numbers mean.
struct PictureShape {
  var size: PixelSize
  var pixelAspect: Rational
  var orientation: Orientation
  var isInterlaced: Bool
  var color: ColorConventions
  var tags: ColorTags

  private static let greatestSide = 16384

  /// - Throws: a `.media` error for a size or a pixel format that cannot be used.
  init(stream: UnsafeMutablePointer<AVStream>, head: DecodedHead, path: String) throws(EngineError) {
    let parameters = stream.pointee.codecpar.pointee
    size = PixelSize(width: head.width, height: head.height)
    guard size.width > 0, size.height > 0, head.format >= 0 else {
      throw .media(path, "is damaged: the size or the pixel format of its pictures is unknown")
    }
    guard max(size.width, size.height) <= PictureShape.greatestSide else {
      throw .media(
        path, "is \(size) pixels, more than \(PictureShape.greatestSide) on a side; scale it down first")
    }
    let format = AVPixelFormat(rawValue: head.format)
    color = ColorConventions(
      format: format, size: size,
      isJPEG: parameters.codec_id == AV_CODEC_ID_MJPEG || parameters.codec_id == AV_CODEC_ID_WEBP)
    tags = color.tags(
      space: head.colorSpace == AVCOL_SPC_UNSPECIFIED ? parameters.color_space : head.colorSpace,
      range: head.colorRange == AVCOL_RANGE_UNSPECIFIED ? parameters.color_range : head.colorRange,
      primaries: head.primaries == AVCOL_PRI_UNSPECIFIED ? parameters.color_primaries : head.primaries,
      transfer: head.transfer == AVCOL_TRC_UNSPECIFIED ? parameters.color_trc : head.transfer)
    pixelAspect = PictureShape.aspect(stream.pointee.sample_aspect_ratio, head.pixelAspect)
    let fields = [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT]
    isInterlaced = head.isInterlaced || fields.contains(parameters.field_order)
    let stated = reel_stream_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX).map {
      DisplayMatrix.numbers(UnsafeRawPointer($0))
    }
    orientation = (stated ?? head.displayMatrix).map(DisplayMatrix.orientation) ?? .upright
  }

  /// The container's word goes before the codec's; nonsense is square.
  private static func aspect(_ container: AVRational, _ codec: AVRational) -> Rational {
    guard let ratio = [container, codec].first(where: { $0.num > 0 && $0.den > 0 }) else { return 1 }
    let stated = Rational(ratio)
    return stated > 64 || stated < Rational(1, 64) ? 1 : stated
  }
}
