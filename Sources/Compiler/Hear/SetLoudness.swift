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
  var span: Span
  /// Whether coding changes samples, so that what it makes of them is measured.
  var isLossy: Bool

  /// Nil where the output asks for nothing.
  init?(_ clause: OutputClause?, coding: EncoderPlan?) {
    guard let span = clause?.loudness?.span ?? clause?.truePeak?.span else { return nil }
    (loudness, self.span) = (clause?.loudness, span)
    ceiling = clause?.truePeak?.value.decibels ?? -1
    isLossy = coding.map { !$0.codec.hasPrefix("pcm_") && $0.codec != "flac" } ?? false
  }
}

/// Brings a film's sound to a loudness by one gain, and holds back what is above the true peak where something would
/// be; says what was measured and done. A codec that changes samples is heard: encoded, decoded and measured.
func setLoudness(of render: inout PlannedRender, to target: LoudnessTarget, world: any World, _ bag: inout DiagnosticBag) {
  guard let bare = render.plan.sound else { return }
  let listener = Listener(world: world, sources: render.sources)
  let output = render.plan.output
  let coding = target.isLossy ? output.sound.map { SoundCoding(encoder: $0, finish: output.soundFinish) } : nil
  func measure(_ sound: SoundPlan, _ coding: SoundCoding? = nil) -> SoundMeasure? {
    let question = SoundQuestion(inputs: render.plan.inputs, sound: sound, origins: render.plan.origins, coding: coding)
    return listener.measure(question, at: target.span, &bag)
  }
  guard let first = measure(bare) else { return }
  guard let before = Heard(first) else {
    bag.note("loudness", "the film is silent; its loudness is left as it is", at: target.span)
    return
  }
  let wanted = target.loudness?.value.units
  var next = Master(gain: wanted.map { $0 - before.loudness } ?? 0, ceiling: target.ceiling, isLossy: target.isLossy)
  var (best, after) = (next, Heard(loudness: before.loudness + next.gain, peak: before.peak + next.gain))
  let isHigh = after.peak > target.ceiling
  if isHigh { next.limit = target.ceiling - (target.isLossy ? 1 : Rational(1, 5)) }
  if isHigh || target.isLossy {
    for attempt in 0..<Master.attempts {
      guard let measured = measure(next.applied(to: bare), coding), let heard = Heard(measured) else { return }
      if attempt == 0 || !after.isNearer(than: heard, to: wanted, under: target.ceiling) { (best, after) = (next, heard) }
      guard attempt < Master.patience || !after.isThere(wanted, under: target.ceiling) else { break }
      guard next.correct(heard, wanted: wanted) else { break }
    }
  }
  render.plan.sound = best.applied(to: bare)
  bag.note("loudness", best.words(before, after) + (target.isLossy ? ", as heard behind the codec" : ""), at: target.span)
  if after.isThere(wanted, under: target.ceiling) { return }
  if let wanted, after.peak <= target.ceiling {
    bag.warning(
      "loudness-missed", "the film comes to \(lufs(after.loudness)), not \(lufs(wanted)): its peaks are in the way", at: target.span,
      caption: "lower it, raise 'true-peak', or compress the mix")
  } else {
    bag.warning(
      "loudness-missed", "peaks come to \(dBTP(after.peak)), above \(dBTP(target.ceiling))", at: target.span,
      caption: "give the sound a higher bitrate")
  }
}

/// How loud a film was found to be.
private struct Heard {
  /// LUFS.
  var loudness: Rational
  /// dBTP.
  var peak: Rational

  /// Nil for silence.
  init?(_ measure: SoundMeasure) {
    guard let integrated = measure.integrated, let peak = measure.truePeak else { return nil }
    self.init(loudness: Rational(integrated, 100), peak: Rational(peak, 100))
  }

  init(loudness: Rational, peak: Rational) { (self.loudness, self.peak) = (loudness, peak) }

  /// Within 0.3 LU of what is wanted, no peak above the ceiling.
  func isThere(_ wanted: Rational?, under ceiling: Rational) -> Bool {
    peak <= ceiling && wanted.map { (loudness - $0).magnitude <= Rational(3, 10) } ?? true
  }

  /// Peaks come first, loudness second.
  func isNearer(than other: Heard, to wanted: Rational?, under ceiling: Rational) -> Bool {
    let over = max(0, peak - ceiling), otherOver = max(0, other.peak - ceiling)
    guard over == otherOver else { return over < otherOver }
    guard let wanted else { return false }
    return (loudness - wanted).magnitude < (other.loudness - wanted).magnitude
  }
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
  /// Where peaks may lie: meters differ by a few hundredths, and coders do not do as they are told to a hundredth.
  private let room: Rational

  /// A film is played through so often at most, and no more than this where it is good enough.
  static let attempts = 10
  static let patience = 5

  init(gain: Rational, ceiling: Rational, isLossy: Bool) {
    (self.gain, self.ceiling) = (gain, ceiling)
    room = isLossy ? Rational(1, 20) : 0
  }

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
  mutating func correct(_ found: Heard, wanted: Rational?) -> Bool {
    let over = found.peak + room - ceiling
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

  func words(_ before: Heard, _ after: Heard) -> String {
    let change =
      gain.isZero ? "left as it is" : "\(gain.isPositive ? "raised" : "lowered") by \(gain.magnitude.decimal(digits: 2)) dB"
    return "measured \(lufs(before.loudness)) and a true peak of \(dBTP(before.peak)); \(change)"
      + (limit == nil ? "" : " and limited") + " to \(lufs(after.loudness)) and \(dBTP(after.peak))"
  }
}

private func lufs(_ loudness: Rational) -> String { loudness.decimal(digits: 2) + " LUFS" }
private func dBTP(_ peak: Rational) -> String { peak.decimal(digits: 2) + " dBTP" }
