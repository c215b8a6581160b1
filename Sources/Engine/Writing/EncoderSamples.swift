import CFFmpeg
import MediaTypes

/// Brings planar float into the sample format of an encoder, rounded to the nearest and without dither.
final class EncoderSamples {
  private let format: AVSampleFormat
  private let shape: SoundShape
  private var resampler: OpaquePointer?

  init(_ encoder: Encoder, shape: SoundShape) throws(EngineError) {
    self.shape = shape
    format = encoder.context.pointee.sample_fmt
    guard format != AV_SAMPLE_FMT_FLTP else { return }
    let layout = try Layout(shape.layout)
    var (source, target) = (layout.value, layout.value)
    let rate = Int32(clamping: shape.rate)
    try check(
      swr_alloc_set_opts2(&resampler, &target, format, rate, &source, AV_SAMPLE_FMT_FLTP, rate, 0, nil),
      "convert sound")
    try check(swr_init(resampler), .library, "convert sound for the encoder")
  }

  deinit { swr_free(&resampler) }

  /// The same frame where the encoder takes planar float.
  func convert(_ frame: Frame) throws(EngineError) -> Frame {
    guard resampler != nil else { return frame }
    let content = frame.pointer.pointee
    let result = Frame()
    result.pointer.pointee.format = format.rawValue
    result.pointer.pointee.sample_rate = content.sample_rate
    result.pointer.pointee.nb_samples = content.nb_samples
    result.pointer.pointee.pts = content.pts
    try Layout(shape.layout).copy(to: &result.pointer.pointee.ch_layout)
    try check(av_frame_get_buffer(result.pointer, 0), "allocate sound")
    let source = UnsafeMutableRawPointer(content.extended_data).assumingMemoryBound(
      to: UnsafePointer<UInt8>?.self)
    try check(
      swr_convert(
        resampler, result.pointer.pointee.extended_data, content.nb_samples, source, content.nb_samples),
      "convert sound")
    return result
  }
}
