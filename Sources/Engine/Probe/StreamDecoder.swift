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
    let codec = avcodec_find_decoder(parameters.pointee.codec_id)
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
