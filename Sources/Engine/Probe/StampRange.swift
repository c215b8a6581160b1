import CFFmpeg
import MediaTypes

/// What the packets of one stream say about time, in ticks of the stream's time base.
struct StampRange {
  /// The container has already taken what is to be discarded off the stated lengths.
  var trimsLengths = false
  /// Least stamp of a packet that is shown.
  private(set) var first: Int64?
  /// Greatest stamp of a packet that is shown.
  private(set) var last: Int64?
  /// The greatest end that a packet states; nil where none states a length.
  private(set) var end: Int64?
  /// Samples at the end of that packet that are not to be heard.
  private(set) var endPadding = 0
  /// Packets that are shown.
  private(set) var count = 0
  /// Packets of any kind.
  private(set) var seen = 0
  /// Packets without a presentation stamp.
  private(set) var unstamped = 0

  /// A packet came with what it takes to decrypt it.
  private(set) var isEncrypted = false

  /// Decoded frames after the last that has a stamp: a decoder gives its last ones without.
  private(set) var trailing = 0

  /// Notes a decoded frame of a stream whose packets do not all carry stamps.
  mutating func take(stamp: Int64?) {
    seen += 1
    guard let stamp else {
      if first != nil { trailing += 1 }
      return
    }
    count += 1 + trailing
    trailing = 0
    first = min(first ?? stamp, stamp)
    last = max(last ?? stamp, stamp)
  }

  mutating func take(_ packet: UnsafeMutablePointer<AVPacket>) {
    seen += 1
    if av_packet_get_side_data(packet, AV_PKT_DATA_ENCRYPTION_INFO, nil) != nil { isEncrypted = true }
    guard packet.pointee.flags & AV_PKT_FLAG_DISCARD == 0 else { return }
    guard packet.pointee.pts != reel_no_pts else {
      unstamped += 1
      return
    }
    let stamp = packet.pointee.pts
    count += 1
    first = min(first ?? stamp, stamp)
    last = max(last ?? stamp, stamp)
    guard packet.pointee.duration > 0 else { return }
    let (packetEnd, overflow) = stamp.addingReportingOverflow(packet.pointee.duration)
    if !overflow, packetEnd >= end ?? packetEnd {
      end = packetEnd
      endPadding = trimsLengths ? 0 : trailingPadding(packet)
    }
  }
}

/// Samples that the container says to discard from the packet's end.
private func trailingPadding(_ packet: UnsafeMutablePointer<AVPacket>) -> Int {
  var size = 0
  guard let data = av_packet_get_side_data(packet, AV_PKT_DATA_SKIP_SAMPLES, &size), size >= 8 else {
    return 0
  }
  return (4..<8).reversed().reduce(0) { $0 << 8 | Int(data[$1]) }
}
