import CFFmpeg
import FilterGraph
import MediaTypes

/// Encodes a film's pictures and samples and writes them into one file.
final class FilmWriter: FilmSink {
  private let muxer: Muxer
  private var picture: (encoder: Encoder, stream: Int)?
  private var sound: (encoder: Encoder, stream: Int, conversion: EncoderSamples)?
  private let colors: Colors?
  let soundBlock: Int

  init(_ plan: RenderPlan, path: String) throws(EngineError) {
    muxer = try Muxer(plan.output, path: path, shownPath: plan.output.path)
    colors = plan.picture.map { Colors($0.color) }
    let globalHeader = muxer.wantsGlobalHeader
    var block = 1024
    if let pictures = plan.picture {
      guard let output = plan.output.picture else {
        throw EngineError(.fault, "the plan has pictures but no encoder for them")
      }
      let encoder = try pictureEncoder(output, pictures, globalHeader: globalHeader)
      picture = (encoder, try muxer.addStream(encoder))
    }
    if let samples = plan.sound {
      guard let output = plan.output.sound else {
        throw EngineError(.fault, "the plan has sound but no encoder for it")
      }
      let encoder = try soundEncoder(output, samples.shape, globalHeader: globalHeader)
      let isFixed = encoder.context.pointee.frame_size > 0
      block = isFixed ? Int(encoder.context.pointee.frame_size) : 4096
      let conversion = try EncoderSamples(encoder, shape: samples.shape)
      sound = (encoder, try muxer.addStream(encoder), conversion)
    }
    soundBlock = block
    try muxer.start(plan.output.formatOptions)
  }

  func take(picture frame: Frame) throws(EngineError) {
    guard let picture else { return }
    colors?.tag(frame.pointer)
    try picture.encoder.send(frame)
    try muxer.drain(picture.encoder, into: picture.stream)
  }

  func take(sound frame: Frame) throws(EngineError) {
    guard let sound else { return }
    try sound.encoder.send(try sound.conversion.convert(frame))
    try muxer.drain(sound.encoder, into: sound.stream)
  }

  /// Empties the encoders and closes the file.
  func finish() throws(EngineError) {
    if let sound {
      try sound.encoder.send(nil)
      try muxer.drain(sound.encoder, into: sound.stream)
    }
    if let picture {
      try picture.encoder.send(nil)
      try muxer.drain(picture.encoder, into: picture.stream)
    }
    try muxer.finish()
  }
}

private func pictureEncoder(
  _ plan: EncoderPlan, _ pictures: PicturePlan, globalHeader: Bool
) throws(EngineError) -> Encoder {
  guard let rate = AVRational(pictures.rate.value) else {
    throw EngineError(.fault, "the rate \(pictures.rate.value) does not fit an encoder")
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

private func soundEncoder(
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
