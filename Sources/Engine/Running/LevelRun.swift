import FilterGraph

/// Levels at work: multiplies samples, one after another, by their factors.
struct LevelRun {
  private var channels: [Cursor]

  init(_ curves: [LevelCurve]) { channels = curves.map(Cursor.init) }

  /// Adds the next `count` samples of `source`, multiplied, to `target`.
  mutating func add(
    _ source: [UnsafeMutablePointer<Float>], _ count: Int, to target: [UnsafeMutablePointer<Float>]
  ) {
    for channel in channels.indices {
      let shared = channels.count == 1 ? Array(source.indices) : [channel]
      channels[channel].run(count) { start, length, gain, slope in
        for plane in shared {
          let (from, to) = (source[plane] + start, target[plane] + start)
          if slope == 0 {
            let factor = Float(gain)
            for index in 0..<length { to[index] += from[index] * factor }
          } else {
            for index in 0..<length { to[index] += from[index] * Float(gain + slope * Double(index)) }
          }
        }
      }
    }
  }

  /// A place on a curve.
  private struct Cursor {
    let knots: [LevelCurve.Knot]
    var sample = 0
    /// The first knot behind the place.
    var next = 0

    init(_ curve: LevelCurve) { knots = curve.knots }

    /// Goes on by `count` samples; `body` is given stretches of one slope.
    mutating func run(_ count: Int, _ body: (_ start: Int, _ length: Int, _ gain: Double, _ slope: Double) -> Void) {
      var done = 0
      while done < count {
        while next < knots.count, knots[next].sample <= sample { next += 1 }
        let left = next < knots.count ? min(count - done, knots[next].sample - sample) : count - done
        let (gain, slope) = line
        body(done, left, gain, slope)
        done += left
        sample += left
      }
    }

    /// The factor here, and its change a sample.
    private var line: (gain: Double, slope: Double) {
      guard let last = knots.last else { return (1, 0) }
      guard next < knots.count else { return (last.gain, 0) }
      guard next > 0 else { return (knots[0].gain, 0) }
      let (a, b) = (knots[next - 1], knots[next])
      let slope = (b.gain - a.gain) / Double(b.sample - a.sample)
      return (a.gain + slope * Double(sample - a.sample), slope)
    }
  }
}
