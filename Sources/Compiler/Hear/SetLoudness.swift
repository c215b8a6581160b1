import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// How loud an output is to be.
struct LoudnessTarget {
  var loudness: Setting<Loudness>?
  /// dBTP.
  var ceiling: Rational
  /// What coding may add to peaks, in decibels, where it changes samples.
  var margin: Rational
  var span: Span

  /// Bits a second below which coding moves peaks further: 48 kb/s of Opus by 1.95 dB on bursts of noise and drums, where
  /// 96 kb/s of anything stays within 1 dB.
  private static let thrifty = 64_000

  /// Nil where the output asks for nothing.
  init?(_ clause: OutputClause?, coding: EncoderPlan?) {
    guard let span = clause?.loudness?.span ?? clause?.truePeak?.span else { return nil }
    (loudness, self.span) = (clause?.loudness, span)
    ceiling = clause?.truePeak?.value.decibels ?? -1
    let isLossless = coding.map { $0.codec.hasPrefix("pcm_") || $0.codec == "flac" } ?? true
    let bits = coding?.options.last { $0.name == "b" }.flatMap { Int($0.value) } ?? Int.max
    margin = isLossless ? 0 : bits < Self.thrifty ? 2 : 1
  }
}

/// Brings a film's sound to a loudness by one gain, and holds back what is above the true peak where something would
/// be; says what was measured and done.
func setLoudness(of render: inout PlannedRender, to target: LoudnessTarget, world: any World, _ bag: inout DiagnosticBag) {
  guard var sound = render.plan.sound else { return }
  let listener = Listener(world: world, sources: render.sources)
  func measure(_ sound: SoundPlan) -> SoundMeasure? {
    let question = SoundQuestion(inputs: render.plan.inputs, sound: sound, origins: render.plan.origins)
    return listener.measure(question, at: target.span, &bag)
  }
  guard let first = measure(sound) else { return }
  guard let integrated = first.integrated, let peak = first.truePeak else {
    bag.note("loudness", "the film is silent; its loudness is left as it is", at: target.span)
    return
  }
  let before = (loudness: Rational(integrated, 100), peak: Rational(peak, 100))
  var master = Master(gain: target.loudness.map { $0.value.units - before.loudness } ?? 0, ceiling: target.ceiling - target.margin)
  let bare = sound
  sound = master.applied(to: bare)
  var after = (loudness: before.loudness + master.gain, peak: before.peak + master.gain)
  if after.peak > master.ceiling {
    master.limit = master.ceiling - Rational(1, 5)
    var next = master
    for _ in 0..<Master.attempts {
      (master, sound) = (next, next.applied(to: bare))
      guard let found = measure(sound), let loudness = found.integrated, let peak = found.truePeak else { return }
      after = (Rational(loudness, 100), Rational(peak, 100))
      guard next.correct(after, wanted: target.loudness?.value.units) else { break }
    }
  }
  render.plan.sound = sound
  bag.note("loudness", master.words(before, after), at: target.span)
  guard let wanted = target.loudness?.value.units, (after.loudness - wanted).magnitude > Rational(3, 10) else { return }
  bag.warning(
    "loudness-missed", "the film comes to \(lufs(after.loudness)), not \(lufs(wanted)): its peaks are in the way", at: target.span,
    caption: "lower it, raise 'true-peak', or compress the mix")
}

/// The last treatment of a film's sound.
private struct Master {
  /// Decibels.
  var gain: Rational
  /// dBTP that the result may have.
  var ceiling: Rational
  /// dBTP that the limiter is set to; nil for none.
  var limit: Rational?
  /// What was tried last, and what came of it.
  private var last: (gain: Rational, loudness: Rational)?

  /// A film is played through so often at most.
  static let attempts = 7

  init(gain: Rational, ceiling: Rational) { (self.gain, self.ceiling) = (gain, ceiling) }

  func applied(to sound: SoundPlan) -> SoundPlan {
    guard !gain.isZero || limit != nil else { return sound }
    var sound = sound
    let loose = sound.loose
    var chain = SoundChain(SpanGraph(), at: .source(0), sound.shape, count: sound.end, origin: 0)
    if !gain.isZero { chain.add(.volume(decibels: gain)) }
    if let limit { chain.addTruePeakLimiter(limit) }
    chain.graph.output = chain.edge
    sound.mixes = (sound.mixes ?? []) + [SoundMix(lanes: loose.lanes, mixes: loose.mixes, graph: chain.graph, origin: 0)]
    return sound
  }

  /// Sets gain and limit anew where the result is not there yet; false where it is, or nothing more helps.
  mutating func correct(_ found: (loudness: Rational, peak: Rational), wanted: Rational?) -> Bool {
    let over = found.peak - ceiling
    let missing = wanted.map { $0 - found.loudness } ?? 0
    guard over.isPositive || missing.magnitude > Rational(3, 20) else { return false }
    if over.isPositive { limit = (limit ?? ceiling) - over - Rational(1, 20) }
    guard missing.magnitude > Rational(3, 20) else { return true }
    // The harder a film is pushed into the limiter, the less comes of a decibel.
    var slope = Rational.one
    if let last, gain != last.gain { slope = (found.loudness - last.loudness) / (gain - last.gain) }
    last = (gain, found.loudness)
    let step = missing / max(Rational(1, 5), min(1, slope))
    gain = (gain + max(-6, min(6, step))).rounded(toGrid: 100)
    return true
  }

  func words(_ before: (loudness: Rational, peak: Rational), _ after: (loudness: Rational, peak: Rational)) -> String {
    let change =
      gain.isZero ? "left as it is" : "\(gain.isPositive ? "raised" : "lowered") by \(gain.magnitude.decimal(digits: 2)) dB"
    return "measured \(lufs(before.loudness)) and a true peak of \(before.peak.decimal(digits: 2)) dBTP; \(change)"
      + (limit == nil ? "" : " and limited") + " to \(lufs(after.loudness)) and \(after.peak.decimal(digits: 2)) dBTP"
  }
}

private func lufs(_ loudness: Rational) -> String { loudness.decimal(digits: 2) + " LUFS" }
