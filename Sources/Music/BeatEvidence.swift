import Glibc

/// What speaks for a reading of the beats: the force of the onsets on it and between, in all three regions, how
/// the harmony changes there, whether bars come of it, and how usual its tempo is.
struct BeatEvidence {
  private let onsets: OnsetStrength
  private let regions: [[Float]]
  private let harmony: Harmony
  private let tempogram: Tempogram

  init(_ onsets: OnsetStrength, _ harmony: Harmony, _ tempogram: Tempogram) {
    (self.onsets, self.harmony, self.tempogram) = (onsets, harmony, tempogram)
    regions = onsets.regions.map { region in
      let power = region.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(1, region.count))
      let scale = power > 0 ? Float(1 / power.squareRoot()) : 0
      return region.map { min(4, $0 * scale) }
    }
  }

  /// Where a reading is heard: on the beat, on its half, quarters and thirds.
  private static let divisions: [Double] = [0, 0.5, 0.25, 0.75, 1.0 / 3, 2.0 / 3]

  /// Readings of one piece compare by it; differences are logarithms of odds.
  func score(_ reading: BeatReading) -> Double {
    zip(features(reading.beats), EvidenceWeights.weights).reduce(EvidenceWeights.kinds[reading.kind.rawValue]) { $0 + $1.0 * $1.1 }
  }

  func features(_ beats: [Double]) -> [Double] {
    let series = BeatSeries(beats: beats)
    let places = Self.divisions.map { $0 == 0 ? beats : series.shifted(by: $0) }
    let intervals = zip(beats, beats.dropFirst()).map { $1 - $0 }.sorted()
    let period = intervals.isEmpty ? 50 : intervals[intervals.count / 2]
    var list = ([onsets.values] + regions).flatMap { values in places.map { mean(values, $0) } }
    for place in places.prefix(4) {
      let change = changes(place, reach: period)
      list += [change.low, change.middle]
    }
    let bars = Bars.find(BarCues(beats, onsets, harmony).sum, lengths: [3, 4])
    let octaves = log2(60 * Listener.rowRate / period / 107)
    let index = max(0, min(Tempogram.periods.count - 1, Int(period.rounded()) - Tempogram.periods.lowerBound))
    return list + [Double(bars.score), octaves, octaves * octaves, Double(tempogram.mean[index])]
  }

  private func mean(_ values: [Float], _ rows: [Double]) -> Double {
    rows.reduce(0) { $0 + Double(BeatSeries.value(values, at: $1)) } / Double(max(1, rows.count))
  }

  private func changes(_ rows: [Double], reach: Double) -> (low: Double, middle: Double) {
    var before = harmony.blank, after = harmony.blank
    var sums = (low: 0.0, middle: 0.0)
    for row in rows {
      let change = harmony.change(at: row, reach: reach, &before, &after)
      sums.low += Double(change.low)
      sums.middle += Double(change.middle)
    }
    let count = Double(max(1, rows.count))
    return (sums.low / count, sums.middle / count)
  }
}

func exponential(_ value: Double) -> Double { exp(value) }
