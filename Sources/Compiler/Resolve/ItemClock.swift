import MediaTypes
import Timeline

/// What times mean that count from an item's start, in its own scope's time: those of keyframes, and `at` and `until`
/// of effects. They come out as seconds of film after `start`, so that nothing behind needs to know of beats, of the
/// speed of a sequence, or that its window cuts the item.
struct ItemClock {
  let scope: Resolver
  let map: TimeMap
  /// The item in its scope's own time.
  let inner: SourceRange
  /// Film time that the item's keyframes are laid out from.
  let start: Rational
  /// Film seconds that 100 % are laid out over.
  let length: Rational

  /// Inner seconds are the film's, all of the item is seen, and 100 % is what it says.
  private var isPlain: Bool {
    map.speed.isNegative || map.speed == 1 && map.bend == nil && start == map(inner.start) && length == inner.length
  }

  func callAsFunction(_ time: Setting<TimeExpression>) -> Setting<TimeExpression> {
    guard time.value.isLength, !isPlain || !time.value.isRelative else { return time }
    let context = TimeContext(
      key: "at", whole: SourceRange(start: 0, end: inner.length), from: inner.start, allowsAnchors: false)
    let offset = scope.seconds(time, context) ?? .zero
    let passed = map.speed.isNegative ? offset / map.speed.magnitude : map(inner.start + offset) - start
    return Setting(TimeExpression(seconds: passed, text: time.value.text), span: time.span, keySpan: time.keySpan)
  }
}

extension Composer {
  /// An item whose keyframes and effects count in film time.
  func clocked(_ item: Placed, _ scope: Resolver, _ map: TimeMap) -> Placed {
    guard item.state.clause.hasOwnTimes else { return item }
    let clock = ItemClock(
      scope: scope, map: map, inner: SourceRange(start: item.innerStart, end: item.innerEnd), start: item.start,
      length: item.end - item.start)
    var item = item
    item.state.clause = item.state.clause.retimed { clock($0) }
    return item
  }

  /// A track's clause with its own keyframes and effects in film time, which count from where its first item starts.
  func clocked(_ row: ItemRow) -> TrackClause {
    var clause = row.clause
    guard clause.gain != nil || clause.opacity != nil || clause.effects != nil || clause.soundEffects != nil,
      let first = row.items.map(\.start).min(), let last = row.items.map(\.end).max(),
      let from = row.items.map(\.innerStart).min(), let to = row.items.map(\.innerEnd).max()
    else { return clause }
    let clock = ItemClock(
      scope: row.scope, map: row.map, inner: SourceRange(start: from, end: to), start: first, length: last - first)
    clause.gain = clause.gain?.retimed { clock($0) }
    clause.opacity = clause.opacity?.retimed { clock($0) }
    clause.effects = clause.effects?.retimed { clock($0) }
    clause.soundEffects = clause.soundEffects?.retimed { clock($0) }
    return clause
  }
}
