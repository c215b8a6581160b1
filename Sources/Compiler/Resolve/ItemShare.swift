import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// What each `duration: share` item of a track gets: an equal part of what the others leave.
  func share(of track: Int) -> Rational? {
    if let known = tracks[track].share { return known }
    let share = guarded(.share(track: track), "shares of the track", at: tracks[track].clause.span) {
      self.findShare(track)
    }
    tracks[track].share = .some(share)
    return share
  }

  private func findShare(_ track: Int) -> Rational? {
    let state = tracks[track]
    let sharing = state.items.filter { if case .share? = $0.clause.duration?.value { true } else { false } }
    let span = sharing.first?.clause.duration?.span ?? state.clause.span
    guard let total = trackLength(track, span) else { return nil }
    var left = total
    for (index, item) in state.items.enumerated() {
      guard item.clause.at == nil, item.clause.until == nil else {
        bag.error(
          "bad-share", "'duration: share' divides a track whose items follow each other; \(item.what) is pinned",
          at: startSpan(item), labels: [.init(span, "the share is asked for here")])
        return nil
      }
      if case .share? = item.clause.duration?.value { continue }
      guard let length = end(track, index, fromLength: item) else { return nil }
      left = left - length
    }
    guard left.isPositive else {
      bag.error(
        "bad-share",
        "nothing is left to share: the track is \(total.decimal(digits: 3))s and its other items take \((total - left).decimal(digits: 3))s",
        at: span)
      return nil
    }
    return left / Rational(sharing.count)
  }

  private func trackLength(_ track: Int, _ span: Span) -> Rational? {
    let clause = tracks[track].clause
    if let duration = clause.duration { return seconds(duration, TimeContext(key: "duration", allowsAnchors: true)) }
    guard let until = clause.until else {
      bag.error(
        "bad-share", "'duration: share' needs the track's own 'until' or 'duration'", at: span, caption: "add 'until:' to the track")
      return nil
    }
    guard let end = seconds(until, TimeContext(key: "until")), let start = trackStart(track) else { return nil }
    return end - start
  }

  /// The length of an item that does not depend on where it stands.
  private func end(_ track: Int, _ index: Int, fromLength item: ItemState) -> Rational? {
    if let gap = item.clause.gap { return seconds(gap, TimeContext(key: "gap")) }
    if case .time(let expression)? = item.clause.duration?.value {
      return seconds(expression, at: item.clause.duration!.span, lengthContext(item))
    }
    guard let choice = source(track, index, lasting: nil) else { return nil }
    return choice.ramp?.lasting ?? (choice.end - choice.start) / choice.speed.magnitude
  }
}
