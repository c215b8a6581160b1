import FilterGraph
import Glibc
import MediaTypes

/// How loud a file is, a hundred times a second from its first sample: a byte each, the root mean square of its
/// loudest channel in half decibels below full scale; 255 is silence.
/// - Throws: `.media` where the file cannot be read; `.fault` where it has no sound.
package func soundLevels(path: String) throws(EngineError) -> [UInt8] {
  let facts = try probeMedia(path: path)
  guard let sound = facts.sound else { throw EngineError(.media, "'\(path)' has no sound") }
  let reader = try SoundReader(PlanInput(facts: facts))
  let total = ((sound.end - sound.start) * Rational(sound.rate)).roundedHalfUp ?? 0
  let counter = LevelCounter(channels: sound.channels, rate: sound.rate)
  var levels: [UInt8] = []
  levels.reserveCapacity(total * 100 / sound.rate + 1)
  while true {
    let first = levels.count * sound.rate / 100, end = min(total, (levels.count + 1) * sound.rate / 100)
    guard first < end else { return levels }
    levels.append(try counter.level(of: first..<end, reader))
  }
}

/// Memory for the samples of one level.
private final class LevelCounter {
  private let planes: [UnsafeMutablePointer<Float>]

  init(channels: Int, rate: Int) {
    planes = (0..<channels).map { _ in .allocate(capacity: rate / 100 + 1) }
  }

  deinit { for plane in planes { plane.deallocate() } }

  func level(of samples: Range<Int>, _ reader: SoundReader) throws(EngineError) -> UInt8 {
    try reader.read(samples.lowerBound, count: samples.count, into: planes, at: 0)
    var loudest: Float = 0
    for plane in planes {
      var sum: Float = 0
      for index in 0..<samples.count { sum += plane[index] * plane[index] }
      loudest = max(loudest, sum / Float(samples.count))
    }
    return Self.halfDecibels(loudest)
  }

  /// - Parameter power: the mean square, 1 for full scale.
  private static func halfDecibels(_ power: Float) -> UInt8 {
    guard power > 1e-13 else { return 255 }
    return UInt8(max(0, min(254, (-20 * log10f(power)).rounded())))
  }
}
