import Glibc

/// A row at which the music changes its force.
struct ForceChange {
  var row: Double
  /// Decibels between before and after, over all bands.
  var strength: Double
  var isRise: Bool
}

/// Where the music grows or falls off: the difference between the mean levels before and after, band by band,
/// which is a diagonal of Foote's checkerboard (2000). A broadband level would miss drums that return under a pad.
struct ForceChanges {
  /// Rows between steps.
  private static let stride = 10
  private let sums: [[Double]]
  private let stepCount: Int

  init(_ spectrogram: Spectrogram) {
    stepCount = spectrogram.rowCount / Self.stride
    let count = Spectrogram.bandCount, stepCount = stepCount
    var sums = [[Double]](repeating: [0], count: count)
    for step in 0..<stepCount {
      for band in 0..<count {
        var sum: Float = 0
        for row in step * Self.stride..<(step + 1) * Self.stride { sum += spectrogram.levels[row * count + band] }
        sums[band].append(sums[band][step] + Double(sum) / Double(Self.stride))
      }
    }
    self.sums = sums
  }

  /// - Parameter reach: rows on each side that are compared.
  func find(reach: Double) -> [ForceChange] {
    let reach = max(10, Int(reach) / Self.stride)
    guard stepCount > 2 * reach else { return [] }
    let steps = reach...(stepCount - reach)
    let values = steps.map { difference(at: $0, reach) }
    let sorted = values.map(\.strength).sorted()
    let median = sorted[sorted.count / 2], top = sorted[sorted.count * 95 / 100]
    let least = max(median + 0.8 * (top - median), 3)
    return values.indices.compactMap { index in
      let near = max(0, index - reach)...min(values.count - 1, index + reach)
      guard values[index].strength > least, near.allSatisfy({ values[$0].strength <= values[index].strength }) else { return nil }
      return ForceChange(
        row: Double((index + reach) * Self.stride), strength: values[index].strength, isRise: values[index].rise > 0)
    }
  }

  private func difference(at step: Int, _ reach: Int) -> (strength: Double, rise: Double) {
    // A neper is 8.686 dB.
    let scale = 8.686 / Double(reach)
    var (squares, sum) = (0.0, 0.0)
    for band in sums {
      let change = (band[step + reach] - 2 * band[step] + band[step - reach]) * scale
      squares += change * change
      sum += change
    }
    return ((squares / Double(sums.count)).squareRoot(), sum / Double(sums.count))
  }
}
