import Glibc

/// The root mean square of the loudest channel over 50 ms, a hundred times a second.
struct LevelMeter {
  private let rate: Int
  private var sums: [Double]
  /// Mean squares of the loudest channel, a hundredth of a second each.
  private var powers: [Double] = []
  private var taken = 0

  init(channels: Int, rate: Int) {
    self.rate = rate
    sums = Array(repeating: 0, count: channels)
  }

  mutating func take(_ planes: [UnsafeMutablePointer<Float>], _ count: Int) {
    var done = 0
    while done < count {
      let end = (powers.count + 1) * rate / 100
      let length = min(count - done, end - taken)
      for (channel, plane) in planes.enumerated() {
        var sum = 0.0
        for index in done..<done + length { sum += Double(plane[index] * plane[index]) }
        sums[channel] += sum
      }
      done += length
      taken += length
      if taken == end { close(rate / 100) }
    }
  }

  private mutating func close(_ count: Int) {
    powers.append((sums.max() ?? 0) / Double(max(1, count)))
    for channel in sums.indices { sums[channel] = 0 }
  }

  /// Hundredths of a decibel of full scale.
  mutating func finished() -> [Int] {
    let rest = taken - powers.count * rate / 100
    if rest > 0 { close(rest) }
    return powers.indices.map { index in
      let around = powers[max(0, index - 2)...min(powers.count - 1, index + 2)]
      let power = around.reduce(0, +) / Double(around.count)
      return power < 1e-20 ? -20_000 : Int((1000 * log10(power)).rounded())
    }
  }
}
