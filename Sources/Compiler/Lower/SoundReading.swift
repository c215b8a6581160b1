import FilterGraph
import MediaTypes
import Timeline

/// Which samples of a file a voice needs, and how they come to the film's rate and speed: sample *j* of
/// the voice is source time `first + j * speed / rate`.
struct SoundReading {
  private let run: SourceRun
  private let facts: SoundFacts
  private let shape: SoundShape
  private let pitch: Pitch
  private let count: Int
  /// First sample number read, in the direction of play.
  private let firstRead: Int
  /// Samples at the film's rate, after resampling and retiming, that come before the voice.
  let skipped: Int

  private static func isStretched(_ run: SourceRun, _ pitch: Pitch) -> Bool { run.speed.magnitude != 1 && pitch == .keep }

  /// Resamplers get this much sound, in film samples, before the first that is heard; stretchers more, which give sound up
  /// to a tenth of a second early.
  private static func preroll(_ isStretched: Bool) -> Int { isStretched ? 8192 : 4096 }

  init(_ run: SourceRun, _ facts: SoundFacts, _ shape: SoundShape, pitch: Pitch, count: Int) {
    (self.run, self.facts, self.shape, self.pitch, self.count) = (run, facts, shape, pitch, count)
    let rate = Rational(facts.rate), direction: Rational = run.speed.isNegative ? -1 : 1
    let start = (run.first - facts.start) * rate
    guard run.speed.magnitude != 1 || facts.rate != shape.rate else {
      let nearest = start.roundedHalfUp ?? 0
      firstRead = run.speed.isNegative ? nearest - 1 : nearest
      skipped = 0
      return
    }
    let ratio = run.speed.magnitude * rate / Rational(shape.rate)
    let isStretched = Self.isStretched(run, pitch)
    let preroll = Self.preroll(isStretched)
    let reach = (Rational(preroll) * ratio).ceiling ?? 0
    let edge = run.speed.isNegative ? (start.ceiling ?? 0) + reach : (start.floor ?? 0) - reach
    firstRead = run.speed.isNegative ? edge - 1 : edge
    let delay = isStretched ? Filter.tempoDelay(run.speed.magnitude) * Rational(shape.rate) : 0
    skipped = ((start - Rational(edge)) * direction / ratio + delay).roundedHalfUp ?? preroll
  }

  /// The read samples, with some to spare for filters that look ahead.
  func source(input: Int) -> SoundSource {
    let ratio = run.speed.magnitude * Rational(facts.rate) / Rational(shape.rate)
    let spare = ratio == 1 && skipped == 0 ? 0 : Self.preroll(isStretched)
    let needed = (Rational(skipped + count + spare) * ratio).ceiling ?? count
    return SoundSource(input: input, first: firstRead, count: needed, isReversed: run.speed.isNegative, wrap: wrap)
  }

  private var wrap: Range<Int>? {
    guard let wrap = run.wrap else { return nil }
    let rate = Rational(facts.rate)
    let first = ((wrap.start - facts.start) * rate).roundedHalfUp ?? 0
    let last = ((wrap.end - facts.start) * rate).roundedHalfUp ?? 0
    return first..<max(first + 1, last)
  }

  private var isStretched: Bool { Self.isStretched(run, pitch) }
  private var isShifted: Bool { run.speed.magnitude != 1 && pitch == .shift }

  /// Before resampling: with `pitch: shift` the samples are said to be at another rate. The two rates are
  /// scaled up together, so that their ratio is exact.
  var relabel: [Filter] {
    isShifted ? [.relabelRate(facts.rate * scale.numerator)] : []
  }

  /// What the resampler brings the samples to.
  var resampledRate: Int { isShifted ? shape.rate * scale.denominator : shape.rate }

  /// After resampling.
  var retime: [Filter] {
    if isShifted { return [.relabelRate(shape.rate)] }
    return run.speed.magnitude == 1 ? [] : [.tempo(run.speed.magnitude)]
  }

  /// The speed as a fraction whose rates FFmpeg can hold.
  private var scale: (numerator: Int, denominator: Int) {
    let limit: Int128 = 10_000
    let speed = run.speed.magnitude.rounded(toGrid: run.speed.denominator <= limit ? run.speed.denominator : limit)
    guard speed.numerator <= limit, speed.numerator > 0 else { return (Int(speed.numerator / max(1, speed.denominator)), 1) }
    return (Int(speed.numerator), Int(speed.denominator))
  }
}
