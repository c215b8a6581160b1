import CFFmpeg
import MediaTypes

/// An open decoder of one stream.
final class Codec {
  let context: UnsafeMutablePointer<AVCodecContext>
  private var isDraining = false

  enum Received { case frame, hungry, ended, damaged }

  /// - Throws: `.media` where this FFmpeg has no decoder for the stream.
  init(_ file: SourceFile, facts: MediaFacts) throws(EngineError) {
    let parameters = file.stream.pointee.codecpar!
    guard let codec = Codec.decoder(parameters.pointee.codec_id, hasAlpha: facts.picture?.hasAlpha ?? false)
    else {
      throw EngineError(.media, "'\(facts.path)' needs a decoder that this FFmpeg does not have")
    }
    var made = avcodec_alloc_context3(codec)
    context = made!
    made = nil
    context.pointee.thread_count = 1
    context.pointee.pkt_timebase = file.stream.pointee.time_base
    try check(avcodec_parameters_to_context(context, parameters), .media, "read '\(facts.path)'")
    try check(avcodec_open2(context, codec, nil), .media, "decode '\(facts.path)'")
  }

  /// The decoder of what an encoder makes.
  init(of encoder: Encoder) throws(EngineError) {
    let made = encoder.context
    let attempt = "decode what was encoded"
    context = avcodec_alloc_context3(avcodec_find_decoder(made.pointee.codec_id))!
    context.pointee.thread_count = 1
    context.pointee.pkt_timebase = made.pointee.time_base
    var parameters = avcodec_parameters_alloc()
    defer { avcodec_parameters_free(&parameters) }
    try check(avcodec_parameters_from_context(parameters, made), attempt)
    try check(avcodec_parameters_to_context(context, parameters), attempt)
    try check(avcodec_open2(context, nil, nil), .library, attempt)
  }

  deinit {
    var owned: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&owned)
  }

  /// FFmpeg's own VP8 and VP9 decoders leave alpha out.
  private static func decoder(_ id: AVCodecID, hasAlpha: Bool) -> UnsafePointer<AVCodec>? {
    if hasAlpha, id == AV_CODEC_ID_VP9, let codec = avcodec_find_decoder_by_name("libvpx-vp9") {
      return codec
    }
    if hasAlpha, id == AV_CODEC_ID_VP8, let codec = avcodec_find_decoder_by_name("libvpx") { return codec }
    return avcodec_find_decoder(id)
  }

  /// Gives a packet to the decoder; nil says that the stream is over. False where it could not be decoded.
  func send(_ packet: UnsafeMutablePointer<AVPacket>?) -> Bool {
    if packet == nil {
      guard !isDraining else { return true }
      isDraining = true
    }
    return avcodec_send_packet(context, packet) >= 0
  }

  func receive(into frame: Frame) -> Received {
    switch avcodec_receive_frame(context, frame.pointer) {
    case 0...: .frame
    case reel_error_again: isDraining ? .ended : .hungry
    case reel_error_eof: .ended
    default: .damaged
    }
  }

  /// Forgets what was decoded, before a jump.
  func flush() {
    avcodec_flush_buffers(context)
    isDraining = false
  }
}
