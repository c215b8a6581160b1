import CFFmpeg
import FilterGraph
import Glibc
import MediaTypes

/// An open encoder of one output stream.
final class Encoder {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let name: String
  private var cleanMemory: CleanMemory?

  /// - Parameter describe: sets what the stream is before the encoder opens.
  /// - Throws: `.library` where this FFmpeg has no such encoder or the encoder refuses its options.
  init(
    _ plan: EncoderPlan, globalHeader: Bool,
    describe: (UnsafeMutablePointer<AVCodecContext>, UnsafePointer<AVCodec>) throws(EngineError) -> Void
  ) throws(EngineError) {
    name = plan.codec
    // SVT-AV1 talks on its own, past every log.
    setenv("SVT_LOG", "1", 0)
    guard let codec = avcodec_find_encoder_by_name(plan.codec), let made = avcodec_alloc_context3(codec)
    else {
      throw EngineError(.library, "this FFmpeg has no encoder '\(plan.codec)'")
    }
    context = made
    context.pointee.thread_count = Int32(clamping: plan.threads)
    context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
    if globalHeader { context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    try describe(context, codec)
    var options = Options(plan.options.filter { $0.name != "sample_fmt" } + Encoder.thrift(plan))
    try check(
      avcodec_open2(context, codec, &options.dictionary), .library, "start the encoder '\(plan.codec)'")
    if let leftover = options.leftover {
      throw EngineError(.library, "the encoder '\(plan.codec)' has no option '\(leftover)'")
    }
    cleanMemory = CleanMemory.ifWanted(by: plan.codec, width: Int(context.pointee.width))
  }

  /// What saves memory and changes no byte: x264's own thread for looking ahead holds pictures of its own, about
  /// 30 MB at 1080p, and gains nothing beside the engine's.
  private static func thrift(_ plan: EncoderPlan) -> [Filter.Option] {
    let isOpen = plan.codec == "libx264" && !plan.options.contains { $0.name == "x264-params" }
    return isOpen ? [Filter.Option("x264-params", "sync-lookahead=0")] : []
  }

  deinit {
    var owned: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&owned)
  }

  /// - Parameter frame: nil at the end.
  func send(_ frame: Frame?) throws(EngineError) {
    try check(avcodec_send_frame(context, frame?.pointer), .library, "encode with '\(name)'")
  }

  /// False where the encoder wants more or is done.
  func receive(into packet: UnsafeMutablePointer<AVPacket>?) throws(EngineError) -> Bool {
    let code = avcodec_receive_packet(context, packet)
    if code == reel_error_again || code == reel_error_eof { return false }
    try check(code, .library, "encode with '\(name)'")
    return true
  }
}
