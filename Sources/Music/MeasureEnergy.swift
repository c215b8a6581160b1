import Glibc
import MediaTypes

/// Momentary loudness (400 ms, ten times a second), scaled to 0 … 1 between the quietest and the loudest
/// twentieth.
func measureEnergy(_ power: [Float]) -> MusicFacts.Energy {
  let sums = RunningSum(power) { Double($0) }
  let count = Int(Double(power.count) / Listener.rowRate * 10)
  let levels = (0..<count).map { step -> Double in
    let row = Int((Double(step) / 10 * Listener.rowRate).rounded())
    return 10 * log10(max(sums.mean(around: row, reach: 20), 1e-10))
  }
  let sorted = levels.sorted()
  guard let low = sorted.dropFirst(count / 20).first, let high = sorted.dropLast(count / 20).last, high > low else {
    return MusicFacts.Energy(values: levels.map { _ in 0 })
  }
  let values = levels.map { level in (1000 * max(0, min(1, (level - low) / (high - low)))).rounded() / 1000 }
  return MusicFacts.Energy(values: values)
}
