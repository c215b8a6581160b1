import CFFmpeg

/// Decodes one stream's first frames, as the container wants them: priming and hidden pictures are gone.
final class StreamDecoder {
  private var context: UnsafeMutablePointer<AVCodecContext>?
  private var held: UnsafeMutablePointer<AVFrame>?

  /// The frame of the last successful `receive`.
  var frame: UnsafeMutablePointer<AVFrame> { held! }

  /// - Parameter path: for messages.
  init(stream: UnsafeMutablePointer<AVStream>, path: String) throws(EngineError) {
    let parameters = stream.pointee.codecpar!
    let codec = StreamDecoder.codec(of: stream)
    context = avcodec_alloc_context3(codec)
    held = av_frame_alloc()
    context?.pointee.thread_count = 1
    context?.pointee.pkt_timebase = stream.pointee.time_base
    guard avcodec_parameters_to_context(context, parameters) >= 0, avcodec_open2(context, codec, nil) >= 0
    else {
      throw .media(
        path, "cannot be decoded: its '\(StreamChoice.codecName(parameters.pointee))' header is damaged")
    }
  }

  /// FFmpeg's own VP8 and VP9 decoders leave alpha out.
  private static func codec(of stream: UnsafeMutablePointer<AVStream>) -> UnsafePointer<AVCodec>? {
    let id = stream.pointee.codecpar.pointee.codec_id
    if let entry = av_dict_get(stream.pointee.metadata, "alpha_mode", nil, 0), entry.pointee.value[0] == 0x31 {
      let name = id == AV_CODEC_ID_VP9 ? "libvpx-vp9" : id == AV_CODEC_ID_VP8 ? "libvpx" : ""
      if let codec = avcodec_find_decoder_by_name(name) { return codec }
    }
    return avcodec_find_decoder(id)
  }

  deinit {
    av_frame_free(&held)
    avcodec_free_context(&context)
  }

  /// Takes a packet; nil is the end. A damaged packet is passed over, as a player does.
  func send(_ packet: UnsafeMutablePointer<AVPacket>?) { avcodec_send_packet(context, packet) }

  /// True where a frame came out.
  func receive() -> Bool { avcodec_receive_frame(context, held) >= 0 }

  /// Presentation stamp of `frame` in the stream's time base.
  var stamp: Int64? {
    let best = frame.pointee.pts != reel_no_pts ? frame.pointee.pts : frame.pointee.best_effort_timestamp
    return best == reel_no_pts ? nil : best
  }
}
