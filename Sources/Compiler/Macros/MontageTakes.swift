import MediaTypes
import Timeline

/// What one clip of a montage shows.
struct MontageTake {
  /// Which source of the pool.
  var source: Int
  /// Where it enters the source; nil for a still.
  var start: Rational?
  /// Where it leaves; nil where the length and a speed of 1 say it.
  var end: Rational?
  /// The source ends before the clip does.
  var isHeld = false
  /// Source left before and behind it, in seconds of the film.
  var handles: (before: Rational, after: Rational) = (0, 0)
}

/// Chooses what is shown of each source: in its own order, shared out evenly, the most interesting part of each share.
/// - Parameters:
///   - lengths: of the clips, seconds.
///   - sources: whose each clip is.
///   - spare: seconds of source that a transition would like on both sides.
func montageTakes(
  _ pool: [MontageSource], _ sources: [Int], lengths: [Rational], policy: MontagePolicy, spare: Rational
) -> [MontageTake] {
  var takes = sources.map { MontageTake(source: $0) }
  for number in pool.indices {
    guard let range = pool[number].range else {
      for clip in sources.indices where sources[clip] == number { takes[clip].handles = (1000, 1000) }
      continue
    }
    let clips = sources.indices.filter { sources[$0] == number }
    guard !clips.isEmpty else { continue }
    let share = range.length / Rational(clips.count)
    for (place, clip) in clips.enumerated() {
      let part = SourceRange(start: range.start + Rational(place) * share, end: range.start + Rational(place + 1) * share)
      let take = take(pool[number], range, part, length: lengths[clip], policy: policy, spare: spare)
      takes[clip] = take
      takes[clip].source = number
    }
  }
  return takes
}

private func take(
  _ source: MontageSource, _ range: SourceRange, _ part: SourceRange, length: Rational, policy: MontagePolicy, spare: Rational
) -> MontageTake {
  var take = MontageTake(source: 0)
  guard range.length >= length else { return short(range, length, policy) }
  var shown = length
  if policy.long?.value == .speedUp, part.length > length * Rational(5, 4) {
    shown = min(part.length, length * 2).rounded(toGrid: 100)
  }
  // As much room for transitions as there is.
  let room = min(spare * shown / length, (range.length - shown) / 2)
  let first = max(range.start + room, min(part.start, range.end - room - shown))
  let last = max(first, min(part.end - shown, range.end - room - shown))
  let start = mostInteresting(source, range, from: first, to: last, length: shown)
  take.start = start
  if shown != length { take.end = start + shown }
  let speed = shown / length
  take.handles = ((start - range.start) / speed, (range.end - start - shown) / speed)
  return take
}

private func short(_ range: SourceRange, _ length: Rational, _ policy: MontagePolicy) -> MontageTake {
  var take = MontageTake(source: 0, start: range.start)
  if policy.short?.value ?? .slow == .slow, range.length * 2 >= length {
    take.end = range.end
  } else {
    take.isHeld = true
  }
  return take
}

/// The start, on quarters of a second, from which the source is most interesting; the earliest of equals.
private func mostInteresting(_ source: MontageSource, _ range: SourceRange, from first: Rational, to last: Rational, length: Rational)
  -> Rational
{
  func score(_ start: Rational) -> Double {
    let low = ((start - range.start) * 4).floor ?? 0, high = ((start - range.start + length) * 4).ceiling ?? 0
    let values = source.interest.indices.clamped(to: max(0, low)..<max(1, high)).map { source.interest[$0] }
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
  var best = (start: first, score: score(first))
  var start = first
  while start + Rational(1, 4) <= last {
    start += Rational(1, 4)
    let value = score(start)
    if value > best.score + 1e-9 { best = (start, value) }
  }
  return legible(best.start, from: first, to: last)
}

/// A moment nearby with two decimals, which is enough to find a picture by; the moment itself where there is none.
private func legible(_ moment: Rational, from first: Rational, to last: Rational) -> Rational {
  let near = moment.rounded(toGrid: 100)
  return [near, near + Rational(1, 100), near - Rational(1, 100)].first { first <= $0 && $0 <= last } ?? moment
}
