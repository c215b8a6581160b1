import FilterGraph
import MediaTypes

/// Ticks a second of the grid on which a file's stamps are compared with instants, so fine that every stamp
/// is on it: 576,000,000 holds the time bases that containers usually have (1/90000, 1/15360, 1/12288,
/// 1/30000, 1001/24000, 1/1000 …), and odd rates get a grid of their own. Fits FFmpeg's 31 bits.
func stampGrid(_ input: PlanInput) -> Int {
  let facts = input.facts
  let rate = input.sequenceRate?.value ?? facts.picture?.meanRate ?? 1
  let stamps = [facts.origin, facts.origin + (facts.picture?.start ?? 0), rate.reciprocal]
  let limit = Int128(Int32.max)
  for base: Int128 in [576_000_000, 288_000_000, 57_600_000, 11_520_000, 1_152_000] {
    let grid = stamps.reduce(base) { grid, stamp in
      let factor = (stamp * Rational(grid)).denominator
      return grid > limit || factor > limit ? limit + 1 : grid * factor
    }
    if grid <= limit, grid > 0 { return Int(grid) }
  }
  return 576_000_000
}

/// The expression for `setpts` that gives each source picture the first film frame that may show it.
///
/// A frame shows the last picture that starts strictly before its instant, so the first frame of a picture
/// that starts at `x` frames is `floor(x) + 1`, or `ceil(x)` where a picture at the instant counts.
/// `setpts` computes in doubles; numerator and denominator are whole numbers, which doubles hold exactly up
/// to 2^53, and the floor of a rounded quotient of two such numbers is the floor of the exact one.
/// - Parameters:
///   - origin: the container's stamp of the run's first instant, in seconds.
///   - step: seconds a frame; any positive number where only one frame is wanted.
///   - frame: the length of a film frame in seconds; the result is in ticks, a multiple of this.
///   - ticks: ticks a second.
func stampExpression(
  origin: Rational, step: Rational, frame: Rational, ticks: Int, includesInstant: Bool
) -> String {
  let grid = Rational(ticks)
  let start = origin * grid
  let whole = Rational(start.floor ?? 0)
  let stride = step * grid
  let scale = Rational(leastCommonMultiple((start - whole).denominator, stride.denominator))
  let part = (start - whole) * scale
  var distance = "(" + difference("PTS", whole) + ")"
  if scale != 1 { distance = part.isZero ? "\(distance)*\(scale)" : "(\(distance)*\(scale)-\(part))" }
  let quotient = "\(distance)/\(stride * scale)"
  let number = includesInstant ? "ceil(\(quotient))" : "(floor(\(quotient))+1)"
  let length = frame * grid
  return length.isInteger
    ? "\(number)*\(length)" : "round(\(number)*\(length.numerator)/\(length.denominator))"
}

/// The same where the frames' instants are any rising row: the number of instants that are not after a picture is
/// the first frame that may show it. Pictures before the first instant get negative stamps, in order.
/// - Parameter instants: the container's stamps of the instants, in seconds.
func stampExpression(instants: [Rational], frame: Rational, ticks: Int) -> String {
  let limits = instants.map { ($0 * Rational(ticks)).ceiling ?? Int.max }
  // Instants that fall together are counted together.
  var terms: [(limit: Int, count: Int)] = []
  for limit in limits {
    if terms.last?.limit == limit { terms[terms.count - 1].count += 1 } else { terms.append((limit, 1)) }
  }
  let sum = terms.map { $0.count == 1 ? "gte(PTS,\($0.limit))" : "\($0.count)*gte(PTS,\($0.limit))" }.joined(separator: "+")
  let length = frame * Rational(ticks)
  let early = "min(0,PTS-\(limits[0])+1)"
  return length.isInteger
    ? "(\(sum))*\(length)+\(early)" : "round((\(sum))*\(length.numerator)/\(length.denominator))+\(early)"
}

private func difference(_ name: String, _ number: Rational) -> String {
  number.isZero ? name : number.isNegative ? "\(name)+\(-number)" : "\(name)-\(number)"
}

private func leastCommonMultiple(_ a: Int128, _ b: Int128) -> Int128 {
  let divided = Rational(a, over: b)
  let (product, overflow) = divided.numerator.multipliedReportingOverflow(by: b)
  return overflow ? a : product
}
