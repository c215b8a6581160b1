/// Sums over a window that slides along a signal, at a constant cost a value.
struct RunningSum {
  private var sums: [Double]

  init(_ values: [Float], _ term: (Float) -> Double) {
    sums = [0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums[sums.count - 1] + term(value)) }
  }

  /// The mean over `center - reach ... center + reach`, as far as there is signal.
  func mean(around center: Int, reach: Int) -> Double {
    let low = max(0, center - reach), high = min(sums.count - 1, center + reach + 1)
    return high > low ? (sums[high] - sums[low]) / Double(high - low) : 0
  }
}
