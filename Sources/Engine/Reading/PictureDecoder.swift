import CFFmpeg
import FilterGraph
import MediaTypes

/// A decoded picture and when it starts, in the ticks of its stream.
struct Picture {
  let frame: Frame
  let tick: Int64
  /// Ticks on screen as the container says; 0 where it says nothing.
  let duration: Int64
  /// Nothing is shown before this one.
  let isFirst: Bool
  let isDamaged: Bool
}

/// Pictures of one stream in the order they are shown, from wherever it was last sent.
final class PictureDecoder {
  let facts: MediaFacts
  let file: SourceFile
  private let codec: Codec
  private var frame = Frame()
  private var waitsForKey = false
  private var isAtStart = true
  /// After a jump: pictures that start earlier lean on pictures that were not decoded.
  private var trustedFrom = Int64.min
  private var lastTick: Int64?
  /// Stamps of packets that were sent and did not come out as pictures yet.
  private var skipped: Set<Int64> = []
  private var awaited: Set<Int64> = []
  /// Stamps of packets that could not be decoded.
  private var damaged: [Int64] = []
  private(set) var lastSent = Int64.min
  /// Some pictures carry no stamp (MPEG-4 in AVI, MPEG program streams): they are right only when counted
  /// on from the file's start.
  private(set) var lacksStamps = false

  init(_ input: PlanInput) throws(EngineError) {
    facts = input.facts
    file = try SourceFile(input, .picture)
    codec = try Codec(file, facts: facts)
  }

  /// Mean ticks a picture, at least 1.
  func meanTicks(rate: Rational?) -> Int64 { max(1, file.ticks.length((rate ?? 25).reciprocal)) }

  /// The next picture; nil at the end.
  /// - Parameter skippingBefore: pictures before this tick are not wanted; those that no other picture
  ///   needs are not decoded.
  func next(skippingBefore: Int64) throws(EngineError) -> Picture? {
    while true {
      switch codec.receive(into: frame) {
      case .frame:
        if let picture = takePicture() { return picture }
      case .ended:
        return nil
      case .damaged:
        damaged.append(lastSent)
      case .hungry:
        sendPacket(skippingBefore: skippingBefore)
      }
    }
  }

  /// Jumps to a keyframe at or before `tick`; false where the file cannot.
  func seek(notAfter tick: Int64) -> Bool {
    guard !lacksStamps, facts.kind != .animation, facts.kind != .still, file.seek(notAfter: tick) else {
      return false
    }
    restart(atStart: false)
    return true
  }

  /// Starts the stream over.
  func rewind() throws(EngineError) {
    try file.rewind()
    restart(atStart: true)
  }

  /// Whether a picture that starts in `range` was skipped and would have been shown.
  func wasSkipped(in range: ClosedRange<Int64>) -> Bool { skipped.contains { range.contains($0) } }
  /// Whether a picture that starts in `range` went in and never came out: after a jump into pictures that
  /// lean on earlier ones, a decoder may drop some without a word.
  func wasLost(in range: ClosedRange<Int64>) -> Bool { awaited.contains { range.contains($0) } }
  /// No start from elsewhere brings them: what is lost up to `tick` counts as never there.
  func forgiveLosses(upTo tick: Int64) { awaited = awaited.filter { $0 > tick } }
  /// Whether a packet in `range` could not be decoded.
  func wasDamaged(in range: ClosedRange<Int64>) -> Bool { damaged.contains { range.contains($0) } }

  private func restart(atStart: Bool) {
    codec.flush()
    waitsForKey = !atStart
    isAtStart = atStart
    trustedFrom = .min
    lastTick = nil
    lastSent = .min
    skipped.removeAll(keepingCapacity: true)
    awaited.removeAll(keepingCapacity: true)
    damaged.removeAll(keepingCapacity: true)
  }

  private func sendPacket(skippingBefore: Int64) {
    guard let packet = file.nextPacket() else {
      _ = codec.send(nil)
      return
    }
    let pts = packet.pointee.pts
    if pts == reel_no_pts { lacksStamps = true }
    if waitsForKey {
      guard packet.pointee.flags & AV_PKT_FLAG_KEY != 0 else { return }
      waitsForKey = false
      trustedFrom = pts == reel_no_pts ? .min : pts
    }
    let skips = !lacksStamps && pts < skippingBefore
    codec.context.pointee.skip_frame = skips ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
    note(pts, isSkipped: skips, isDiscarded: packet.pointee.flags & AV_PKT_FLAG_DISCARD != 0)
    lastSent = pts == reel_no_pts ? packet.pointee.dts : pts
    let isWhole = packet.pointee.flags & AV_PKT_FLAG_CORRUPT == 0
    if !codec.send(packet) || !isWhole, packet.pointee.flags & AV_PKT_FLAG_DISCARD == 0 {
      damaged.append(lastSent)
    }
  }

  private func note(_ pts: Int64, isSkipped: Bool, isDiscarded: Bool) {
    guard pts != reel_no_pts, !isDiscarded, pts >= trustedFrom else { return }
    if isSkipped {
      skipped.insert(pts)
    } else if reorders {
      if awaited.count > 500, let lastTick { awaited = awaited.filter { $0 > lastTick } }
      awaited.insert(pts)
    }
  }

  /// One packet gives one picture, but not at once.
  private var reorders: Bool {
    (codec.context.pointee.codec_descriptor?.pointee.props ?? 0) & AV_CODEC_PROP_REORDER != 0
  }

  /// The decoded frame as a picture; nil where it must not be shown.
  private func takePicture() -> Picture? {
    let content = frame.pointer.pointee
    var tick = content.pts == reel_no_pts ? content.best_effort_timestamp : content.pts
    if tick == reel_no_pts { tick = lastTick.map { $0 + max(1, content.pkt_duration) } ?? 0 }
    if !skipped.isEmpty { skipped.remove(tick) }
    if !awaited.isEmpty { awaited.remove(tick) }
    guard tick >= trustedFrom else { return nil }
    if let lastTick, tick <= lastTick { return nil }
    let picture = Picture(
      frame: frame, tick: tick, duration: max(0, content.pkt_duration), isFirst: isAtStart && lastTick == nil,
      isDamaged: content.flags & AV_FRAME_FLAG_CORRUPT != 0 || content.decode_error_flags != 0)
    lastTick = tick
    frame = Frame()
    return picture
  }
}
