import Glibc

/// How well each beat period fits around each moment: a windowed autocorrelation of the onset strength, through
/// a comb of multiples of the period (Davies and Plumbley, 2007; Percival and Tzanetakis, 2014).
struct Tempogram {
  /// Rows a beat: from 215 to 50 beats a minute.
  static let periods = 28...120
  /// Rows between columns of the tempogram.
  static let step = 50

  /// One for each `step` rows; values for each period, the best 1.
  private(set) var columns: [[Float]] = []
  /// Their mean.
  private(set) var mean: [Float]
  /// How much better the best period fits than the rest, 0 to 1: noise fits none.
  private(set) var clarity: Float = 0

  private static let multiples = 4
  private static let reach = Int(4.7 * Listener.rowRate)
  private static let halfShare: Float = 0.55
  private static let meanShare: Float = 0.86

  init(_ onsets: [Float]) {
    mean = [Float](repeating: 0, count: Self.periods.count)
    let window = (0..<2 * Self.reach).map { index in
      0.5 - 0.5 * Float(cos(2 * Double.pi * (Double(index) + 0.5) / Double(2 * Self.reach)))
    }
    let lags = Self.multiples * Self.periods.upperBound + Self.multiples
    let own = Self.correlation(window, lags)
    var peaks: Float = 0
    for center in stride(from: 0, to: max(1, onsets.count), by: Self.step) {
      let piece = window.indices.map { index -> Float in
        let place = center - Self.reach + index
        return onsets.indices.contains(place) ? max(0, onsets[place]) * window[index] : 0
      }
      let raw = Self.correlation(piece, lags)
      let level = zip(raw, own).map { $0 / max($1 / own[0], 0.08) }
      let combed = Self.combed(level)
      if raw[0] > 0 { peaks += (combed.max()! - combed.reduce(0, +) / Float(combed.count)) / raw[0] }
      columns.append(Self.normalised(combed))
    }
    clarity = peaks / Float(columns.count)
    for column in columns { for index in mean.indices { mean[index] += column[index] / Float(columns.count) } }
    for number in columns.indices {
      for index in mean.indices {
        columns[number][index] = Self.meanShare * mean[index] + (1 - Self.meanShare) * columns[number][index]
      }
    }
  }

  private static func correlation(_ values: [Float], _ lags: Int) -> [Float] {
    values.withUnsafeBufferPointer { values in
      let bytes = UnsafeRawPointer(values.baseAddress!)
      return (0...lags).map { lag in
        var sum = SIMD8<Float>()
        let count = values.count - lag
        var index = 0
        while index + 8 <= count {
          let left = bytes.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
          let right = bytes.loadUnaligned(fromByteOffset: (index + lag) * 4, as: SIMD8<Float>.self)
          sum += left * right
          index += 8
        }
        var total = sum.sum()
        while index < count {
          total += values[index] * values[index + lag]
          index += 1
        }
        return total
      }
    }
  }

  /// Each period with its multiples, each taken at its best within half a row a multiple; and a share of half
  /// the period, because a true beat is divided.
  private static func combed(_ level: [Float]) -> [Float] {
    periods.map { period in
      var sum: Float = 0
      for multiple in 1...multiples {
        let reach = multiple / 2
        sum += level[multiple * period - reach...multiple * period + reach].max()!
      }
      return sum / Float(multiples) + halfShare * level[period / 2]
    }
  }

  private static func normalised(_ column: [Float]) -> [Float] {
    let top = max(column.max()!, 0.15)
    return column.map { $0 / top }
  }

  func column(at row: Int) -> [Float] { columns[min(row / Self.step, columns.count - 1)] }
}
