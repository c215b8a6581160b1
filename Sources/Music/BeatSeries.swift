/// Beats and what is heard at each of them.
struct BeatSeries {
  /// Rows, fractions included, in order.
  var beats: [Double]

  /// The nearest three rows' best value.
  static func value(_ values: [Float], at row: Double, reach: Int = 2) -> Float {
    let middle = Int(row.rounded())
    let low = max(0, middle - reach), high = min(values.count - 1, middle + reach)
    guard low <= high else { return 0 }
    var best = values[low]
    for index in low...high { best = max(best, values[index]) }
    return best
  }

  /// The moments that divide each beat: `share` of the way to the next one.
  func shifted(by share: Double) -> [Double] {
    guard beats.count > 1 else { return beats }
    let last = beats[beats.count - 1] + (beats[beats.count - 1] - beats[beats.count - 2]) * share
    var result = zip(beats, beats.dropFirst()).map { $0 + ($1 - $0) * share }
    result.append(last)
    if share > 0.5 {
      // One fits in before the first.
      result.insert(beats[0] - (beats[1] - beats[0]) * (1 - share), at: 0)
      result.removeLast()
    }
    return result
  }

  /// Twice as many.
  var doubled: [Double] {
    var result: [Double] = []
    for (left, right) in zip(beats, beats.dropFirst()) { result += [left, (left + right) / 2] }
    return result + beats.suffix(1)
  }

  /// Every so many-th.
  func every(_ count: Int, from first: Int) -> [Double] { stride(from: first, to: beats.count, by: count).map { beats[$0] } }
}
