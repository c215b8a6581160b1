import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// By how much an item starts before its neighbour ends: the length of an overlap transition.
  func overlap(before item: Int, on track: Int) -> Rational? {
    guard let transition = tracks[track].transitions[item], !transition.isCut,
      mode(of: transition, before: item, on: track) == .overlap
    else { return .zero }
    guard let end = end(track, item - 1) else { return nil }
    return length(of: transition, .overlap, cut: end)
  }

  /// Whether the item before is as long as the transition out of it.
  func checkOverlap(_ overlap: Rational, before item: Int, on track: Int) -> Bool {
    guard let start = start(track, item - 1), let end = end(track, item - 1) else { return false }
    guard overlap > end - start + canvas.rate.frameDuration / 2, let clause = tracks[track].transitions[item] else { return true }
    context.reportTooLong(clause, overlap, end - start, tracks[track].items[item - 1].what)
    return false
  }

  /// How a transition finds its time: as it says, or by handles where a neighbour is pinned.
  func mode(of transition: TransitionClause, before item: Int, on track: Int) -> TransitionMode {
    if let stated = transition.mode?.value { return stated }
    let items = tracks[track].items
    let isPinned = [item - 1, item].contains { items.indices.contains($0) && items[$0].clause.at != nil }
    let isSnapped = item > 0 && item < items.count && isSnapped(after: item - 1, on: track)
    return isPinned || isSnapped ? .handles : .overlap
  }

  /// Exact seconds; nil where it is wrong, which has been reported.
  /// - Parameter cut: where its beats are counted from, or up to where it ends there: its own time.
  func length(of transition: TransitionClause, _ mode: TransitionMode, cut: Rational, isFirst: Bool = false) -> Rational? {
    guard let duration = transition.duration else { return .half }
    var times = TimeContext(key: "duration", from: cut)
    times.leadsToIt = mode == .overlap ? !isFirst : transition.align?.value == .end
    guard let seconds = seconds(duration, times) else { return nil }
    guard seconds.isPositive else {
      bag.error(
        "empty-transition", "a transition lasts longer than nothing, not '\(duration.value.text)'", at: duration.span,
        caption: seconds.isZero ? "say 'transition: cut'" : "")
      return nil
    }
    return seconds
  }
}

extension ResolveContext {
  /// A transition that outlasts one of its neighbours, all in seconds.
  func reportTooLong(_ clause: TransitionClause, _ length: Rational, _ own: Rational, _ what: String) {
    bag.error(
      "transition-too-long",
      "the transition lasts \(length.decimal(digits: 3))s, \((length - own).decimal(digits: 3))s longer than \(what)",
      at: clause.duration?.span ?? clause.span, caption: "at most \(own.decimal(digits: 3))s")
  }
}

extension TransitionClause {
  var isCut: Bool { type?.value.name == "cut" }
}
