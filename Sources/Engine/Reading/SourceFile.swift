import CFFmpeg
import FilterGraph
import MediaTypes

/// One file opened for one of its streams. Packets come in the file's order; it can jump and start over.
final class SourceFile {
  enum Wanted { case picture, sound }

  private let input: PlanInput
  private let index: Int
  private var context: UnsafeMutablePointer<AVFormatContext>?
  private var packet = av_packet_alloc()
  /// The first packet after opening, to know the start again.
  private var firstPacket: PacketMark?
  private var isHeldBack = false
  private(set) var isUntouched = true
  /// Why the last read failed, where it was not the end of the file.
  private(set) var failure: Int32?

  /// - Throws: `.media` where the file cannot be opened or is not what the facts say.
  init(_ input: PlanInput, _ wanted: Wanted) throws(EngineError) {
    self.input = input
    index = (wanted == .picture ? input.facts.picture?.stream : input.facts.sound?.stream) ?? 0
    try open()
  }

  deinit {
    avformat_close_input(&context)
    av_packet_free(&packet)
  }

  var stream: UnsafeMutablePointer<AVStream> { context!.pointee.streams[index]! }
  var ticks: Ticks { Ticks(base: stream.pointee.time_base.exact, origin: input.facts.origin) }

  /// The next packet of the stream; nil at the end. Valid until the next call.
  func nextPacket() -> UnsafeMutablePointer<AVPacket>? {
    if isHeldBack {
      isHeldBack = false
      return packet
    }
    while true {
      av_packet_unref(packet)
      let code = av_read_frame(context, packet)
      guard code >= 0 else {
        failure = code == reel_error_eof ? nil : code
        return nil
      }
      guard Int(packet!.pointee.stream_index) == index else { continue }
      if isUntouched { firstPacket = PacketMark(packet!) }
      isUntouched = false
      return packet
    }
  }

  /// Jumps to a place at or before `tick` from which decoding can start; false where the file cannot.
  func seek(notAfter tick: Int64) -> Bool {
    isUntouched = false
    isHeldBack = false
    failure = nil
    return avformat_seek_file(context, Int32(index), .min, tick, tick, 0) >= 0
  }

  /// Jumps to a packet that was read before; false where it is not found again.
  func seek(to mark: PacketMark) -> Bool {
    guard seek(notAfter: mark.time) else { return false }
    while let packet = nextPacket() {
      if PacketMark(packet) == mark {
        isHeldBack = true
        return true
      }
      if packet.pointee.pos > mark.position { return false }
    }
    return false
  }

  /// Goes back to the first packet.
  func rewind() throws(EngineError) {
    if isUntouched { return }
    if let firstPacket, input.facts.kind == .video || input.facts.kind == .sound,
      seek(notAfter: firstPacket.time),
      let again = nextPacket(), PacketMark(again) == firstPacket
    {
      isHeldBack = true
      return
    }
    avformat_close_input(&context)
    try open()
  }

  /// The stamp of the nearest known place at or before `tick` where decoding can start.
  func keyframe(notAfter tick: Int64) -> Int64? {
    avformat_index_get_entry_from_timestamp(stream, tick, AVSEEK_FLAG_BACKWARD)?.pointee.timestamp
  }

  /// Whether the index reaches beyond `tick`, so that a keyframe it does not list is none.
  func indexReaches(_ tick: Int64) -> Bool {
    let count = avformat_index_get_entries_count(stream)
    guard count > 0, let entry = avformat_index_get_entry(stream, count - 1) else { return false }
    return entry.pointee.timestamp >= tick
  }

  private func open() throws(EngineError) {
    LibraryLog.install
    isUntouched = true
    isHeldBack = false
    failure = nil
    var options = Options()
    options.set("protocol_whitelist", "file")
    if input.facts.kind == .pictureSequence {
      if let rate = input.sequenceRate { options.set("framerate", rate.value.description) }
      options.set("start_number", String(try PictureSequence(path: input.facts.path)?.first ?? 0))
    } else {
      options.set("pattern_type", "none")
      options.set("ignore_loop", "1")
    }
    let name = input.facts.container.split(separator: ",").first.map(String.init) ?? ""
    let format = av_find_input_format(name)
    let attempt = "open '\(input.facts.path)'"
    try check(
      avformat_open_input(&context, "file:" + input.facts.path, format, &options.dictionary), .media, attempt)
    if needsStreamInfo(container: name) {
      try check(avformat_find_stream_info(context, nil), .media, attempt)
    }
    guard index < Int(context!.pointee.nb_streams) else {
      throw EngineError(.media, "'\(input.facts.path)' changed while it was used: a stream is gone")
    }
    for other in 0..<Int(context!.pointee.nb_streams) where other != index {
      context!.pointee.streams[other]!.pointee.discard = AVDISCARD_ALL
    }
  }

  /// Containers with a complete header are read without decoding a few seconds first.
  private func needsStreamInfo(container: String) -> Bool {
    let withHeaders = [
      "mov", "matroska", "wav", "w64", "gif", "apng", "image2", "flac", "mp3", "caf", "aiff",
    ]
    guard withHeaders.contains(container) || container.hasSuffix("_pipe") else { return true }
    guard index < Int(context!.pointee.nb_streams) else { return true }
    let parameters = stream.pointee.codecpar.pointee
    if container.hasSuffix("_pipe") || container == "image2" { return false }
    if parameters.codec_type == AVMEDIA_TYPE_VIDEO { return parameters.width == 0 }
    return parameters.sample_rate == 0 || parameters.ch_layout.nb_channels == 0
  }
}

/// What tells a packet from another one.
struct PacketMark: Equatable {
  let pts: Int64
  let dts: Int64
  let position: Int64
  let size: Int32

  init(_ packet: UnsafeMutablePointer<AVPacket>) {
    (pts, dts, position, size) =
      (packet.pointee.pts, packet.pointee.dts, packet.pointee.pos, packet.pointee.size)
  }

  var time: Int64 {
    dts == reel_no_pts ? (pts == reel_no_pts ? 0 : pts) : min(dts, pts == reel_no_pts ? dts : pts)
  }
}
