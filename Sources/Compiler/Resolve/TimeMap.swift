import MediaTypes

/// How the time inside a sequence runs on the film: film time = `outer` + (inner - `inner`) / `speed`.
struct TimeMap {
  var outer: Rational
  var inner: Rational
  var speed: Rational
  /// What is seen of the sequence, in film time; nil for the document itself.
  var window: SourceRange?

  static let identity = TimeMap(outer: 0, inner: 0, speed: 1, window: nil)

  func callAsFunction(_ time: Rational) -> Rational {
    speed == 1 ? time + (outer - inner) : outer + (time - inner) / speed
  }

  /// The map of a sequence placed inside this one.
  func nested(start: Rational, end: Rational, choice: SourceChoice) -> TimeMap {
    let isForward = choice.speed.isPositive
    // Backwards, the sequence's last moment comes first.
    let first = isForward ? choice.start : choice.end
    let range = outerRange(start, end)
    let composed = choice.speed * speed
    let entry = speed.isNegative ? (isForward ? choice.end : choice.start) : first
    return TimeMap(outer: range.start, inner: entry, speed: composed, window: clipped(range))
  }

  /// An inner range on the film, in order.
  func outerRange(_ start: Rational, _ end: Rational) -> SourceRange {
    let (a, b) = (self(start), self(end))
    return a <= b ? SourceRange(start: a, end: b) : SourceRange(start: b, end: a)
  }

  /// A film range without what lies outside the sequence's own.
  func clipped(_ range: SourceRange) -> SourceRange {
    guard let window else { return range }
    return SourceRange(start: max(range.start, window.start), end: min(range.end, window.end))
  }
}
