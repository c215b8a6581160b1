import CFFmpeg
import FilterGraph
import MediaTypes

/// Gives the picture of a file that is on screen at any instant, going forwards, backwards or by jumps,
/// with bounded memory. What it gives depends on the instant alone, not on the way there.
final class PictureReader {
  private let decoder: PictureDecoder
  private let conditioner: Conditioner?
  private let conformer: Conformer
  private let facts: MediaFacts
  private let ticks: Ticks
  /// Mean ticks a picture.
  private let mean: Int64
  /// Pictures up to the one on screen, oldest first.
  private var past: [Picture] = []
  private var follower = Follower.unknown
  private var keepsBack = 1

  /// What comes after the last of `past`.
  private enum Follower {
    case picture(Picture)
    /// It was there but was let go.
    case dropped(tick: Int64)
    case end, unknown
  }

  init(_ input: PlanInput, conditioning: [Filter]) throws(EngineError) {
    decoder = try PictureDecoder(input)
    facts = input.facts
    ticks = decoder.file.ticks
    let rate = facts.kind == .pictureSequence ? input.sequenceRate?.value : facts.picture?.meanRate
    mean = decoder.meanTicks(rate: rate)
    conformer = Conformer(input)
    conditioner =
      conditioning.isEmpty ? nil : Conditioner(conditioning, input, ticks: ticks, rate: rate ?? 25)
  }

  /// Where the reader stands, in ticks.
  var position: Int64? { past.last?.tick }

  /// How far the reader would have to go for the first instant of a sampling; nil where it must jump.
  func distance(to sampling: Sampling) -> Int64? {
    guard let position else { return nil }
    let wanted = lastTick(sampling, 0)
    return wanted >= position ? wanted - position : nil
  }

  /// The way to the first picture of a sampling.
  struct Approach {
    /// The stamp of the keyframe that decoding starts from.
    var keyframe: Int64
    /// The last tick at which the picture may start.
    var target: Int64
  }

  /// Nil where the file has no index, and for samplings that do not go forwards.
  func approach(to sampling: Sampling) -> Approach? {
    guard facts.kind == .video, !sampling.step.isNegative, sampling.wrap == nil else { return nil }
    let target = lastTick(sampling, 0)
    guard decoder.file.indexReaches(target), let keyframe = decoder.file.keyframe(notAfter: target) else {
      return nil
    }
    return Approach(keyframe: keyframe, target: target)
  }

  /// The picture that film frame `k` of a sampling shows.
  /// - Throws: `.media` where the file is damaged there or ends before it should.
  func picture(_ sampling: Sampling, frame k: Int) throws(EngineError) -> Frame {
    let wanted = lastTick(sampling, k)
    keepsBack = sampling.step.isNegative ? backwardReach : 1
    let picture = try picture(lastTick: wanted)
    return try conformer.conform(picture.frame)
  }

  /// The last tick at which a picture may start to be shown by frame `k`.
  private func lastTick(_ sampling: Sampling, _ k: Int) -> Int64 {
    let plain = ticks.last(before: sampling.instant(k), includingIt: sampling.includesInstant)
    guard let bound = sampling.bound else { return plain }
    return min(plain, ticks.last(before: bound))
  }

  private func picture(lastTick: Int64) throws(EngineError) -> Picture {
    stepBack(to: lastTick)
    guard let shown = past.last, shown.tick <= lastTick || shown.isFirst else {
      return try jump(to: lastTick)
    }
    switch follower {
    case .dropped(let tick) where tick > lastTick: return shown
    case .picture(let next) where next.tick <= lastTick:
      if isWorthJumping(from: next.tick, to: lastTick) { return try jump(to: lastTick) }
      try runOn(to: lastTick, skips: true)
    case .picture, .end: break
    case .dropped, .unknown: return try jump(to: lastTick)
    }
    guard let shown = past.last, !wasSkipped(after: shown, lastTick) else {
      return try jump(to: lastTick, skips: false)
    }
    return wasLost(after: shown, lastTick) ? try jump(to: lastTick) : try examined(shown, lastTick)
  }

  /// Lets go of pictures that start after `lastTick`.
  private func stepBack(to lastTick: Int64) {
    while let shown = past.last, shown.tick > lastTick, !shown.isFirst {
      past.removeLast()
      follower = .dropped(tick: shown.tick)
    }
  }

  private func runOn(to lastTick: Int64, skips: Bool) throws(EngineError) {
    let skippingBefore = skips ? lastTick - mean * Int64(keepsBack + 3) : Int64.min / 2
    while case .picture(let next) = follower, next.tick <= lastTick {
      past.append(next)
      if past.count > keepsBack { past.removeFirst(past.count - keepsBack) }
      follower = try pull(skippingBefore: skippingBefore)
    }
  }

  /// What decoding from a place led to.
  private enum Arrival {
    case sure(Picture)
    /// Something is missing or damaged that a start from farther back may bring.
    case doubtful
    /// The decoder gave nothing as early as that.
    case tooLate
  }

  /// Finds the picture from a place before it, farther and farther back until the choice is sure.
  private func jump(to lastTick: Int64, skips: Bool = true) throws(EngineError) -> Picture {
    // A filter over neighbours needs some before the first picture that counts.
    let lead: Int64 = conditioner == nil ? 0 : 3
    let reach = mean * (Int64(keepsBack > 1 ? keepsBack : 0) + lead)
    var skips = skips
    var rungs: ArraySlice<Rational> = [0, 1, 5, 25]
    var isDoubtful = false
    while let rung = rungs.first {
      let target = lastTick - reach - ticks.length(rung)
      guard target > startTick, decoder.seek(notAfter: target) else { return try startOver(to: lastTick) }
      let arrival = try arrive(at: lastTick, skips: skips)
      if decoder.lacksStamps { return try startOver(to: lastTick) }
      switch arrival {
      case .sure(let shown): return shown
      case .tooLate: rungs.removeFirst()
      case .doubtful where skips: skips = false
      case .doubtful:
        isDoubtful = true
        rungs.removeFirst()
      }
    }
    guard isDoubtful, let shown = past.last else { return try startOver(to: lastTick) }
    decoder.forgiveLosses(upTo: lastTick)
    return try examined(shown, lastTick)
  }

  /// Finds the picture from the file's start.
  private func startOver(to lastTick: Int64) throws(EngineError) -> Picture {
    for skips in [true, false] {
      try decoder.rewind()
      if case .sure(let shown) = try arrive(at: lastTick, skips: skips) { return shown }
    }
    decoder.forgiveLosses(upTo: lastTick)
    if let shown = past.last { return try examined(shown, lastTick) }
    throw EngineError(.media, "'\(facts.path)' has no picture", details: LibraryLog.take())
  }

  /// Decodes from where the decoder was sent to the picture that is wanted.
  private func arrive(at lastTick: Int64, skips: Bool) throws(EngineError) -> Arrival {
    past.removeAll(keepingCapacity: true)
    follower = .unknown
    conditioner?.reset(primingFrom: lastTick - mean * Int64(keepsBack + 4))
    let skippingBefore = skips ? lastTick - mean * Int64(keepsBack + 3) : Int64.min / 2
    guard case .picture(let first) = try pull(skippingBefore: skippingBefore) else { return .tooLate }
    guard first.tick <= lastTick || first.isFirst else { return .tooLate }
    past = [first]
    follower = try pull(skippingBefore: skippingBefore)
    try runOn(to: lastTick, skips: skips)
    guard let shown = past.last, !wasSkipped(after: shown, lastTick), !isDamaged(shown, lastTick) else {
      return .doubtful
    }
    let isComplete =
      shown.tick + mean >= lastTick || !decoder.wasLost(in: shown.tick + mean * 3 / 4 + 1...lastTick)
    return isComplete ? .sure(try examined(shown, lastTick)) : .doubtful
  }

  private func pull(skippingBefore: Int64) throws(EngineError) -> Follower {
    guard let conditioner else {
      return try decoder.next(skippingBefore: skippingBefore).map(Follower.picture) ?? .end
    }
    while true {
      let entered = conditioner.isEnded ? nil : try received(from: conditioner)
      if let entered { return .picture(entered) }
      if conditioner.isEnded { return .end }
      let next = try decoder.next(skippingBefore: skippingBefore - 4 * mean)
      try refusing { () throws(EngineError) in try conditioner.send(next) }
    }
  }

  private func received(from conditioner: Conditioner) throws(EngineError) -> Picture? {
    try refusing { () throws(EngineError) in try conditioner.receive() }
  }

  /// Filters over a file's own pictures refuse only what changes its form midway, which is the file's fault.
  private func refusing<Result>(_ body: () throws(EngineError) -> Result) throws(EngineError) -> Result {
    do throws(EngineError) {
      return try body()
    } catch {
      guard error.kind == .library || error.kind == .fault else { throw error }
      throw EngineError(
        .media, "'\(facts.path)' is damaged: its pictures change their form midway", details: [error.message] + error.details)
    }
  }

  /// Pictures kept for going backwards: as many as 96 MiB hold, at least 4.
  private var backwardReach: Int {
    guard let picture = facts.picture else { return 4 }
    return min(250, max(4, (96 << 20) / picture.bytes))
  }

  /// The container's stamp of the first picture.
  private var startTick: Int64 { ticks.last(before: facts.picture?.start ?? 0, includingIt: true) }

  private func isWorthJumping(from tick: Int64, to lastTick: Int64) -> Bool {
    let distance = lastTick - tick
    guard distance > 8 * mean, facts.kind != .animation, !decoder.lacksStamps else { return false }
    if let key = decoder.file.keyframe(notAfter: lastTick), key > max(tick, decoder.lastSent) + 4 * mean {
      return true
    }
    return distance > ticks.length(2) && !decoder.file.indexReaches(lastTick)
  }

  private func wasSkipped(after shown: Picture, _ lastTick: Int64) -> Bool {
    shown.tick < lastTick && decoder.wasSkipped(in: shown.tick + 1...lastTick)
  }

  /// Closer to the shown picture than the next one can be is the second field of its own.
  private func wasLost(after shown: Picture, _ lastTick: Int64) -> Bool {
    let next = shown.tick + mean * 3 / 4 + 1
    return next <= lastTick && decoder.wasLost(in: next...lastTick)
  }

  private func isDamaged(_ shown: Picture, _ lastTick: Int64) -> Bool {
    shown.isDamaged || decoder.wasDamaged(in: shown.tick...max(shown.tick, lastTick))
  }

  /// The picture, where the file really has it.
  private func examined(_ shown: Picture, _ lastTick: Int64) throws(EngineError) -> Picture {
    if isDamaged(shown, lastTick) {
      throw EngineError(
        .media, "'\(facts.path)' is damaged: a picture cannot be decoded", details: LibraryLog.take(),
        sourceTime: ticks.seconds(shown.tick))
    }
    guard case .end = follower, let end = facts.picture?.end, facts.kind == .video else { return shown }
    let lastEnd = shown.tick + max(mean, shown.duration)
    let missing = ticks.last(before: end, includingIt: true) - lastEnd
    if missing > 2 * mean, lastTick > lastEnd {
      throw EngineError(
        .media, "'\(facts.path)' ends before it should: its last picture could not be read",
        details: LibraryLog.take(), sourceTime: ticks.seconds(lastEnd))
    }
    return shown
  }
}
