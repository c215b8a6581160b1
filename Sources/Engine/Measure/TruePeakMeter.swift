import Glibc

/// The highest peak between samples, too: ITU-R BS.1770 annex 2, at four times the rate.
struct TruePeakMeter {
  private var histories: [[Float]]
  private var peak: Float = 0
  private static let taps = 24

  init(channels: Int) { histories = Array(repeating: Array(repeating: 0, count: Self.taps), count: channels) }

  /// For each of the three places between two samples, the weights of the samples around: a sinc under a Kaiser window.
  private static let phases: [[Float]] = (1...3).map { phase in
    let weights = (0..<taps).map { tap -> Double in
      let distance = Double(tap - taps / 2 + 1) - Double(phase) / 4
      let edge = distance / Double(taps / 2)
      let window = abs(edge) < 1 ? bessel(8 * (1 - edge * edge).squareRoot()) / bessel(8) : 0
      return distance == 0 ? 1 : window * sin(.pi * distance) / (.pi * distance)
    }
    let sum = weights.reduce(0, +)
    return weights.map { Float($0 / sum) }
  }

  /// The modified Bessel function of order 0.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1..<40 {
      term *= x * x / (4 * Double(k) * Double(k))
      sum += term
    }
    return sum
  }

  mutating func take(_ planes: [UnsafeMutablePointer<Float>], _ count: Int) {
    for (channel, plane) in planes.enumerated() {
      let samples = histories[channel] + UnsafeBufferPointer(start: plane, count: count)
      samples.withUnsafeBufferPointer { scan($0, count) }
      histories[channel] = Array(samples.suffix(Self.taps))
    }
  }

  /// Looks between samples only where they are high enough to matter: no peak is 2.5 times its neighbours.
  private mutating func scan(_ samples: UnsafeBufferPointer<Float>, _ count: Int) {
    let block = 64
    for start in stride(from: 0, to: count, by: block) {
      let end = min(count, start + block)
      var highest: Float = 0
      for index in start..<end + Self.taps { highest = max(highest, abs(samples[index])) }
      guard highest * 2.5 > peak else { continue }
      for index in start..<end {
        peak = max(peak, abs(samples[index + Self.taps / 2 - 1]))
        for phase in Self.phases {
          var sum: Float = 0
          for tap in 0..<Self.taps { sum += samples[index + tap] * phase[tap] }
          peak = max(peak, abs(sum))
        }
      }
    }
  }

  /// Hundredths of a dBTP; nil for silence. The last samples of the sound count by themselves.
  var hundredths: Int? {
    let highest = max(peak, histories.joined().map(abs).max() ?? 0)
    return highest < 1e-10 ? nil : Int((2000 * log10(Double(highest))).rounded())
  }
}
