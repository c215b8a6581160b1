import MediaTypes

/// How the time inside a sequence runs on the film: film time = `outer` + (inner - `inner`) / `speed`, or along
/// ramps where `bend` says so.
struct TimeMap: Sendable {
  var outer: Rational
  var inner: Rational
  /// Of a ramp, the mean.
  var speed: Rational
  /// What is seen of the sequence, in film time; nil for the document itself.
  var window: SourceRange?
  /// Set where a ramp lies between the film and here; it then stands for `outer`, `inner` and `speed`.
  var bend: Bend?

  /// A sequence on the timeline around it, a step on the way to the film.
  final class Bend: Sendable {
    let around: TimeMap
    /// Where the sequence starts on the timeline around it.
    let start: Rational
    let choice: SourceChoice

    init(around: TimeMap, start: Rational, choice: SourceChoice) {
      (self.around, self.start, self.choice) = (around, start, choice)
    }
  }

  static let identity = TimeMap(outer: 0, inner: 0, speed: 1, window: nil)

  func callAsFunction(_ time: Rational) -> Rational {
    // What a ramp never reaches is later than everything.
    if let bend { return bend.choice.moment(ofSource: time).map { bend.around(bend.start + $0) } ?? .overflow }
    return speed == 1 ? time + (outer - inner) : outer + (time - inner) / speed
  }

  /// The time inside that is on screen at a film time.
  func innerTime(at film: Rational) -> Rational {
    if let bend { return bend.choice.sourceTime(after: bend.around.innerTime(at: film) - bend.start) }
    return inner + (film - outer) * speed
  }

  /// The map of a sequence placed inside this one.
  func nested(start: Rational, end: Rational, choice: SourceChoice) -> TimeMap {
    let isForward = choice.speed.isPositive
    // Backwards, the sequence's last moment comes first.
    let first = isForward ? choice.start : choice.end
    let range = outerRange(start, end)
    let composed = choice.speed * speed
    let entry = speed.isNegative ? (isForward ? choice.end : choice.start) : first
    var map = TimeMap(outer: range.start, inner: entry, speed: composed, window: clipped(range))
    if bend != nil || choice.ramp != nil { map.bend = Bend(around: self, start: start, choice: choice) }
    return map
  }

  /// An inner range on the film, in order.
  func outerRange(_ start: Rational, _ end: Rational) -> SourceRange {
    let (a, b) = (self(start), self(end))
    return a <= b ? SourceRange(start: a, end: b) : SourceRange(start: b, end: a)
  }

  /// Film time that a stretch of inner time takes which starts at `inner`.
  func length(of stretch: Rational, from inner: Rational) -> Rational {
    bend == nil ? stretch / speed.magnitude : outerRange(inner, inner + stretch).length
  }

  /// A film range without what lies outside the sequence's own.
  func clipped(_ range: SourceRange) -> SourceRange {
    guard let window else { return range }
    return SourceRange(start: max(range.start, window.start), end: min(range.end, window.end))
  }
}
