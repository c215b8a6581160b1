import MediaTypes

/// Where something starts to sound: the rule of Böck, Krebs and Schedl (2012), at least 100 ms apart.
func findOnsets(_ onsets: [Float]) -> [(row: Double, strength: Float)] {
  let before = Int(0.1 * Listener.rowRate), behind = Int(0.07 * Listener.rowRate), near = 3
  let sums = RunningSum(onsets) { Double($0) }
  var found: [(row: Double, strength: Float)] = []
  for row in onsets.indices where onsets[row] > 0 {
    let around = max(0, row - near)...min(onsets.count - 1, row + near)
    guard around.allSatisfy({ onsets[$0] <= onsets[row] }) else { continue }
    let middle = row + (behind - before) / 2, reach = (before + behind) / 2
    guard Double(onsets[row]) > sums.mean(around: middle, reach: reach) + 0.5 else { continue }
    let position = peakPosition(row, onsets)
    if let last = found.last, position - last.row < 0.1 * Listener.rowRate {
      if last.strength < onsets[row] { found[found.count - 1] = (position, onsets[row]) }
    } else {
      found.append((position, onsets[row]))
    }
  }
  return found
}
