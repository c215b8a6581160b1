import CFFmpeg
import FilterGraph
import MediaTypes

extension PictureFacts {
  /// Bytes of a decoded picture, at least 1.
  var bytes: Int { pictureBytes(codedSize, pixelFormat) }
}

extension PicturePlan {
  /// Bytes of a picture of the film, at least 1.
  var frameBytes: Int { pictureBytes(size, pixelFormat) }
}

private func pictureBytes(_ size: PixelSize, _ format: String) -> Int {
  max(1, Int(av_image_get_buffer_size(av_get_pix_fmt(format), Int32(clamping: size.width), Int32(clamping: size.height), 1)))
}
