import Glibc

/// How much the harmony changes at a moment: one less the correlation of the mean spectra before and after it.
struct Harmony {
  private let rows: [Float]
  private let width = Spectrogram.harmonyBins.count
  private let rowCount: Int

  /// Below 400 Hz: the bass.
  static let low = 0..<17
  /// From 150 to 2500 Hz: chords and tunes.
  static let middle = 5..<115

  init(_ spectrogram: Spectrogram) {
    rows = spectrogram.harmony
    rowCount = rows.count / Spectrogram.harmonyBins.count
  }

  /// - Parameters:
  ///   - moment: a row of the spectrogram, fractions allowed.
  ///   - reach: rows that count on each side.
  func change(at moment: Double, reach: Double, _ before: inout [Float], _ after: inout [Float]) -> (low: Float, middle: Float) {
    // A window hears its sound half a window early; a little is left out around the moment.
    mean(from: moment - reach, to: moment - 2, &before)
    mean(from: moment + 2, to: moment + reach, &after)
    return (1 - Self.correlation(before, after, Self.low), 1 - Self.correlation(before, after, Self.middle))
  }

  private func mean(from: Double, to: Double, _ sum: inout [Float]) {
    let stride = Double(Spectrogram.stride)
    let first = max(0, min(rowCount - 1, Int((from / stride).rounded())))
    let last = max(first + 1, min(rowCount, Int((to / stride).rounded())))
    for bin in 0..<width { sum[bin] = 0 }
    rows.withUnsafeBufferPointer { rows in
      sum.withUnsafeMutableBufferPointer { sum in
        for row in first..<last {
          let base = rows.baseAddress! + row * width
          for bin in 0..<width { sum[bin] += base[bin] }
        }
      }
    }
  }

  private static func correlation(_ a: [Float], _ b: [Float], _ bins: Range<Int>) -> Float {
    var (sumA, sumB): (Float, Float) = (0, 0)
    for bin in bins {
      sumA += a[bin]
      sumB += b[bin]
    }
    let (meanA, meanB) = (sumA / Float(bins.count), sumB / Float(bins.count))
    var (ab, aa, bb): (Float, Float, Float) = (0, 0, 0)
    for bin in bins {
      let (x, y) = (a[bin] - meanA, b[bin] - meanB)
      ab += x * y
      aa += x * x
      bb += y * y
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 1
  }

  var blank: [Float] { [Float](repeating: 0, count: width) }
}
