import Glibc

/// How strongly something starts to sound, a value a row: SuperFlux (Böck and Widmer, 2013) in three regions of
/// pitch, each measured against its own surroundings. 1 is a usual start; negative values are holes.
struct OnsetStrength {
  /// Below 200 Hz, up to 2000 Hz, above; positive.
  private(set) var regions: [[Float]]
  /// What beats are found in: nothing counts more than twice a usual start.
  private(set) var values: [Float]
  /// The same without that limit.
  private(set) var strengths: [Float]

  private static let edges: [Double] = [200, 2000]
  private static let weights: [Float] = [1.6, 0.8, 0.7]
  private static let ceiling: Float = 2

  init(_ spectrogram: Spectrogram) {
    regions = Self.flux(spectrogram)
    strengths = Self.combined(regions)
    values = strengths.map { min($0, Self.ceiling) }
  }

  /// The rise of each band over two rows, beyond what its neighbours had (a note that glides is no start).
  private static func flux(_ spectrogram: Spectrogram) -> [[Float]] {
    let count = Spectrogram.bandCount
    let centers = MelBands(rate: Double(Listener.rate)).bands.map(\.center)
    let region = centers.map { center in edges.count { center >= $0 } }
    var sums = [[Float]](repeating: [Float](repeating: 0, count: spectrogram.rowCount), count: 3)
    let shares = (0..<3).map { number in 1 / Float(max(1, region.count { $0 == number })) }
    spectrogram.levels.withUnsafeBufferPointer { levels in
      for row in stride(from: 2, to: spectrogram.rowCount, by: 1) {
        let now = row * count, before = (row - 2) * count
        var totals: (Float, Float, Float) = (0, 0, 0)
        for band in 0..<count {
          var past = levels[before + band]
          if band > 0 { past = max(past, levels[before + band - 1]) }
          if band + 1 < count { past = max(past, levels[before + band + 1]) }
          let rise = max(0, levels[now + band] - past)
          switch region[band] {
          case 0: totals.0 += rise
          case 1: totals.1 += rise
          default: totals.2 += rise
          }
        }
        sums[0][row] = totals.0 * shares[0]
        sums[1][row] = totals.1 * shares[1]
        sums[2][row] = totals.2 * shares[2]
      }
    }
    return sums
  }

  private static func combined(_ regions: [[Float]]) -> [Float] {
    var sum = [Float](repeating: 0, count: regions[0].count)
    for (region, weight) in zip(regions, weights) {
      let level = normalised(region)
      for index in sum.indices { sum[index] += weight * level[index] }
    }
    let smooth = smoothed(sum)
    let mean = RunningSum(smooth) { Double($0) }
    let reach = Int(0.34 * Listener.rowRate)
    let centred = smooth.indices.map { smooth[$0] - Float(mean.mean(around: $0, reach: reach)) }
    return normalised(centred)
  }

  /// Divided by the running root mean square over 5 s, which counts as no less than a quarter of the whole's.
  private static func normalised(_ values: [Float]) -> [Float] {
    let squares = RunningSum(values) { Double($0 * $0) }
    let floor = 0.25 * squares.mean(around: 0, reach: values.count).squareRoot()
    let reach = Int(2.5 * Listener.rowRate)
    return values.indices.map { index in
      let level = max(squares.mean(around: index, reach: reach).squareRoot(), floor)
      return level > 0 ? values[index] / Float(level) : 0
    }
  }

  /// A Gaussian of 7 ms.
  private static func smoothed(_ values: [Float]) -> [Float] {
    let sigma = 0.007 * Listener.rowRate
    var kernel = (-3...3).map { Float(exp(-0.5 * pow(Double($0) / sigma, 2))) }
    let sum = kernel.reduce(0, +)
    for index in kernel.indices { kernel[index] /= sum }
    return values.indices.map { index in
      var total: Float = 0
      for (offset, weight) in kernel.enumerated() {
        let place = index + offset - 3
        if values.indices.contains(place) { total += weight * values[place] }
      }
      return total
    }
  }
}
