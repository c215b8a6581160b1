import CFFmpeg
import FilterGraph
import MediaTypes

/// Consecutive samples of one file in planar float.
struct SoundPiece {
  let frame: Frame
  /// The number of its first sample, counted from the file's first.
  let start: Int
  let count: Int
  var end: Int { start + count }
}

/// Samples of one stream from wherever it was last sent, each with its exact number.
final class SoundDecoder {
  let facts: MediaFacts
  let sound: SoundFacts
  private let file: SourceFile
  private var codec: Codec
  private let conversion: FloatConversion
  private var frame = Frame()
  /// The number that the next sample has if stamps have no gap; nil after a jump.
  private var expected: Int?
  private(set) var isAtStart = true
  private var isWarm = false
  /// Of a file whose stamps do not tell: where its samples are.
  private let index: () -> SoundIndex?
  /// The samples of the packet that a jump landed on, and how many packets went in since.
  private var landing: (samples: Range<Int>, packets: Int)?

  init(_ input: PlanInput, index: @escaping () -> SoundIndex?) throws(EngineError) {
    self.index = index
    guard let sound = input.facts.sound else {
      throw EngineError(.fault, "'\(input.facts.path)' has no sound")
    }
    facts = input.facts
    self.sound = sound
    file = try SourceFile(input, .sound)
    codec = try Codec(file, facts: facts)
    conversion = FloatConversion(facts: sound, path: facts.path)
  }

  /// Coded sound leans on what was decoded before: samples until it can be trusted.
  var settling: Int {
    codec.context.pointee.codec_descriptor.map { $0.pointee.props & AV_CODEC_PROP_LOSSY != 0 } ?? true
      ? sound.rate / 4 : 0
  }

  /// Jumps to a place at or before a sample; false where it cannot, or where numbers after it are not exact.
  func seek(notAfter sample: Int) -> Bool {
    guard isExact || hasFixedFrames else { return seekByIndex(notAfter: sample) }
    let tick = file.ticks.last(before: sound.start + Rational(sample, sound.rate), includingIt: true)
    guard file.seek(notAfter: tick) else { return false }
    restart(atStart: false)
    return true
  }

  private func seekByIndex(notAfter sample: Int) -> Bool {
    guard let anchor = index()?.anchor(notAfter: sample), file.seek(to: anchor.mark) else { return false }
    restart(atStart: false)
    landing = (anchor.samples, 0)
    return true
  }

  func rewind() throws(EngineError) {
    try file.rewind()
    restart(atStart: true)
    // Some decoders drop the priming that starts a stream once in their life.
    codec = try Codec(file, facts: facts)
  }

  /// The next samples; nil at the end.
  /// - Throws: `.media` where they cannot be decoded.
  func next() throws(EngineError) -> SoundPiece? {
    while true {
      switch codec.receive(into: frame) {
      case .frame:
        if let piece = try takePiece() { return piece }
      case .ended: return nil
      case .damaged: continue
      case .hungry:
        landing?.packets += 1
        _ = codec.send(file.nextPacket())
      }
    }
  }

  private func restart(atStart: Bool) {
    codec.flush()
    expected = nil
    isAtStart = atStart
    isWarm = false
    landing = nil
  }

  private func takePiece() throws(EngineError) -> SoundPiece? {
    let count = Int(frame.pointer.pointee.nb_samples)
    guard count > 0, let start = number(count) else { return nil }
    expected = start + count
    let piece = SoundPiece(frame: try conversion.floats(frame), start: start, count: count)
    frame = Frame()
    return piece
  }

  /// The number of the decoded frame's first sample.
  private func number(_ count: Int) -> Int? {
    if let landing {
      self.landing = nil
      // Vorbis gives nothing for the packet that it lands on.
      return landing.packets > 1 ? landing.samples.upperBound : count == landing.samples.count ? landing.samples.lowerBound : nil
    }
    let content = frame.pointer.pointee
    let stamp = content.pts == reel_no_pts ? content.best_effort_timestamp : content.pts
    guard stamp != reel_no_pts else { return expected ?? (isAtStart ? 0 : nil) }
    let stamped = file.ticks.sample(stamp, of: sound), rounding = file.ticks.rounding(sound)
    if let expected { return abs(stamped - expected) <= sound.rate / 50 ? expected : stamped }
    if isExact { return stamped }
    if isAtStart { return abs(stamped) <= rounding ? 0 : stamped }
    if !isWarm {
      // The first one after a jump may be cut short.
      isWarm = true
      return nil
    }
    return hasFixedFrames ? snapped(stamped, count, rounding) : nil
  }

  /// The multiple of the codec's frame within a stamp's rounding; nil where there is none.
  private func snapped(_ stamped: Int, _ count: Int, _ rounding: Int) -> Int? {
    let grid = stamped + Int(codec.context.pointee.initial_padding)
    let nearest = Rational(grid, count).roundedHalfUp ?? 0
    let number = nearest * count - Int(codec.context.pointee.initial_padding)
    return abs(number - stamped) <= rounding ? number : nil
  }

  /// A tick is a whole part of a sample.
  private var isExact: Bool { (file.ticks.base * Rational(sound.rate)).reciprocal.isInteger }

  private var hasFixedFrames: Bool {
    [AV_CODEC_ID_AAC, AV_CODEC_ID_MP3, AV_CODEC_ID_MP2, AV_CODEC_ID_OPUS, AV_CODEC_ID_AC3, AV_CODEC_ID_EAC3]
      .contains(codec.context.pointee.codec_id)
  }
}
