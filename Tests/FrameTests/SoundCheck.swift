import MediaTypes
import TestMedia

/// The clicks of a rendered film beside those of its model.
struct SoundCheck {
  let film: Film
  let stretches: [FilmModel.Stretch]
  let tolerance: Double
  let samples: [Float]

  /// Half a click and the short fade at a cut: nearer to an edge, a click may be heard or not.
  private var margin: Double { 0.0075 * Double(film.soundRate) }

  func check() throws {
    try checkSilences()
    let speeds = Set(stretches.map(\.speed))
    for speed in speeds {
      let found = Click.find(in: samples, rate: film.soundRate, speed: speed.approximation).map(\.position)
      for stretch in stretches where stretch.speed == speed { try check(stretch, found) }
    }
  }

  private func check(_ stretch: FilmModel.Stretch, _ found: [Double]) throws {
    let (start, end) = (Double(stretch.samples.lowerBound), Double(stretch.samples.upperBound))
    let expected = stretch.clicks.map(\.approximation).filter { start - margin < $0 && $0 < end + margin }
    let inside = found.filter { start + margin < $0 && $0 < end - margin }
    for click in inside where !(expected.contains { abs($0 - click) <= tolerance }) && isAlone(click) {
      let nearest = expected.min { abs($0 - click) < abs($1 - click) }
      throw Disproof(
        description:
          "a click at sample \(click), the nearest expected at \(nearest.map { "\($0)" } ?? "none")")
    }
    for click in expected where start + margin < click && click < end - margin {
      guard found.contains(where: { abs($0 - click) <= tolerance }) || !isAlone(click) else {
        let nearest = found.min { abs($0 - click) < abs($1 - click) }
        throw Disproof(
          description: "no click at sample \(click), the nearest at \(nearest.map { "\($0)" } ?? "none")")
      }
    }
  }

  /// No more than one row is heard there, so that clicks do not run into each other.
  private func isAlone(_ place: Double) -> Bool {
    stretches.count {
      Double($0.samples.lowerBound) - margin < place && place < Double($0.samples.upperBound) + margin
    } < 2
      || !hasSeveralRows
  }

  private var hasSeveralRows: Bool {
    film.rows.count { $0.items.contains { $0.source?.soundStart != nil } } > 1
  }

  /// Where no clip is, nothing is heard.
  private func checkSilences() throws {
    var covered = stretches.map(\.samples).sorted { $0.lowerBound < $1.lowerBound }
    covered.append(samples.count..<samples.count)
    var end = 0
    // Coded sound rings a little around what is there.
    let (spread, level): (Int, Float) = film.soundCodec == "aac" ? (2048, 0.01) : (0, 0.0001)
    for range in covered {
      var index = end + spread
      while index < min(range.lowerBound - spread, samples.count) {
        guard abs(samples[index]) <= level else {
          throw Disproof(
            description: "sample \(index) is \(samples[index]), in a silence that ends at \(range.lowerBound)"
          )
        }
        index += 1
      }
      end = max(end, range.upperBound)
    }
  }
}
