import CFFmpeg
import MediaTypes

/// What a graph's source gives.
enum StreamShape {
  case picture(PictureShape)
  case sound(rate: Int, layout: String, channels: Int)

  /// Pictures of one size and format, stamped in `timeBase`.
  struct PictureShape: Equatable {
    var size: PixelSize
    var format: AVPixelFormat
    var timeBase: AVRational
    var rate: AVRational

    static func == (a: PictureShape, b: PictureShape) -> Bool {
      a.size == b.size && a.format == b.format
    }
  }
}

extension StreamShape {
  /// Pictures as facts describe them, one a frame of `rate`.
  /// - Throws: `.library` where this FFmpeg does not know the pixel format.
  static func pictures(_ facts: PictureFacts, path: String, rate: FrameRate) throws(EngineError)
    -> StreamShape
  {
    let format = av_get_pix_fmt(facts.pixelFormat)
    guard format != AV_PIX_FMT_NONE else {
      throw EngineError(.library, "'\(path)': this FFmpeg knows no pixel format '\(facts.pixelFormat)'")
    }
    guard let frames = AVRational(rate.value) else {
      throw EngineError(.fault, "the rate \(rate.value) does not fit a graph")
    }
    let shape = PictureShape(
      size: facts.codedSize, format: format, timeBase: AVRational(num: frames.den, den: frames.num),
      rate: frames)
    return .picture(shape)
  }
}
