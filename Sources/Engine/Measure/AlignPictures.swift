import Glibc

/// How a picture has moved and turned since the one before: what was at `p` is at `turn(p) + (x, y)`, in pixels from
/// the middle, turned clockwise by `angle` radians.
struct PictureShift {
  var x = 0.0
  var y = 0.0
  var angle = 0.0
}

/// Finds the shift that most of a picture agrees on, to about a fiftieth of a pixel; nil where there is none, as at a
/// cut. Baker and Matthews' inverse compositional alignment (Lucas-Kanade 20 Years On, 2004) from coarse to fine, on
/// the steepest point of each small field, with Tukey's weights so that what moves by itself does not count.
func shift(from before: LumaPyramid, to after: LumaPyramid) -> PictureShift? {
  var shift = PictureShift(), agreement = 0.0
  for number in before.levels.indices.reversed() {
    let scale = Double(1 << number)
    shift.x /= scale
    shift.y /= scale
    let alignment = Alignment(before.levels[number], after.levels[number], isFinest: number == 0)
    agreement = alignment.refine(&shift)
    shift.x *= scale
    shift.y *= scale
  }
  return agreement > 0.35 ? shift : nil
}

/// One level of two pictures.
private struct Alignment {
  /// A point of the picture before, from its middle, and how brightness rises there.
  private struct Point {
    var x: Double
    var y: Double
    var value: Double
    /// Along x, y, and the turn.
    var slope: (Double, Double, Double)
  }

  private let after: LumaPyramid.Level
  private let middle: (x: Double, y: Double)
  private let points: [Point]
  private let rounds: Int

  init(_ before: LumaPyramid.Level, _ after: LumaPyramid.Level, isFinest: Bool) {
    self.after = after
    middle = (Double(before.width - 1) / 2, Double(before.height - 1) / 2)
    rounds = isFinest ? 12 : 8
    points = Self.steepest(before, middle)
  }

  private static func steepest(_ level: LumaPyramid.Level, _ middle: (x: Double, y: Double)) -> [Point] {
    let field = max(2, min(level.width, level.height) / 64), width = level.width
    var points: [Point] = []
    level.values.withUnsafeBufferPointer { values in
      for top in stride(from: 2, to: level.height - 2 - field, by: field) {
        for left in stride(from: 2, to: width - 2 - field, by: field) {
          var best = (steepness: Float(9), at: -1)
          for y in top..<top + field {
            for x in left..<left + field {
              let at = y * width + x
              let (across, down) = (values[at + 1] - values[at - 1], values[at + width] - values[at - width])
              if across * across + down * down > best.steepness { best = (across * across + down * down, at) }
            }
          }
          guard best.at >= 0 else { continue }
          let x = Double(best.at % width) - middle.x, y = Double(best.at / width) - middle.y
          let across = Double(values[best.at + 1] - values[best.at - 1]) / 2
          let down = Double(values[best.at + width] - values[best.at - width]) / 2
          points.append(Point(x: x, y: y, value: Double(values[best.at]), slope: (across, down, down * x - across * y)))
        }
      }
    }
    return points
  }

  /// Brings the shift nearer; gives the share of points that agree with it.
  func refine(_ shift: inout PictureShift) -> Double {
    guard points.count > 12 else { return 0 }
    var agreement = 0.0
    for _ in 0..<rounds {
      let differences = differences(shift)
      guard let (step, share) = step(differences) else { return 0 }
      agreement = share
      let angle = shift.angle - step.angle, (sine, cosine) = (sin(angle), cos(angle))
      shift = PictureShift(
        x: shift.x - cosine * step.x + sine * step.y, y: shift.y - sine * step.x - cosine * step.y, angle: angle)
      if abs(step.x) + abs(step.y) + abs(step.angle) * middle.x < 0.001 { break }
    }
    return agreement
  }

  /// How much brighter each point is in the picture after; nil beyond its edges.
  private func differences(_ shift: PictureShift) -> [Double?] {
    let (sine, cosine) = (sin(shift.angle), cos(shift.angle)), width = after.width
    return after.values.withUnsafeBufferPointer { values in
      points.map { point in
        let x = middle.x + shift.x + point.x * cosine - point.y * sine, y = middle.y + shift.y + point.x * sine + point.y * cosine
        guard x >= 0, y >= 0, x < Double(width - 1), y < Double(after.height - 1) else { return nil }
        let column = Int(x), row = Int(y), (u, v) = (x - Double(column), y - Double(row)), at = row * width + column
        let top = Double(values[at]) * (1 - u) + Double(values[at + 1]) * u
        let bottom = Double(values[at + width]) * (1 - u) + Double(values[at + width + 1]) * u
        return top * (1 - v) + bottom * v - point.value
      }
    }
  }

  /// The weighted least squares step, brightness that changed all over apart, and the share of points that count in it.
  private func step(_ differences: [Double?]) -> (step: PictureShift, share: Double)? {
    let known = differences.compactMap { $0 }
    guard known.count > 12 else { return nil }
    let offset = median(known), limit = 4.685 * max(1.5, 1.4826 * median(known.map { abs($0 - offset) }))
    var sums = Normal(), weights = 0.0
    for (point, difference) in zip(points, differences) {
      guard let difference, abs(difference - offset) < limit else { continue }
      let share = (difference - offset) / limit, weight = (1 - share * share) * (1 - share * share)
      sums.add(point.slope, difference - offset, weight)
      weights += weight
    }
    guard let solution = sums.solution else { return nil }
    // Where nothing fits, the spread is wide and everything agrees with it.
    let share = weights / Double(points.count) * min(1, 60 / limit)
    return (PictureShift(x: solution.0, y: solution.1, angle: solution.2), share)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

/// Normal equations of three unknowns.
private struct Normal {
  private var matrix = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
  private var right = (0.0, 0.0, 0.0)

  mutating func add(_ slope: (Double, Double, Double), _ value: Double, _ weight: Double) {
    let (a, b, c) = (slope.0 * weight, slope.1 * weight, slope.2 * weight)
    matrix.0 += a * slope.0
    matrix.1 += a * slope.1
    matrix.2 += a * slope.2
    matrix.3 += b * slope.1
    matrix.4 += b * slope.2
    matrix.5 += c * slope.2
    right.0 += a * value
    right.1 += b * value
    right.2 += c * value
  }

  /// Cramer's; nil where the points lie so that nothing can be said.
  var solution: (Double, Double, Double)? {
    let (a, b, c, d, e, f) = matrix
    let minors = (d * f - e * e, c * e - b * f, b * e - c * d)
    let determinant = a * minors.0 + b * minors.1 + c * minors.2
    guard determinant > 1e-9 * a * d * f, determinant > 0 else { return nil }
    return (
      (minors.0 * right.0 + minors.1 * right.1 + minors.2 * right.2) / determinant,
      (minors.1 * right.0 + (a * f - c * c) * right.1 + (b * c - a * e) * right.2) / determinant,
      (minors.2 * right.0 + (b * c - a * e) * right.1 + (a * d - b * b) * right.2) / determinant
    )
  }
}
