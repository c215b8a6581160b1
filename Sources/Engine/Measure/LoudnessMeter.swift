import Glibc
import MediaTypes

/// Integrated loudness by EBU R 128: ITU-R BS.1770-4's weighting, blocks of 400 ms every 100 ms, both gates.
struct LoudnessMeter {
  private let weights: [Double]
  private var filters: [WeightingFilter]
  private let step: Int
  private var sum = 0.0
  private var taken = 0
  /// Weighted power of each tenth of a second.
  private var tenths: [Double] = []

  init(_ shape: SoundShape) {
    weights = Self.weights(shape.layout)
    filters = weights.map { _ in WeightingFilter(rate: Double(shape.rate)) }
    step = shape.rate / 10
  }

  /// The channels behind count more, the low one nothing.
  private static func weights(_ layout: ChannelLayout) -> [Double] {
    switch layout.rawValue {
    case "2.1": [1, 1, 0]
    case "quad": [1, 1, 1.41, 1.41]
    case "5.0": [1, 1, 1, 1.41, 1.41]
    case "5.1": [1, 1, 1, 0, 1.41, 1.41]
    default: Array(repeating: 1, count: layout.channelCount)
    }
  }

  mutating func take(_ planes: [UnsafeMutablePointer<Float>], _ count: Int) {
    var done = 0
    while done < count {
      let length = min(count - done, step - taken)
      for (channel, plane) in planes.enumerated() where weights[channel] > 0 {
        sum += weights[channel] * filters[channel].power(plane + done, length)
      }
      done += length
      taken += length
      if taken == step {
        tenths.append(sum / Double(step))
        (sum, taken) = (0, 0)
      }
    }
  }

  /// Hundredths of a LUFS; nil where nothing is above the absolute gate.
  var integrated: Int? {
    guard tenths.count >= 4 else { return short }
    let blocks = (0...tenths.count - 4).map { Self.mean(Array(tenths[$0..<$0 + 4])) }
    return Self.gated(blocks)
  }

  /// A sound shorter than a block is one.
  private var short: Int? {
    let length = tenths.count * step + taken
    guard length > 0 else { return nil }
    return Self.gated([(tenths.reduce(0, +) * Double(step) + sum) / Double(length)])
  }

  private static func gated(_ blocks: [Double]) -> Int? {
    let loud = blocks.filter { loudness($0) > -70 }
    guard !loud.isEmpty else { return nil }
    let gate = loudness(mean(loud)) - 10
    let kept = loud.filter { loudness($0) > gate }
    return Int((loudness(mean(kept.isEmpty ? loud : kept)) * 100).rounded())
  }

  private static func mean(_ blocks: [Double]) -> Double { blocks.reduce(0, +) / Double(blocks.count) }
  private static func loudness(_ power: Double) -> Double { power > 0 ? -0.691 + 10 * log10(power) : -200 }
}

/// The two filters of ITU-R BS.1770 for any rate, with the analogue prototypes that libebur128 gives.
private struct WeightingFilter {
  private let b: (Double, Double, Double)
  private let a: (Double, Double)
  private let c: (Double, Double)
  private var x = (0.0, 0.0), y = (0.0, 0.0), z = (0.0, 0.0)

  init(rate: Double) {
    var (k, q) = (tan(.pi * 1681.974450955533 / rate), 0.7071752369554196)
    let high = pow(10, 3.999843853973347 / 20), band = pow(high, 0.4996667741545416)
    var whole = 1 + k / q + k * k
    b = ((high + band * k / q + k * k) / whole, 2 * (k * k - high) / whole, (high - band * k / q + k * k) / whole)
    a = (2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole)
    (k, q) = (tan(.pi * 38.13547087602444 / rate), 0.5003270373238773)
    whole = 1 + k / q + k * k
    c = (2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole)
  }

  /// The sum of squares of the next samples, weighted.
  mutating func power(_ samples: UnsafePointer<Float>, _ count: Int) -> Double {
    var sum = 0.0
    for index in 0..<count {
      let input = Double(samples[index])
      let forward: Double = b.0 * input + b.1 * x.0 + b.2 * x.1
      let shelf: Double = forward - a.0 * y.0 - a.1 * y.1
      let pass: Double = shelf - 2 * y.0 + y.1
      let result: Double = pass - c.0 * z.0 - c.1 * z.1
      x = (input, x.0)
      y = (shelf, y.0)
      z = (result, z.0)
      sum += result * result
    }
    return sum
  }
}
