import MediaTypes

/// Ticks a second of the grid on which source stamps are compared with instants. The time bases of the
/// usual containers (1/90000, 1/15360, 1/12288, 1/30000, 1001/24000, 1/1000 …) are whole numbers of ticks.
let stampGrid = 576_000_000

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
func stampExpression(origin: Rational, step: Rational, frame: Rational, includesInstant: Bool) -> String {
  let grid = Rational(stampGrid)
  let start = origin * grid
  let whole = Rational(start.floor ?? 0)
  let stride = step * grid
  let scale = Rational(leastCommonMultiple((start - whole).denominator, stride.denominator))
  let part = (start - whole) * scale
  var ticks = "(" + difference("PTS", whole) + ")"
  if scale != 1 { ticks = part.isZero ? "\(ticks)*\(scale)" : "(\(ticks)*\(scale)-\(part))" }
  let quotient = "\(ticks)/\(stride * scale)"
  let number = includesInstant ? "ceil(\(quotient))" : "(floor(\(quotient))+1)"
  let length = frame * grid
  return length.isInteger
    ? "\(number)*\(length)" : "round(\(number)*\(length.numerator)/\(length.denominator))"
}

private func difference(_ name: String, _ number: Rational) -> String {
  number.isZero ? name : number.isNegative ? "\(name)+\(-number)" : "\(name)-\(number)"
}

private func leastCommonMultiple(_ a: Int128, _ b: Int128) -> Int128 {
  let divided = Rational(a, over: b)
  let (product, overflow) = divided.numerator.multipliedReportingOverflow(by: b)
  return overflow ? a : product
}
