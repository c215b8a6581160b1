import FilterGraph
import MediaTypes

/// A stretch of a sampling whose instants go evenly forwards, so that FFmpeg can read it in one go.
struct SamplingRun: Equatable {
  /// The earliest instant, in source seconds.
  var first: Rational
  /// Source seconds a frame, not negative; 0 for a single picture held.
  var step: Rational
  var count: Int
  /// The frames are shown last first.
  var isReversed: Bool
  /// Every frame's instant, rising, where they are not `step` apart.
  var instants: [Rational]?
}

/// A sampling as runs one after another, and whether the whole is then repeated from its start.
struct SamplingRuns: Equatable {
  var runs: [SamplingRun] = []
  /// Frames in all runs, where they repeat without end.
  var period: Int?

  /// FFmpeg's `loop` holds at most this many frames.
  private static let longestLoop = 32767

  init(_ sampling: Sampling) {
    var sampling = sampling
    if let period = SamplingRuns.period(sampling), period < sampling.count {
      self.period = period
      sampling.count = period
    }
    var k = 0
    while k < sampling.count {
      let run = sampling.pace == nil ? SamplingRuns.run(sampling, from: k) : SamplingRuns.pacedRun(sampling, from: k)
      runs.append(run)
      k += run.count
    }
  }

  /// The number of frames after which the instants come again; nil where they never do, or too late.
  private static func period(_ sampling: Sampling) -> Int? {
    guard let wrap = sampling.wrap, !sampling.step.isZero, sampling.pace == nil else { return nil }
    let frames = Int(clamping: (sampling.step / wrap.length).denominator)
    return frames <= longestLoop && frames > 0 ? frames : nil
  }

  private static func run(_ sampling: Sampling, from k: Int) -> SamplingRun {
    let start = sampling.instant(k)
    let step = sampling.step
    let count = min(sampling.count - k, framesToWrap(sampling, from: start))
    guard step.isNegative else {
      return SamplingRun(first: start, step: step, count: count, isReversed: false)
    }
    let last = start + Rational(count - 1) * step
    return SamplingRun(first: last, step: -step, count: count, isReversed: true)
  }

  /// FFmpeg looks every stamp up among a run's instants, so that long runs are read in pieces.
  private static let longestPacedRun = 400

  private static func pacedRun(_ sampling: Sampling, from k: Int) -> SamplingRun {
    let isReversed = sampling.step.isNegative
    var instants = [sampling.instant(k)]
    while k + instants.count < sampling.count, instants.count < longestPacedRun {
      let next = sampling.instant(k + instants.count)
      guard isReversed ? next <= instants[instants.count - 1] : next >= instants[instants.count - 1] else { break }
      instants.append(next)
    }
    if isReversed { instants.reverse() }
    return SamplingRun(
      first: instants[0], step: sampling.step.magnitude, count: instants.count, isReversed: isReversed, instants: instants)
  }

  private static func framesToWrap(_ sampling: Sampling, from start: Rational) -> Int {
    guard let wrap = sampling.wrap, !sampling.step.isZero else { return .max }
    let frames =
      sampling.step.isNegative
      ? ((start - wrap.start) / -sampling.step).floor.map { $0 + 1 }
      : ((wrap.end - start) / sampling.step).ceiling
    return max(1, frames ?? .max)
  }
}
