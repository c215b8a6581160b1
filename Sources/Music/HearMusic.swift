import Glibc
import MediaTypes

/// What an author knows better than any ear.
package struct MusicHints: Hashable, Sendable {
  /// Beats a minute.
  package var bpm: Double?
  package var beatsPerBar: Int?

  package init(bpm: Double? = nil, beatsPerBar: Int? = nil) { (self.bpm, self.beatsPerBar) = (bpm, beatsPerBar) }
}

extension Listener {
  /// Hears what was taken, once it is over. Times count from the first sample.
  package mutating func hear(_ hints: MusicHints = MusicHints()) -> MusicFacts {
    let spectrogram = finish()
    let onsets = OnsetStrength(spectrogram)
    let harmony = Harmony(spectrogram)
    let tempogram = Tempogram(onsets.values)
    var facts = MusicFacts(beats: [])
    let readings = findReadings(onsets, harmony, tempogram, spectrogram.power, hints)
    if let readings {
      let beats = readings.best.beats
      let bars = Bars.find(BarCues(beats, onsets, harmony).sum, lengths: hints.beatsPerBar.map { [$0] } ?? Bars.lengths)
      facts.beats = beats.map(Self.time)
      facts.downbeats = bars.downbeats
      facts.beatsPerBar = bars.length
      facts.tempo = tempo(readings, tempogram, onsets.values)
    }
    facts.onsets = findOnsets(onsets.strengths).map { onset in
      MusicFacts.Onset(time: Self.time(onset.row), strength: (100 * Double(onset.strength)).rounded() / 100)
    }
    facts.energy = measureEnergy(spectrogram.power)
    addSections(&facts, ForceChanges(spectrogram), end: spectrogram.rowCount)
    facts.peaks = Self.peaks(facts)
    return facts
  }

  private static func peaks(_ facts: MusicFacts) -> [Rational] {
    let strengths = facts.onsets.map(\.strength).sorted()
    guard !strengths.isEmpty else { return [] }
    let least = strengths[strengths.count * 4 / 5]
    let strong = facts.onsets.filter { $0.strength >= least }.map(\.time)
    // A rise is where something starts, if anything does near it.
    let rises = facts.turns.filter(\.isRise).map { turn in
      facts.onsets.map(\.time).filter { ($0 - turn.time).magnitude < Rational(1, 4) }
        .min { ($0 - turn.time).magnitude < ($1 - turn.time).magnitude } ?? turn.time
    }
    return Set(strong + rises).sorted()
  }

  /// Nil where nothing beats.
  private func findReadings(
    _ onsets: OnsetStrength, _ harmony: Harmony, _ tempogram: Tempogram, _ power: [Float], _ hints: MusicHints
  ) -> WeighedReadings? {
    let model = hints.bpm.map { BeatModel.standard.near($0) } ?? .standard
    let beats = refineBeats(trackBeats(onsets.values, tempogram, model), onsets.strengths, power)
    guard beats.count > 3 else { return nil }
    let readings = BeatReading.all(of: beats).filter { reading in
      guard let bpm = hints.bpm else { return true }
      return abs(log2(bpm / (reading.tempo))) < 0.1
    }
    return WeighedReadings(
      readings.isEmpty ? [BeatReading(kind: .found, beats: beats)] : readings, BeatEvidence(onsets, harmony, tempogram))
  }

  /// Seconds of a row, to a ten-thousandth; a rise is seen before the middle of its window is past it.
  static func time(_ row: Double) -> Rational {
    Rational(max(0, Int(((row / rowRate - latency) * 10_000).rounded())), 10_000)
  }

  /// Between clicks, which are then found 7 ms early, and notes of bands, found 5 ms late.
  private static let latency = 0.003

  private func tempo(_ readings: WeighedReadings, _ tempogram: Tempogram, _ onsets: [Float]) -> MusicFacts.Tempo {
    let bpm = readings.best.tempo
    let (share, others) = readings.tempi
    let heard = readings.best.beats.count { BeatSeries.value(onsets, at: $0) > 0.5 }
    let clarity = min(1, 1.25 * Double(heard) / Double(readings.best.beats.count)) * min(1, Double(tempogram.clarity) / 0.3)
    return MusicFacts.Tempo(
      bpm: (bpm * 100).rounded() / 100, confidence: (share * clarity * 100).rounded() / 100,
      alternatives: others.filter { $0.share > 0.02 }.prefix(2).map { (bpm * $0.ratio * 100).rounded() / 100 })
  }

  private func addSections(_ facts: inout MusicFacts, _ changes: ForceChanges, end: Int) {
    let bpm = facts.tempo?.bpm ?? 120
    let bar = 60 / bpm * Double(facts.beatsPerBar ?? 4)
    let reach = max(1.5, min(6, 2 * bar))
    let downbeats = facts.downbeats.map { facts.beats[$0] }
    for change in changes.find(reach: reach * Self.rowRate) {
      var time = Self.time(change.row)
      let nearest = downbeats.min { ($0 - time).magnitude < ($1 - time).magnitude }
      if let nearest, (nearest - time).magnitude.approximation <= bar / 2 { time = nearest }
      guard facts.turns.last.map({ $0.time < time }) ?? true else { continue }
      facts.turns.append(
        MusicFacts.Turn(time: time, strength: (change.strength * 10).rounded() / 10, isRise: change.isRise))
    }
    let edges = [Rational.zero] + facts.turns.map(\.time) + [Self.time(Double(end))]
    facts.sections = zip(edges, edges.dropFirst()).filter { $0 < $1 }.map { start, end in
      MusicFacts.Section(start: start, end: end, energy: facts.energy.mean(from: start, to: end))
    }
  }
}

extension BeatReading {
  /// Beats a minute, by the median interval, measured over eight beats so that the grid of rows does not show.
  var tempo: Double {
    let span = min(8, beats.count - 1)
    let intervals = (span..<beats.count).map { (beats[$0] - beats[$0 - span]) / Double(span) }.sorted()
    return intervals.isEmpty ? 0 : 60 * Listener.rowRate / intervals[intervals.count / 2]
  }
}

extension MusicFacts.Energy {
  func mean(from start: Rational, to end: Rational) -> Double {
    let first = (start / step).floor ?? 0, last = (end / step).ceiling ?? 0
    let part = values[max(0, min(first, values.count))..<max(0, min(max(first, last), values.count))]
    return part.isEmpty ? 0 : (100 * part.reduce(0, +) / Double(part.count)).rounded() / 100
  }
}

extension BeatModel {
  /// One that knows the tempo, or an octave of it where it is out of reach.
  func near(_ bpm: Double) -> BeatModel {
    var model = self
    model.usualTempo = bpm
    let slowest = 60 * Listener.rowRate / Double(Tempogram.periods.upperBound)
    let fastest = 60 * Listener.rowRate / Double(Tempogram.periods.lowerBound)
    while model.usualTempo < slowest { model.usualTempo *= 2 }
    while model.usualTempo > fastest { model.usualTempo /= 2 }
    (model.spread, model.priorWeight, model.jumpPrice) = (0.02, 1, 40)
    return model
  }
}
