import Glibc

/// Bands as wide as the ear's: triangles on the mel scale, each of unit sum over the bins it covers.
struct MelBands {
  static let count = 60
  static let range: ClosedRange<Double> = 30...10_000

  /// One band's first bin and weights.
  struct Band {
    var first: Int
    var weights: [Float]
    /// Hertz of its middle.
    var center: Double
  }

  let bands: [Band]

  /// - Parameter rate: samples a second.
  init(rate: Double) {
    let low = Self.mel(Self.range.lowerBound), high = Self.mel(Self.range.upperBound)
    let edges = (0..<Self.count + 2).map { Self.hertz(low + (high - low) * Double($0) / Double(Self.count + 1)) }
    let step = rate / Double(SpectrumBatch.size)
    bands = (0..<Self.count).map { Self.band(edges[$0], edges[$0 + 1], edges[$0 + 2], step: step) }
  }

  private static func band(_ low: Double, _ center: Double, _ high: Double, step: Double) -> Band {
    let bins = Int((low / step).rounded(.up))...max(Int((low / step).rounded(.up)), Int(high / step))
    var weights = bins.map { bin -> Double in
      let hertz = Double(bin) * step
      return max(0, min((hertz - low) / (center - low), (high - hertz) / (high - center)))
    }
    let sum = weights.reduce(0, +)
    // A band that is narrower than a bin takes the nearest one.
    guard sum > 0 else { return Band(first: Int((center / step).rounded()), weights: [1], center: center) }
    for index in weights.indices { weights[index] /= sum }
    return Band(first: bins.lowerBound, weights: weights.map(Float.init), center: center)
  }

  private static func mel(_ hertz: Double) -> Double { 2595 * log10(1 + hertz / 700) }
  private static func hertz(_ mel: Double) -> Double { 700 * (pow(10, mel / 2595) - 1) }
}
