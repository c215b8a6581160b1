import MediaTypes
import Timeline

/// How far a source runs while an item's speed changes: one speed for each canvas frame of the item, and exact
/// sums of them. Counted from the item's start, whatever its direction.
struct Ramp: Sendable {
  /// Speeds are rounded to this.
  static let grid = 65536

  private let rate: FrameRate
  /// Speed times `grid`, added up to each frame edge. After the last frame its speed holds.
  private let sums: [Int]

  /// - Parameter speeds: of the item's frames, in units of 1/`grid`, not negative; at least one.
  init(speeds: [Int], rate: FrameRate) {
    self.rate = rate
    var sums = [0]
    sums.reserveCapacity(speeds.count + 1)
    for speed in speeds { sums.append(sums[sums.count - 1] + speed) }
    self.sums = sums
  }

  private var steady: Int { sums[sums.count - 1] - sums[sums.count - 2] }
  private var unit: Rational { rate.frameDuration / Rational(Self.grid) }

  /// Source seconds that have run after some seconds of the item: evenly within a frame.
  func passed(after seconds: Rational) -> Rational {
    let frames = seconds * rate.value
    guard let whole = frames.floor else { return .overflow }
    let last = sums.count - 1
    if whole < 0 { return frames * Rational(sums[1]) * unit }
    if whole >= last { return (Rational(sums[last]) + (frames - Rational(last)) * Rational(steady)) * unit }
    return (Rational(sums[whole]) + (frames - Rational(whole)) * Rational(sums[whole + 1] - sums[whole])) * unit
  }

  /// Seconds of the item after which so much of the source has run, the first such moment; nil where it never has.
  func moment(when passed: Rational) -> Rational? {
    let target = passed / unit
    let last = sums.count - 1
    guard target.isPositive else { return sums[1] == 0 ? .zero : target / Rational(sums[1]) * rate.frameDuration }
    if target > Rational(sums[last]) {
      guard steady > 0 else { return nil }
      return (Rational(last) + (target - Rational(sums[last])) / Rational(steady)) * rate.frameDuration
    }
    let edge = firstEdge(reaching: target)
    let step = sums[edge] - sums[edge - 1]
    return (Rational(edge - 1) + (target - Rational(sums[edge - 1])) / Rational(step)) * rate.frameDuration
  }

  /// The least number of frames in which so much of the source runs; nil where it never does.
  func frames(toPass passed: Rational) -> Int? {
    let target = passed / unit
    let last = sums.count - 1
    guard target.isPositive else { return 0 }
    guard target > Rational(sums[last]) else { return firstEdge(reaching: target) }
    guard steady > 0 else { return nil }
    return ((target - Rational(sums[last])) / Rational(steady)).ceiling.map { $0 + last }
  }

  private func firstEdge(reaching target: Rational) -> Int {
    var (low, high) = (0, sums.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Rational(sums[middle]) < target { low = middle } else { high = middle }
    }
    return high
  }
}

/// What an author wrote of a ramp, ready to be laid over an item of any length.
struct RampKeys {
  let keyframes: [Keyframe<SpeedRatio>]
  let rate: FrameRate

  /// More frames than this are not laid out: no film has them.
  static let frameLimit = 500_000

  var isBackwards: Bool { keyframes.contains { $0.value?.value.value.isNegative ?? false } }

  /// Whether keyframes move when the item's length does.
  var followsLength: Bool {
    keyframes.contains { key in key.at!.value.terms.contains { if case .percent = $0.value { true } else { false } } }
  }

  /// The ramp over an item of so many frames, fractions allowed; nil where it is too long, or turns round.
  func ramp(over frames: Rational) -> Ramp? {
    guard let count = frames.ceiling, count <= Self.frameLimit else { return nil }
    let keys = curve(over: frames)
    let moving = (keys.last?.frame.ceiling ?? 0) + 1
    let speeds = (0..<max(1, min(count, moving))).map { speed(keys, at: $0) }
    return speeds.contains { $0 < 0 } ? nil : Ramp(speeds: speeds, rate: rate)
  }

  func curve(over frames: Rational) -> [Curve.Key] {
    keyframes.map { key in
      Curve.Key(
        frame: key.at!.value.frames(rate: rate, length: frames), value: key.value!.value.value.magnitude,
        ease: key.ease?.value ?? .linear)
    }
  }

  /// Speed at the middle of a frame in units of 1/`Ramp.grid`, halves upwards; negative where an easing overshoots
  /// below a standstill.
  private func speed(_ keys: [Curve.Key], at frame: Int) -> Int {
    let moment = Rational(frame) + .half
    guard let next = keys.firstIndex(where: { $0.frame > moment }), next > 0 else {
      return rounded((keys.first!.frame > moment ? keys.first! : keys.last!).value)
    }
    let (a, b) = (keys[next - 1], keys[next])
    let progress = (moment - a.frame) / (b.frame - a.frame)
    guard b.ease != .linear else { return rounded(a.value + (b.value - a.value) * progress) }
    let value = a.value.approximation + (b.value - a.value).approximation * b.ease.value(at: progress.approximation)
    return Int((value * Double(Ramp.grid) + 0.5).rounded(.down))
  }

  private func rounded(_ speed: Rational) -> Int { (speed * Rational(Ramp.grid)).roundedHalfUp ?? 0 }

  /// The least number of frames whose speeds, with the keyframes laid over just so many, reach `source` seconds;
  /// nil where none do. Beyond the first number found by doubling and halving a stretch before it is looked through,
  /// because rounding to frames can make a longer ramp run a little less far.
  func frames(toPass source: Rational) -> Int? {
    guard followsLength else { return ramp(over: Rational(Self.frameLimit))?.frames(toPass: source) }
    func reaches(_ count: Int) -> Bool? {
      ramp(over: Rational(count)).map { $0.passed(after: Rational(count) * rate.frameDuration) >= source }
    }
    var (low, high) = (0, 1)
    while true {
      guard let isEnough = reaches(high) else { return nil }
      if isEnough { break }
      (low, high) = (high, high * 2)
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      guard let isEnough = reaches(middle) else { return nil }
      if isEnough { high = middle } else { low = middle }
    }
    return (max(1, high - 64)...high).first { reaches($0) ?? false }
  }
}
