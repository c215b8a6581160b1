import Glibc

/// Magnitude spectra of eight windows of sound at a time, one window in each lane: a radix-2 transform
/// without a shuffle.
struct SpectrumBatch {
  typealias Lanes = SIMD8<Float>
  /// Samples of a window.
  static let size = 1024
  /// Frequencies from 0 to half the rate.
  static let binCount = size / 2 + 1

  private let tables = TransformTables()
  private var real: [Lanes]
  private var imaginary: [Lanes]
  /// The last result: magnitudes times 4 / size, so that a sine of amplitude 1 is 1.
  private(set) var magnitudes: [Lanes]

  init() {
    real = Array(repeating: .zero, count: Self.size / 2)
    imaginary = real
    magnitudes = Array(repeating: .zero, count: Self.binCount)
  }

  /// Transforms windows that start `hop` samples apart.
  /// - Parameter samples: at least `7 * hop + size` of them.
  mutating func transform(_ samples: UnsafePointer<Float>, hop: Int) {
    let tables = tables
    real.withUnsafeMutableBufferPointer { re in
      imaginary.withUnsafeMutableBufferPointer { im in
        tables.load(samples, hop, re, im)
        tables.transform(re, im)
        magnitudes.withUnsafeMutableBufferPointer { tables.unfold(re, im, $0) }
      }
    }
  }
}

/// The numbers that every transform of this size uses, and its three steps.
private struct TransformTables {
  typealias Lanes = SpectrumBatch.Lanes
  private let half = SpectrumBatch.size / 2
  private let window: [Float]
  private let cosines: [Float]
  private let sines: [Float]
  private let reversed: [Int]

  init() {
    let size = SpectrumBatch.size, half = size / 2
    window = (0..<size).map { 0.5 - 0.5 * Float(cos(2 * Double.pi * Double($0) / Double(size))) }
    cosines = (0..<half).map { Float(cos(2 * Double.pi * Double($0) / Double(size))) }
    sines = (0..<half).map { Float(-sin(2 * Double.pi * Double($0) / Double(size))) }
    let bits = half.trailingZeroBitCount
    reversed = (0..<half).map { index in
      (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
    }
  }

  /// Even samples become real parts and odd ones imaginary, in bit-reversed order.
  func load(
    _ samples: UnsafePointer<Float>, _ hop: Int, _ re: UnsafeMutableBufferPointer<Lanes>,
    _ im: UnsafeMutableBufferPointer<Lanes>
  ) {
    for index in 0..<half {
      let place = reversed[index]
      var even = Lanes(), odd = Lanes()
      for lane in 0..<8 {
        let base = samples + lane * hop + 2 * index
        even[lane] = base[0]
        odd[lane] = base[1]
      }
      re[place] = even * window[2 * index]
      im[place] = odd * window[2 * index + 1]
    }
  }

  func transform(_ re: UnsafeMutableBufferPointer<Lanes>, _ im: UnsafeMutableBufferPointer<Lanes>) {
    var span = 1
    while span < half {
      let stride = half / span
      for offset in 0..<span {
        let (c, s) = (cosines[offset * stride], sines[offset * stride])
        var low = offset
        while low < half {
          let high = low + span
          let x = re[high] * c - im[high] * s
          let y = re[high] * s + im[high] * c
          re[high] = re[low] - x
          im[high] = im[low] - y
          re[low] += x
          im[low] += y
          low += 2 * span
        }
      }
      span *= 2
    }
  }

  /// The spectrum of the real sound out of that of the folded one.
  func unfold(
    _ re: UnsafeMutableBufferPointer<Lanes>, _ im: UnsafeMutableBufferPointer<Lanes>,
    _ result: UnsafeMutableBufferPointer<Lanes>
  ) {
    let scale = 4 / Float(SpectrumBatch.size)
    result[0] = abs(re[0] + im[0]) * scale
    result[half] = abs(re[0] - im[0]) * scale
    for bin in 1..<half {
      let mirror = half - bin
      let evenRe = (re[bin] + re[mirror]) * 0.5, evenIm = (im[bin] - im[mirror]) * 0.5
      let oddRe = (im[bin] + im[mirror]) * 0.5, oddIm = (re[mirror] - re[bin]) * 0.5
      let (c, s) = (cosines[bin], sines[bin])
      let x = evenRe + oddRe * c - oddIm * s
      let y = evenIm + oddRe * s + oddIm * c
      result[bin] = (x * x + y * y).squareRoot() * scale
    }
  }

  private func abs(_ value: Lanes) -> Lanes { value.replacing(with: -value, where: value .< 0) }
}
