import Foundation

/// A short rising chirp, the mark of a moment in coded sound. One lies a quarter past every second.
package struct Click: Hashable, Sendable {
  /// Where its middle is, in samples; not whole where it falls between two.
  package var position: Double
  /// Its height in the source is `Click.level`.
  package var height: Double

  /// Seconds past the whole second.
  package static let phase = 0.25
  package static let level = 0.6
  /// Seconds from its middle to its ends.
  static let half = 0.0015

  /// The chirp at a time from its middle, seconds.
  static func shape(_ time: Double) -> Double {
    guard abs(time) < half else { return 0 }
    let window = cos(.pi * time / (2 * half)) * cos(.pi * time / (2 * half))
    let u = time + half
    return window * sin(2 * .pi * (1500 * u + 6000 * u * u / (4 * half)))
  }

  /// One channel of coded sound.
  /// - Parameter start: seconds; where in the clicks' time it begins.
  package static func track(rate: Int, start: Double, seconds: Double) -> [Float] {
    let count = Int((seconds * Double(rate)).rounded())
    var samples = [Float](repeating: 0, count: count)
    let reach = Int(half * Double(rate)) + 2
    for second in Int(start) - 1...Int(start + seconds) + 1 {
      let middle = (Double(second) + phase - start) * Double(rate)
      let near = Int(middle.rounded())
      for index in max(0, near - reach)..<max(0, near - reach, min(count, near + reach)) {
        samples[index] += Float(level * shape((Double(index) - middle) / Double(rate)))
      }
    }
    return samples
  }

  /// The clicks in one channel, in order.
  /// - Parameter speed: how much faster than the source the sound runs, its pitch shifted with it; negative
  ///   backwards.
  package static func find(in samples: [Float], rate: Int, speed: Double = 1, floor: Float = 0.08) -> [Click] {
    let search = ClickSearch(rate: rate, speed: speed)
    return samples.withUnsafeBufferPointer { buffer in
      var clicks: [Click] = []
      var index = 0
      while index < buffer.count {
        guard abs(buffer[index]) > floor else {
          index += 1
          continue
        }
        if let click = search.best(in: buffer, from: index - search.reach, to: index + 2 * search.reach) {
          clicks.append(click)
          index = max(index + 1, Int(click.position) + search.reach)
        } else {
          index += search.reach
        }
      }
      return clicks
    }
  }
}

/// Finds one click near a place by likeness.
private struct ClickSearch {
  let template: [Float]
  let reach: Int
  private let energy: Float

  init(rate: Int, speed: Double) {
    let half = Int(Click.half * Double(rate) / abs(speed)) + 1
    template = (-half...half).map { Float(Click.shape(Double($0) * speed / Double(rate))) }
    reach = half
    energy = template.reduce(0) { $0 + $1 * $1 }
  }

  func best(in samples: UnsafeBufferPointer<Float>, from first: Int, to last: Int) -> Click? {
    var best = (place: 0, height: Float(0))
    for place in max(first, reach)..<max(first, reach, min(last, samples.count - reach)) {
      let height = height(samples, place)
      if height > best.height { best = (place, height) }
    }
    guard best.height > 0.04, likeness(samples, best.place, best.height) > 0.7 else { return nil }
    let (before, after) = (height(samples, best.place - 1), height(samples, best.place + 1))
    let bend = before - 2 * best.height + after
    let shift = bend < 0 ? Double((before - after) / bend) / 2 : 0
    return Click(position: Double(best.place) + shift, height: Double(best.height))
  }

  private func height(_ samples: UnsafeBufferPointer<Float>, _ middle: Int) -> Float {
    guard middle >= reach, middle + reach < samples.count else { return 0 }
    var sum: Float = 0
    var offset = 0
    while offset < template.count {
      sum += template[offset] * samples[middle - reach + offset]
      offset += 1
    }
    return sum / energy
  }

  private func likeness(_ samples: UnsafeBufferPointer<Float>, _ middle: Int, _ height: Float) -> Float {
    guard middle >= reach, middle + reach < samples.count else { return 0 }
    let around = (middle - reach...middle + reach).reduce(Float(0)) { $0 + samples[$1] * samples[$1] }
    return height * (energy / max(around, 1e-9)).squareRoot()
  }
}
