import FilterGraph
import Foundation
import MediaTypes
import Timeline

/// Turns a level that changes into straight lines of amplitude, near enough that nobody hears the difference:
/// within 0.002 dB where it is loud.
struct LevelLowering {
  let canvas: Canvas
  /// Samples of the film that the curve is for; knots count from the first.
  let samples: Range<Int>

  /// Straighter than this is not worth a knot, in samples: a jump takes a millisecond.
  private var finest: Int { max(1, canvas.sound.rate / 1000) }

  /// Factors for all channels or for each; empty where nothing changes.
  func curves(_ level: SoundLevel, crossIn: Range<Int>? = nil, crossOut: Range<Int>? = nil) -> [LevelCurve] {
    let fades = [level.fadeIn, level.fadeOut].compactMap { $0?.samples } + [crossIn, crossOut].compactMap { $0 }
    let gain = gain(level, crossIn, crossOut)
    let pan = canvas.sound.layout.channelCount > 1 && level.pan != .constant(0) ? values(level.pan) : nil
    guard pan != nil || !fades.isEmpty || level.decibels != .constant(0) || level.ducking != nil else { return [] }
    let ducks = level.ducking.map(keys) ?? []
    let breaks = fades.flatMap { [$0.lowerBound, $0.upperBound] } + keys(level.decibels) + keys(level.pan) + ducks
    guard let pan else { return [curve(breaks, gain)] }
    return (0..<canvas.sound.layout.channelCount).map { channel in
      switch channel {
      case 0: curve(breaks + turns(level.pan)) { gain($0) * min(1, 1 - pan($0)) }
      case 1: curve(breaks + turns(level.pan)) { gain($0) * min(1, 1 + pan($0)) }
      default: curve(breaks, gain)
      }
    }
  }

  private func gain(_ level: SoundLevel, _ crossIn: Range<Int>?, _ crossOut: Range<Int>?) -> (Double) -> Double {
    let decibels = values(level.decibels), ducking = level.ducking.map(values)
    return { sample in
      var gain = pow(10, (decibels(sample) + (ducking?(sample) ?? 0)) / 20)
      if let fade = level.fadeIn { gain *= fade.shape.rising(at: progress(sample, fade.samples)) }
      if let fade = level.fadeOut { gain *= fade.shape.falling(at: progress(sample, fade.samples)) }
      if let crossIn { gain *= sin(progress(sample, crossIn) * .pi / 2) }
      if let crossOut { gain *= cos(progress(sample, crossOut) * .pi / 2) }
      return gain
    }
  }

  // MARK: time

  private var samplesPerFrame: Double { Double(canvas.sound.rate) / canvas.rate.value.approximation }

  /// A curve of the film's frames, asked by sample.
  private func values(_ curve: Curve) -> (Double) -> Double {
    guard case .keyframes(let keys) = curve else {
      let value = curve.constant?.approximation ?? 0
      return { _ in value }
    }
    let points = keys.map { ($0.frame.approximation * samplesPerFrame, $0.value.approximation, $0.ease) }
    return { sample in
      let next = place(of: sample, in: points)
      guard next < points.count else { return points.last!.1 }
      guard next > 0 else { return points[0].1 }
      let (a, b) = (points[next - 1], points[next])
      return a.1 + (b.1 - a.1) * b.2.value(at: (sample - a.0) / (b.0 - a.0))
    }
  }

  /// The first point behind a sample.
  private func place(of sample: Double, in points: [(Double, Double, Easing)]) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].0 > sample { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func keys(_ curve: Curve) -> [Int] {
    guard case .keyframes(let keys) = curve else { return [] }
    return keys.map { Int(($0.frame.approximation * samplesPerFrame).rounded()) }
  }

  /// Where a pan may pass the middle, the two sides change their slope: keys are halved often enough to meet it.
  private func turns(_ curve: Curve) -> [Int] {
    let ends = keys(curve)
    return zip(ends, ends.dropFirst()).flatMap { a, b in (1..<32).map { a + (b - a) * $0 / 32 } }
  }

  // MARK: knots

  private func curve(_ breaks: [Int], _ value: (Double) -> Double) -> LevelCurve {
    let inside = Set(breaks.filter(samples.contains)).union([samples.lowerBound, samples.upperBound]).sorted()
    var knots = [knot(inside[0], value)]
    for (a, b) in zip(inside, inside.dropFirst()) { refine(a, b, value, &knots) }
    return LevelCurve(knots: straightened(knots))
  }

  private func knot(_ sample: Int, _ value: (Double) -> Double) -> LevelCurve.Knot {
    let gain = (value(Double(sample)) * 10_000_000).rounded() / 10_000_000
    return LevelCurve.Knot(sample: sample - samples.lowerBound, gain: max(0, gain))
  }

  /// Adds what is needed behind sample `a`, up to `b`.
  private func refine(_ a: Int, _ b: Int, _ value: (Double) -> Double, _ knots: inout [LevelCurve.Knot]) {
    let (left, right) = (value(Double(a)), value(Double(b)))
    let isStraight = [0.25, 0.5, 0.75].allSatisfy { share in
      let there = value(Double(a) + Double(b - a) * share)
      return abs(there - (left + (right - left) * share)) <= 2e-4 * max(abs(there), 0.01)
    }
    guard !isStraight, b - a > finest else {
      knots.append(knot(b, value))
      return
    }
    refine(a, (a + b) / 2, value, &knots)
    refine((a + b) / 2, b, value, &knots)
  }

  /// Without knots that lie on the line between their neighbours, as in a level that is held.
  private func straightened(_ knots: [LevelCurve.Knot]) -> [LevelCurve.Knot] {
    var kept: [LevelCurve.Knot] = []
    for knot in knots {
      if kept.count > 1, kept[kept.count - 1].gain == knot.gain, kept[kept.count - 2].gain == knot.gain { kept.removeLast() }
      kept.append(knot)
    }
    return kept.count == 2 && kept[0].gain == kept[1].gain ? [kept[0]] : kept
  }
}

/// How much of a range has passed, from 0 to 1.
private func progress(_ sample: Double, _ range: Range<Int>) -> Double {
  max(0, min(1, (sample - Double(range.lowerBound)) / Double(max(1, range.count))))
}
