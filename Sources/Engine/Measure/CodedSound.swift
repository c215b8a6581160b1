import CFFmpeg
import FilterGraph
import MediaTypes

/// A sound as a player hears it: encoded as the film's file holds it, decoded again, without the priming.
final class CodedSound {
  typealias Give = ([UnsafeMutablePointer<Float>], Int) -> Void

  private let encoder: Encoder
  private let finishing: SoundFinishing
  private let conversion: EncoderSamples
  private let decoder: Codec
  private let floats: FloatConversion
  private let rate: Int
  /// Samples of the film, and how many have been given.
  private let count: Int
  private var given = 0
  /// Samples that the encoder takes at once.
  let block: Int

  init(_ coding: SoundCoding, _ sound: SoundPlan) throws(EngineError) {
    let shape = coding.finish?.shape ?? sound.shape
    encoder = try soundEncoder(coding.encoder, shape, globalHeader: true)
    let frameSize = Int(encoder.context.pointee.frame_size)
    block = frameSize > 0 ? frameSize : 4096
    finishing = try SoundFinishing(coding.finish, from: sound.shape, block: block)
    conversion = try EncoderSamples(encoder, shape: shape)
    decoder = try Codec(of: encoder)
    let facts = SoundFacts(
      stream: 0, codec: coding.encoder.codec, rate: shape.rate, channels: shape.layout.channelCount, layout: shape.layout.rawValue,
      start: 0, end: 0)
    floats = FloatConversion(facts: facts, path: coding.encoder.codec)
    rate = shape.rate
    count = coding.finish?.sampleCount ?? sound.sampleCount
  }

  func take(_ frame: Frame, _ give: Give) throws(EngineError) {
    try finishing.take(frame) { frame throws(EngineError) in try encode(frame, give) }
  }

  func finish(_ give: Give) throws(EngineError) {
    try finishing.finish { frame throws(EngineError) in try encode(frame, give) }
    try encode(nil, give)
    _ = decoder.send(nil)
    try drain(give)
  }

  private func encode(_ frame: Frame?, _ give: Give) throws(EngineError) {
    let converted: Frame? = if let frame { try conversion.convert(frame) } else { nil }
    try encoder.send(converted)
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    while try encoder.receive(into: packet) {
      _ = decoder.send(packet)
      av_packet_unref(packet)
      try drain(give)
    }
  }

  private func drain(_ give: Give) throws(EngineError) {
    let frame = Frame()
    while case .frame = decoder.receive(into: frame) { try hand(try floats.floats(frame), give) }
  }

  /// Hands on what of a decoded block is the film's: stamps before 0 are priming.
  private func hand(_ frame: Frame, _ give: Give) throws(EngineError) {
    let length = Int(frame.pointer.pointee.nb_samples), stamp = frame.pointer.pointee.pts
    let first = stamp == reel_no_pts ? given : Int(stamp)
    let skipped = max(0, min(length, given - first))
    let taken = min(length - skipped, count - given)
    guard taken > 0 else { return }
    give(frame.planes.map { $0 + skipped }, taken)
    given += taken
  }
}
