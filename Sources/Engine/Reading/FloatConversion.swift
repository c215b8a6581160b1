import CFFmpeg
import MediaTypes

/// Brings decoded sound into planar float; rate and channels stay.
final class FloatConversion {
  private let facts: SoundFacts
  private let path: String
  private var resampler: OpaquePointer?
  private var format: Int32 = -1

  init(facts: SoundFacts, path: String) {
    self.facts = facts
    self.path = path
  }

  deinit { swr_free(&resampler) }

  /// The same frame where it is planar float already.
  /// - Throws: `.media` where rate or channels are not what the facts say.
  func floats(_ frame: Frame) throws(EngineError) -> Frame {
    let content = frame.pointer.pointee
    guard content.sample_rate == Int32(clamping: facts.rate),
      Int(content.ch_layout.nb_channels) == facts.channels
    else {
      throw EngineError(
        .media, "'\(path)': its sound changes rate or channels midway; convert it to one form first")
    }
    if content.format == AV_SAMPLE_FMT_FLTP.rawValue { return frame }
    let layout = try Layout(name: facts.layout, channels: facts.channels)
    if resampler == nil || format != content.format { try start(content.format, layout) }
    let count = content.nb_samples
    let result = try Frame.samples(count: Int(count), rate: facts.rate, layout: layout)
    let source = UnsafeMutableRawPointer(content.extended_data).assumingMemoryBound(
      to: UnsafePointer<UInt8>?.self)
    try check(
      swr_convert(resampler, result.pointer.pointee.extended_data, count, source, count), "convert sound")
    return result
  }

  private func start(_ format: Int32, _ layout: borrowing Layout) throws(EngineError) {
    swr_free(&resampler)
    var (source, target) = (layout.value, layout.value)
    try check(
      swr_alloc_set_opts2(
        &resampler, &target, AV_SAMPLE_FMT_FLTP, Int32(clamping: facts.rate), &source,
        AVSampleFormat(rawValue: format), Int32(clamping: facts.rate), 0, nil), "convert sound")
    try check(swr_init(resampler), .library, "convert the sound of '\(path)'")
    self.format = format
  }
}
