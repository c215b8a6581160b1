import CFFmpeg
import FilterGraph
import MediaTypes

/// Encodes a film's pictures and samples and writes them into one file.
final class FilmWriter: FilmSink {
  private let muxer: Muxer
  private var picture: (encoder: Encoder, stream: Int, finishing: PictureFinishing)?
  private var sound: (encoder: Encoder, stream: Int, finishing: SoundFinishing, conversion: EncoderSamples)?
  let soundBlock: Int
  /// Frames that must be key frames, and how many have been encoded.
  private let keyFrames: Set<Int>
  private var encoded = 0

  /// - Parameter palette: the film's colours, where its output wants some.
  init(_ plan: RenderPlan, path: String, palette: Frame? = nil) throws(EngineError) {
    muxer = try Muxer(plan, path: path)
    keyFrames = Set(plan.output.segments?.edges ?? [])
    let globalHeader = muxer.wantsGlobalHeader
    var block = 1024
    if let pictures = plan.picture {
      guard let output = plan.output.picture else {
        throw EngineError(.fault, "the plan has pictures but no encoder for them")
      }
      let finishing = try PictureFinishing(plan.output.pictureFinish, pictures, palette: palette)
      let encoder = try pictureEncoder(output, finishing.result, rate: pictures.rate, globalHeader: globalHeader)
      picture = (encoder, try muxer.addStream(encoder, tag: output.tag), finishing)
    }
    if let samples = plan.sound {
      guard let output = plan.output.sound else {
        throw EngineError(.fault, "the plan has sound but no encoder for it")
      }
      let shape = plan.output.soundFinish?.shape ?? samples.shape
      let encoder = try soundEncoder(output, shape, globalHeader: globalHeader)
      let isFixed = encoder.context.pointee.frame_size > 0
      block = isFixed ? Int(encoder.context.pointee.frame_size) : 4096
      let finishing = try SoundFinishing(plan.output.soundFinish, from: samples.shape, block: block)
      let conversion = try EncoderSamples(encoder, shape: shape)
      sound = (encoder, try muxer.addStream(encoder, tag: output.tag), finishing, conversion)
    }
    soundBlock = block
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let segments = plan.output.segments.map { $0.options(stem: plan.output.segmentNames.stem, folder: folder) } ?? []
    try muxer.start(plan.output.formatOptions + segments)
  }

  func take(picture frame: Frame) throws(EngineError) {
    guard let picture else { return }
    try picture.finishing.take(frame) { frame throws(EngineError) in try encode(picture: frame) }
  }

  private func encode(picture frame: Frame) throws(EngineError) {
    guard let picture else { return }
    if keyFrames.contains(encoded) { frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_I }
    encoded += 1
    try picture.encoder.send(frame)
    try muxer.drain(picture.encoder, into: picture.stream)
  }

  func take(sound frame: Frame) throws(EngineError) {
    guard let sound else { return }
    try sound.finishing.take(frame) { frame throws(EngineError) in try encode(sound: frame) }
  }

  private func encode(sound frame: Frame) throws(EngineError) {
    guard let sound else { return }
    try sound.encoder.send(try sound.conversion.convert(frame))
    try muxer.drain(sound.encoder, into: sound.stream)
  }

  /// Empties filters and encoders and closes the file.
  func finish() throws(EngineError) {
    if let sound {
      try sound.finishing.finish { frame throws(EngineError) in try encode(sound: frame) }
      try sound.encoder.send(nil)
      try muxer.drain(sound.encoder, into: sound.stream)
      try muxer.close(sound.stream)
    }
    if let picture {
      try picture.finishing.finish { frame throws(EngineError) in try encode(picture: frame) }
      try picture.encoder.send(nil)
      try muxer.drain(picture.encoder, into: picture.stream)
      try muxer.close(picture.stream)
    }
    try muxer.finish()
  }
}

private func pictureEncoder(
  _ plan: EncoderPlan, _ pictures: PictureFinish, rate: FrameRate, globalHeader: Bool
) throws(EngineError) -> Encoder {
  guard let rate = AVRational(rate.value) else {
    throw EngineError(.fault, "the rate \(rate.value) does not fit an encoder")
  }
  let colors = Colors(pictures.color)
  return try Encoder(plan, globalHeader: globalHeader) { context, _ in
    context.pointee.width = Int32(clamping: pictures.size.width)
    context.pointee.height = Int32(clamping: pictures.size.height)
    context.pointee.pix_fmt = av_get_pix_fmt(pictures.pixelFormat)
    context.pointee.time_base = AVRational(num: rate.den, den: rate.num)
    context.pointee.framerate = rate
    context.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
    colors.tag(context)
  }
}

/// The encoder of a film's sound, which then has this shape.
func soundEncoder(
  _ plan: EncoderPlan, _ shape: SoundShape, globalHeader: Bool
) throws(EngineError) -> Encoder {
  let wanted = plan.options.last { $0.name == "sample_fmt" }.map { av_get_sample_fmt($0.value) }
  return try Encoder(plan, globalHeader: globalHeader) { context, codec throws(EngineError) in
    context.pointee.sample_fmt = wanted ?? sampleFormat(codec)
    context.pointee.sample_rate = Int32(clamping: shape.rate)
    context.pointee.time_base = AVRational(num: 1, den: Int32(clamping: shape.rate))
    try Layout(shape.layout).copy(to: &context.pointee.ch_layout)
  }
}

/// Planar float where the encoder takes it, its first choice otherwise.
private func sampleFormat(_ codec: UnsafePointer<AVCodec>) -> AVSampleFormat {
  guard let formats = codec.pointee.sample_fmts else { return AV_SAMPLE_FMT_FLTP }
  var index = 0
  while formats[index] != AV_SAMPLE_FMT_NONE {
    if formats[index] == AV_SAMPLE_FMT_FLTP { return AV_SAMPLE_FMT_FLTP }
    index += 1
  }
  return formats[0]
}
