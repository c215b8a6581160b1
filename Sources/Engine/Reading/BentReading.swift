import FilterGraph
import Glibc
import MediaTypes

/// Samples of a file along a way that bends, interpolated with a windowed sinc; bounded memory, whatever the way.
final class BentReading {
  private let way: SoundWay
  private let wrap: Range<Int>?
  private let reader: SoundReader
  private let starts: [Double]
  private var bend = 0
  /// Samples of the file that are at hand, the same stretch of every channel.
  private var held = 0..<0
  private var planes: [[Float]]

  init(_ source: SoundSource, _ way: SoundWay, _ reader: SoundReader) {
    self.way = way
    self.reader = reader
    wrap = source.wrap.flatMap { $0.isEmpty ? nil : $0 }
    starts = way.bends.map(\.place.approximation)
    planes = Array(repeating: [], count: reader.channels)
  }

  /// Samples `first ..< first + count` of the way; nothing is heard where it stands still.
  func read(_ first: Int, count: Int, into targets: [UnsafeMutablePointer<Float>]) throws(EngineError) {
    var done = 0
    while done < count {
      let number = first + done
      if number < way.bends[bend].sample { bend = 0 }
      while bend + 2 < way.bends.count, way.bends[bend + 1].sample <= number { bend += 1 }
      let length = min(count - done, max(1, way.bends[bend + 1].sample - number))
      try readStraight(number, length, targets, at: done)
      done += length
    }
  }

  /// Samples between two bends.
  private func readStraight(
    _ number: Int, _ count: Int, _ targets: [UnsafeMutablePointer<Float>], at offset: Int
  ) throws(EngineError) {
    let from = way.bends[bend], to = way.bends[bend + 1]
    let slope = (starts[bend + 1] - starts[bend]) / Double(to.sample - from.sample)
    guard slope != 0 else {
      for target in targets { (target + offset).update(repeating: 0, count: count) }
      return
    }
    let first = starts[bend] + Double(number - from.sample) * slope
    let last = first + Double(count - 1) * slope
    let kernel = SincKernel(ratio: abs(slope))
    try hold(Int(min(first, last).rounded(.down)) - kernel.reach..<Int(max(first, last).rounded(.down)) + kernel.reach + 2)
    for (channel, target) in targets.enumerated() where channel < planes.count {
      planes[channel].withUnsafeBufferPointer { samples in
        for index in 0..<count {
          let place = first + Double(index) * slope
          target[offset + index] = kernel.value(of: samples, at: place - Double(held.lowerBound))
        }
      }
    }
  }

  /// Makes sure that a stretch of the file is at hand. Backwards, a second is read at once.
  private func hold(_ wanted: Range<Int>) throws(EngineError) {
    if held.lowerBound <= wanted.lowerBound, held.upperBound >= wanted.upperBound { return }
    var stretch = wanted
    if way.isFalling { stretch = min(wanted.lowerBound, wanted.upperBound - reader.rate)..<wanted.upperBound }
    let kept = stretch.lowerBound >= held.lowerBound ? stretch.clamped(to: held) : stretch.lowerBound..<stretch.lowerBound
    let rest = kept.isEmpty ? stretch : kept.upperBound..<stretch.upperBound
    let read = try fetch(rest)
    for channel in planes.indices {
      let old = kept.isEmpty ? [] : planes[channel][kept.lowerBound - held.lowerBound..<kept.upperBound - held.lowerBound]
      planes[channel] = old + read[channel]
    }
    held = stretch
  }

  /// Reads a stretch of the file, or of what repeats in it.
  private func fetch(_ stretch: Range<Int>) throws(EngineError) -> [[Float]] {
    let rows = (0..<reader.channels).map { _ in UnsafeMutablePointer<Float>.allocate(capacity: max(1, stretch.count)) }
    defer { for row in rows { row.deallocate() } }
    var done = 0
    while done < stretch.count {
      var number = stretch.lowerBound + done
      var length = stretch.count - done
      if let wrap {
        let inside = (number - wrap.lowerBound) % wrap.count
        number = wrap.lowerBound + (inside < 0 ? inside + wrap.count : inside)
        length = min(length, wrap.upperBound - number)
      }
      try reader.read(number, count: length, into: rows, at: done)
      done += length
    }
    return rows.map { Array(UnsafeBufferPointer(start: $0, count: stretch.count)) }
  }
}

/// A low pass at the lower of two rates, as weights around a place between samples.
private struct SincKernel {
  /// File samples for one that comes out, at least 1.
  private let stretch: Double
  /// Samples on each side that count.
  let reach: Int

  /// Zero crossings on each side, and table entries for each.
  private static let crossings = 16, fineness = 512
  /// What passes, of the lower rate's half.
  private static let cutoff = 0.96

  /// A sinc under a Kaiser window (beta 9), from the middle outwards.
  private static let table: [Float] = (0...crossings * fineness + 1).map { index in
    let x = Double(index) / Double(fineness)
    let share = x / Double(crossings)
    guard share < 1 else { return 0 }
    let wave = x == 0 ? cutoff : sin(.pi * x * cutoff) / (.pi * x)
    return Float(wave * bessel(9 * (1 - share * share).squareRoot()) / bessel(9))
  }

  /// The modified Bessel function of order 0, by its series.
  private static func bessel(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1..<40 {
      term *= (x / 2 / Double(k)) * (x / 2 / Double(k))
      sum += term
    }
    return sum
  }

  init(ratio: Double) {
    // Sound so fast that it is only a rustle is filtered no longer than this.
    stretch = min(16, max(1, ratio))
    reach = Int((Double(Self.crossings) * stretch).rounded(.up))
  }

  func value(of samples: UnsafeBufferPointer<Float>, at place: Double) -> Float {
    let middle = Int(place.rounded(.down))
    let scale = Double(Self.fineness) / stretch
    return Self.table.withUnsafeBufferPointer { table in
      var sum: Float = 0
      var index = max(0, middle - reach + 1)
      let end = min(samples.count, middle + reach + 1)
      while index < end {
        let distance = abs(Double(index) - place) * scale
        let entry = Int(distance)
        if entry < table.count - 1 {
          let part = Float(distance - Double(entry))
          sum += samples[index] * (table[entry] + (table[entry + 1] - table[entry]) * part)
        }
        index += 1
      }
      return sum / Float(stretch)
    }
  }
}
