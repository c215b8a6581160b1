/// One way to count the same music: another phase, or another of its tempi.
struct BeatReading {
  /// What was done to the beats that were found first.
  enum Kind: Int, CaseIterable {
    case found, offBeat, quarter, third, double, half, halfOffBeat, thirdOfTempo, twoThirds

    /// Beats a minute, as a share of those found.
    var ratio: Double {
      switch self {
      case .found, .offBeat, .quarter, .third: 1
      case .double: 2
      case .half, .halfOffBeat: 0.5
      case .thirdOfTempo: 1.0 / 3
      case .twoThirds: 2.0 / 3
      }
    }
  }

  var kind: Kind
  /// Rows, fractions included.
  var beats: [Double]

  /// Every reading that is weighed.
  static func all(of beats: [Double]) -> [BeatReading] {
    let series = BeatSeries(beats: beats)
    let offBeat = BeatSeries(beats: series.shifted(by: 0.5)), doubled = BeatSeries(beats: series.doubled)
    var readings = [
      BeatReading(kind: .found, beats: beats), BeatReading(kind: .offBeat, beats: offBeat.beats),
      BeatReading(kind: .quarter, beats: series.shifted(by: 0.25)), BeatReading(kind: .quarter, beats: series.shifted(by: 0.75)),
      BeatReading(kind: .third, beats: series.shifted(by: 1.0 / 3)), BeatReading(kind: .third, beats: series.shifted(by: 2.0 / 3)),
      BeatReading(kind: .double, beats: doubled.beats),
    ]
    readings += (0..<2).map { BeatReading(kind: .half, beats: series.every(2, from: $0)) }
    readings += (0..<2).map { BeatReading(kind: .halfOffBeat, beats: offBeat.every(2, from: $0)) }
    readings += (0..<3).map { BeatReading(kind: .thirdOfTempo, beats: series.every(3, from: $0)) }
    readings += (0..<3).map { BeatReading(kind: .twoThirds, beats: doubled.every(3, from: $0)) }
    return readings.filter { $0.beats.count > 3 }
  }
}

/// The readings, the likeliest first, with how likely each is.
struct WeighedReadings {
  private(set) var list: [(reading: BeatReading, share: Double)]

  init(_ readings: [BeatReading], _ evidence: BeatEvidence) {
    let scores = readings.map { evidence.score($0) }
    let top = scores.max() ?? 0
    let powers = scores.map { exponential($0 - top) }
    let sum = powers.reduce(0, +)
    list = zip(readings, powers).map { ($0, $1 / sum) }.sorted { $0.share > $1.share }
  }

  var best: BeatReading { list[0].reading }

  /// How likely the best one's tempo is, and the other tempi as shares of it, the likeliest first.
  var tempi: (share: Double, others: [(ratio: Double, share: Double)]) {
    var shares: [(ratio: Double, share: Double)] = []
    for (reading, share) in list {
      let ratio = reading.kind.ratio / best.kind.ratio
      if let index = shares.firstIndex(where: { $0.ratio == ratio }) {
        shares[index].share += share
      } else {
        shares.append((ratio, share))
      }
    }
    return (shares[0].share, shares.dropFirst().sorted { $0.share > $1.share })
  }
}
