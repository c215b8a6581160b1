import CFFmpeg
import FilterGraph
import MediaTypes

/// Puts packets of pictures, sound and captions in the order of their decoding times.
///
/// FFmpeg's own muxing queue waits ten seconds for each stream that has nothing to say, which captions often have
/// not, and holds that much film in memory. Here captions are known from the start and never waited for.
final class Interleaver {
  private typealias Packet = UnsafeMutablePointer<AVPacket>

  /// A stream's packets that wait for those of the others.
  private struct Lane {
    var packets: ArraySlice<Packet> = []
    var isOpen = true
  }

  private var lanes: [Int: Lane]
  private let captions: [(stream: Int, captions: SubtitleStream)]
  /// The next cue of each.
  private var next: [Int]
  private let base: (Int) -> AVRational
  private let write: (UnsafeMutablePointer<AVPacket>?) throws(EngineError) -> Void
  private var sinceFlush = 0

  /// - Parameters:
  ///   - streams: pictures and sound.
  ///   - base: a stream's time base, once the header is written.
  ///   - write: takes a packet for the muxing queue; nil empties that queue.
  init(
    _ streams: [Int], captions: [(stream: Int, captions: SubtitleStream)], base: @escaping (Int) -> AVRational,
    write: @escaping (UnsafeMutablePointer<AVPacket>?) throws(EngineError) -> Void
  ) {
    lanes = Dictionary(uniqueKeysWithValues: streams.map { ($0, Lane()) })
    self.captions = captions
    next = captions.map { _ in 0 }
    (self.base, self.write) = (base, write)
  }

  deinit {
    for lane in lanes.values {
      for packet in lane.packets {
        var owned: Packet? = packet
        av_packet_free(&owned)
      }
    }
  }

  /// Takes over what the packet holds.
  func add(_ packet: UnsafeMutablePointer<AVPacket>?) throws(EngineError) {
    guard let packet, let copy = av_packet_alloc() else { throw EngineError(.fault, "no memory for a packet") }
    av_packet_move_ref(copy, packet)
    lanes[Int(copy.pointee.stream_index)]?.packets.append(copy)
    try release()
  }

  /// No more packets of a stream will come.
  func close(_ stream: Int) throws(EngineError) {
    lanes[stream]?.isOpen = false
    try release()
  }

  /// Writes what is left of the captions.
  func finish() throws(EngineError) {
    for stream in lanes.keys.sorted() { try close(stream) }
    while let cue = earliestCue { try writeCue(cue.index) }
  }

  /// Writes packets for as long as it is known which comes next.
  private func release() throws(EngineError) {
    while lanes.values.allSatisfy({ !$0.packets.isEmpty || !$0.isOpen }), let stream = earliest {
      guard let packet = lanes[stream]?.packets.first else { return }
      while let cue = earliestCue, isBefore(cue, packet) { try writeCue(cue.index) }
      lanes[stream]?.packets.removeFirst()
      var owned: Packet? = packet
      defer { av_packet_free(&owned) }
      try write(packet)
      try flushSometimes()
    }
  }

  /// The muxing queue looks at what waits in it once, for the film's first stamp; then there is nothing to wait for.
  private func flushSometimes() throws(EngineError) {
    sinceFlush += 1
    guard sinceFlush >= 50 else { return }
    sinceFlush = 0
    try write(nil)
  }

  private var earliest: Int? {
    let waiting = lanes.compactMap { stream, lane in lane.packets.first.map { (stream: stream, packet: $0) } }
    return waiting.min { one, other in
      let order = av_compare_ts(one.packet.pointee.dts, base(one.stream), other.packet.pointee.dts, base(other.stream))
      return order == 0 ? one.stream < other.stream : order < 0
    }?.stream
  }

  private var earliestCue: (index: Int, start: Rational)? {
    captions.indices.compactMap { index in
      let cues = captions[index].captions.plan.cues
      return next[index] < cues.count ? (index, cues[next[index]].start) : nil
    }.min { $0.start < $1.start }
  }

  private func isBefore(_ cue: (index: Int, start: Rational), _ packet: UnsafeMutablePointer<AVPacket>) -> Bool {
    cue.start < Rational(Int(packet.pointee.dts)) * base(Int(packet.pointee.stream_index)).exact
  }

  private func writeCue(_ index: Int) throws(EngineError) {
    let (stream, captions) = captions[index]
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    guard let packet else { throw EngineError(.fault, "no memory for a caption") }
    try captions.packet(next[index], base: base(stream).exact, into: packet)
    packet.pointee.stream_index = Int32(stream)
    next[index] += 1
    try write(packet)
  }
}
