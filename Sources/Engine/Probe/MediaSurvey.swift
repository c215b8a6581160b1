import CFFmpeg

/// What reading a file's packets, and decoding its first frames, told about the chosen streams.
struct MediaSurvey {
  var picture: StreamSurvey?
  var sound: StreamSurvey?
  /// Every packet was read, so counts are whole.
  var isWhole = false
}

/// One stream's part of a survey.
struct StreamSurvey {
  var range = StampRange()
  var head = DecodedHead()
}

/// What the first decoded frames of a stream say.
struct DecodedHead {
  /// Least presentation stamp, in ticks of the stream's time base.
  var firstStamp: Int64?
  var frames = 0
  var isInterlaced = false
  var width = 0
  var height = 0
  var format: Int32 = -1
  var colorRange = AVCOL_RANGE_UNSPECIFIED
  var colorSpace = AVCOL_SPC_UNSPECIFIED
  var primaries = AVCOL_PRI_UNSPECIFIED
  var transfer = AVCOL_TRC_UNSPECIFIED
  var pixelAspect = AVRational(num: 0, den: 1)
  var displayMatrix: [Int32]?
  /// The brightest that the first picture says the film holds, or was mastered for, in cd/m².
  var peak: Int?
  var sampleRate = 0
  var sampleCount = 0
  var channels = 0
  var layout = ""

  mutating func take(_ decoder: StreamDecoder) {
    let frame = decoder.frame.pointee
    if let stamp = decoder.stamp { firstStamp = min(firstStamp ?? stamp, stamp) }
    isInterlaced = isInterlaced || reel_frame_is_interlaced(decoder.frame) != 0
    frames += 1
    guard frames == 1 else { return }
    (width, height, format) = (Int(frame.width), Int(frame.height), frame.format)
    (colorRange, colorSpace) = (frame.color_range, frame.colorspace)
    (primaries, transfer) = (frame.color_primaries, frame.color_trc)
    pixelAspect = frame.sample_aspect_ratio
    (sampleRate, sampleCount) = (Int(frame.sample_rate), Int(frame.nb_samples))
    channels = Int(frame.ch_layout.nb_channels)
    layout = layoutDescription(frame.ch_layout)
    if let data = av_frame_get_side_data(decoder.frame, AV_FRAME_DATA_DISPLAYMATRIX), data.pointee.size >= 36 {
      displayMatrix = DisplayMatrix.numbers(UnsafeRawPointer(data.pointee.data))
    }
    peak = brightest(decoder.frame)
  }
}

/// What an HDR picture's metadata say: the film's brightest pixel, else the display it was mastered on.
private func brightest(_ frame: UnsafePointer<AVFrame>) -> Int? {
  if let data = av_frame_get_side_data(frame, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL),
    data.pointee.size >= MemoryLayout<AVContentLightMetadata>.size
  {
    let most = UnsafeRawPointer(data.pointee.data!).load(as: AVContentLightMetadata.self).MaxCLL
    if (1...10_000).contains(most) { return Int(most) }
  }
  guard let data = av_frame_get_side_data(frame, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA),
    data.pointee.size >= MemoryLayout<AVMasteringDisplayMetadata>.size
  else { return nil }
  let display = UnsafeRawPointer(data.pointee.data!).load(as: AVMasteringDisplayMetadata.self)
  guard display.has_luminance != 0, display.max_luminance.den > 0 else { return nil }
  return display.max_luminance.exact.roundedHalfUp.flatMap { (1...10_000).contains($0) ? $0 : nil }
}

/// FFmpeg's description of a channel layout (`5.1(side)`); the usual one of its channel count where the
/// container names none.
private func layoutDescription(_ layout: AVChannelLayout) -> String {
  var named = layout
  if layout.order == AV_CHANNEL_ORDER_UNSPEC { av_channel_layout_default(&named, layout.nb_channels) }
  var text = [CChar](repeating: 0, count: 128)
  guard av_channel_layout_describe(&named, &text, text.count) > 0 else { return "" }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
