/// Beats between rows: each moves to the peak of the onset strength beside it.
/// - Returns: fractions of rows, in order, without those before and after the sounding part.
func refineBeats(_ rows: [Int], _ onsets: [Float], _ power: [Float]) -> [Double] {
  guard let sounding = soundingPart(power) else { return [] }
  var beats: [Double] = []
  for row in rows {
    let beat = refined(row, onsets)
    guard sounding.contains(Int(beat.rounded())), beat > (beats.last ?? -2) + 1 else { continue }
    beats.append(beat)
  }
  return beats
}

private func refined(_ row: Int, _ onsets: [Float]) -> Double {
  let near = max(1, row - 2)...max(1, min(onsets.count - 2, row + 2))
  guard onsets.count > 3, let peak = near.max(by: { onsets[$0] < onsets[$1] }), onsets[peak] > 0.5 else { return Double(row) }
  return peakPosition(peak, onsets)
}

/// The top of the parabola through a value and its neighbours.
func peakPosition(_ peak: Int, _ values: [Float]) -> Double {
  guard peak > 0, peak + 1 < values.count else { return Double(peak) }
  let (left, middle, right) = (Double(values[peak - 1]), Double(values[peak]), Double(values[peak + 1]))
  let bend = left - 2 * middle + right
  guard bend < 0 else { return Double(peak) }
  return Double(peak) + max(-0.5, min(0.5, 0.5 * (left - right) / bend))
}

/// From the first to the last row that is louder than 2 % of the music, over 50 ms, and a little around it.
private func soundingPart(_ power: [Float]) -> ClosedRange<Int>? {
  let sums = RunningSum(power) { Double($0) }
  let mean = sums.mean(around: 0, reach: power.count)
  guard mean > 1e-9 else { return nil }
  let isLoud = { (row: Int) in sums.mean(around: row, reach: 2) > 0.0004 * mean }
  guard let first = power.indices.first(where: isLoud), let last = power.indices.last(where: isLoud) else { return nil }
  return max(0, first - 5)...last + 5
}
