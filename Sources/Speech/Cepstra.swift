import Glibc

/// What speech sounds like a hundred times a second: mel cepstra, without the colour of voice and room (each coefficient
/// has mean 0 and deviation 1 over the whole).
struct Cepstra {
  static let size = 13
  /// Frame after frame.
  private(set) var values: [Float] = []
  var count: Int { values.count / Self.size }

  /// - Parameter rate: samples a second; at least 14 kHz.
  init(_ samples: [Float], rate: Int) {
    let width = rate / 40
    var transform = Fourier(atLeast: width)
    let bands = MelBank(transform: transform.size, rate: rate)
    let window = (0..<width).map { 0.54 - 0.46 * cosf(2 * .pi * Float($0) / Float(width - 1)) }
    let frames = samples.count * 100 / rate
    values.reserveCapacity(frames * Self.size)
    for frame in 0..<frames {
      let first = frame * rate / 100 + rate / 200 - width / 2
      for index in 0..<transform.size {
        let place = first + index
        transform.real[index] = index < width && samples.indices.contains(place) ? samples[place] * window[index] : 0
        transform.imaginary[index] = 0
      }
      transform.run()
      values += bands.cepstrum(of: transform)
    }
    normalise()
  }

  private init() {}

  private mutating func normalise() {
    for coefficient in 0..<Self.size {
      var (sum, squares): (Double, Double) = (0, 0)
      for frame in 0..<count {
        let value = Double(values[frame * Self.size + coefficient])
        sum += value
        squares += value * value
      }
      let mean = sum / Double(max(1, count))
      let deviation = max(1e-3, (squares / Double(max(1, count)) - mean * mean).squareRoot())
      for frame in 0..<count {
        let index = frame * Self.size + coefficient
        values[index] = (values[index] - Float(mean)) / Float(deviation)
      }
    }
  }

  /// Every `step` frames as their mean.
  func coarse(_ step: Int) -> Cepstra {
    var result = Cepstra()
    for first in stride(from: 0, to: count, by: step) {
      let last = min(count, first + step)
      for coefficient in 0..<Self.size {
        let sum = (first..<last).reduce(Float(0)) { $0 + values[$1 * Self.size + coefficient] }
        result.values.append(sum / Float(last - first))
      }
    }
    return result
  }
}

/// Triangles of equal width in mel from 100 Hz to 6.8 kHz, and the cosine transform of their logarithms.
private struct MelBank {
  private var weights: [(first: Int, values: [Float])] = []
  private let cosines: [Float]
  private static let bands = 24

  init(transform size: Int, rate: Int) {
    func mel(_ hertz: Float) -> Float { 1127 * logf(1 + hertz / 700) }
    func bin(_ mel: Float) -> Float { 700 * (expf(mel / 1127) - 1) * Float(size) / Float(rate) }
    let (low, high) = (mel(100), mel(6800))
    let edges = (0..<Self.bands + 2).map { bin(low + (high - low) * Float($0) / Float(Self.bands + 1)) }
    for band in 0..<Self.bands {
      let (left, middle, right) = (edges[band], edges[band + 1], edges[band + 2])
      let first = Int(left.rounded(.up)), last = Int(right)
      weights.append(
        (
          first,
          (first...max(first, last)).map { max(0, min((Float($0) - left) / (middle - left), (right - Float($0)) / (right - middle))) }
        ))
    }
    cosines = (0..<Cepstra.size).flatMap { order in
      (0..<Self.bands).map { cosf(.pi * Float(order) * (Float($0) + 0.5) / Float(Self.bands)) }
    }
  }

  func cepstrum(of transform: Fourier) -> [Float] {
    let levels = weights.map { first, values in
      var sum: Float = 0
      for (offset, weight) in values.enumerated() {
        let (a, b) = (transform.real[first + offset], transform.imaginary[first + offset])
        sum += weight * (a * a + b * b)
      }
      return logf(sum + 1e-5)
    }
    return (0..<Cepstra.size).map { order in
      var sum: Float = 0
      for band in 0..<Self.bands { sum += cosines[order * Self.bands + band] * levels[band] }
      return sum
    }
  }
}

/// A discrete Fourier transform in place, of a power of two (Cooley and Tukey 1965).
struct Fourier {
  let size: Int
  var real: [Float]
  var imaginary: [Float]
  private let cosines: [Float]
  private let sines: [Float]

  init(atLeast count: Int) {
    var size = 2
    while size < count { size *= 2 }
    self.size = size
    (real, imaginary) = ([Float](repeating: 0, count: size), [Float](repeating: 0, count: size))
    cosines = (0..<size / 2).map { cosf(2 * .pi * Float($0) / Float(size)) }
    sines = (0..<size / 2).map { -sinf(2 * .pi * Float($0) / Float(size)) }
  }

  mutating func run() {
    var target = 0
    for index in 1..<size {
      var bit = size >> 1
      while target & bit != 0 {
        target ^= bit
        bit >>= 1
      }
      target |= bit
      if index < target {
        real.swapAt(index, target)
        imaginary.swapAt(index, target)
      }
    }
    var half = 1
    while half < size {
      combine(half)
      half *= 2
    }
  }

  private mutating func combine(_ half: Int) {
    let step = size / (half * 2)
    for start in stride(from: 0, to: size, by: half * 2) {
      for offset in 0..<half {
        let (a, b) = (start + offset, start + offset + half)
        let (c, s) = (cosines[offset * step], sines[offset * step])
        let (x, y) = (real[b] * c - imaginary[b] * s, real[b] * s + imaginary[b] * c)
        (real[b], imaginary[b]) = (real[a] - x, imaginary[a] - y)
        (real[a], imaginary[a]) = (real[a] + x, imaginary[a] + y)
      }
    }
  }
}
