import Glibc

/// What beats look like: numbers found on generated music, away from the music that proves them.
struct BeatModel {
  var onsetWeight: Float = 0.99
  var tempoWeight: Float = 1.73
  var priorWeight: Float = 1.09
  var halfWeight: Float = 0.012
  /// Beats a minute that people feel first, and octaves about it.
  var usualTempo = 107.0
  var spread = 0.79
  /// What a beat counts for its length: 1 would halve every tempo, 0 double it.
  var exponent = 0.23
  var jumpPrice: Float = 6
  var slope: Float = 810
  var neighbourhood = 0.13

  static let standard = BeatModel()

  /// Over the periods of the tempogram.
  func prior(_ period: Int) -> Float {
    let octaves = log2(60 * Listener.rowRate / Double(period) / usualTempo) / spread
    return Float(-0.5 * octaves * octaves)
  }

  func weight(_ period: Int) -> Float {
    0.5 * Float(pow(Double(period) / Listener.rowRate / 0.5, exponent))
  }
}

/// The best way through the music in beats of changing length: Ellis's dynamic programme (2007) with the period
/// added to the state. Gives rows, in order.
func trackBeats(_ onsets: [Float], _ tempogram: Tempogram, _ model: BeatModel = .standard) -> [Int] {
  guard onsets.count > Tempogram.periods.lowerBound else { return [] }
  var search = BeatSearch(onsets, tempogram, model)
  search.run()
  return search.path()
}

private struct BeatSearch {
  let onsets: [Float]
  let tempogram: Tempogram
  let model: BeatModel
  private let periods = Array(Tempogram.periods)
  private let window = Tempogram.periods.upperBound + 1
  /// The last rows' scores, a row after the other, in a ring.
  private var scores: [Float]
  /// The best state of each row of the ring.
  private var tops: [(score: Float, state: Int)]
  /// The state before, for each row and state; `none` where the music starts.
  private var before: [UInt8]
  private static let none: UInt8 = 255

  init(_ onsets: [Float], _ tempogram: Tempogram, _ model: BeatModel) {
    (self.onsets, self.tempogram, self.model) = (onsets, tempogram, model)
    scores = [Float](repeating: 0, count: (Tempogram.periods.upperBound + 1) * Tempogram.periods.count)
    tops = Array(repeating: (0, 0), count: Tempogram.periods.upperBound + 1)
    before = [UInt8](repeating: Self.none, count: onsets.count * Tempogram.periods.count)
  }

  /// Changes of tempo that a step may make at a price below that of a jump, by state: the states before.
  private func neighbours() -> [[(state: Int, price: Float)]] {
    periods.map { period in
      periods.indices.compactMap { state in
        let ratio = Double(period) / Double(periods[state])
        guard abs(ratio - 1) <= model.neighbourhood else { return nil }
        let change = Float(log(ratio))
        return (state, min(model.jumpPrice, model.slope * change * change))
      }
    }
  }

  mutating func run() {
    let count = periods.count
    let neighbours = neighbours()
    let priors = periods.map(model.prior), weights = periods.map(model.weight)
    var column = tempogram.column(at: 0)
    for row in onsets.indices {
      if row % Tempogram.step == 0 { column = tempogram.column(at: row) }
      let ring = row % window * count
      var top: (score: Float, state: Int) = (-.infinity, 0)
      for state in 0..<count {
        let period = periods[state]
        let half = row - period / 2
        var gain = model.onsetWeight * onsets[row] + model.tempoWeight * column[state] + model.priorWeight * priors[state]
        if half >= 0 { gain -= model.halfWeight * max(0, onsets[half]) }
        var score = weights[state] * gain
        if row >= period {
          let best = best(row - period, neighbours[state])
          score += best.score
          before[row * count + state] = UInt8(best.state)
        }
        scores[ring + state] = score
        if score > top.score { top = (score, state) }
      }
      tops[row % window] = top
    }
  }

  private func best(_ row: Int, _ neighbours: [(state: Int, price: Float)]) -> (score: Float, state: Int) {
    let ring = row % window
    var best = (score: tops[ring].score - model.jumpPrice, state: tops[ring].state)
    let base = ring * periods.count
    for (state, price) in neighbours {
      let score = scores[base + state] - price
      if score > best.score { best = (score, state) }
    }
    return best
  }

  /// Back from the best state of the last rows.
  func path() -> [Int] {
    var best = (score: -Float.infinity, row: 0, state: 0)
    for row in max(0, onsets.count - window + 1)..<onsets.count {
      let top = tops[row % window]
      if top.score > best.score { best = (top.score, row, top.state) }
    }
    var (row, state) = (best.row, best.state)
    var rows = [row]
    while true {
      let previous = before[row * periods.count + state]
      guard previous != Self.none else { break }
      row -= periods[state]
      state = Int(previous)
      rows.append(row)
    }
    return rows.reversed()
  }
}
