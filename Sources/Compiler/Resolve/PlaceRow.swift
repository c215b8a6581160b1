import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// The items of one track on the film's grid.
struct ItemRow {
  var number: Int
  var clause: TrackClause
  var isSequential: Bool
  var map: TimeMap
  /// The scope whose time its items run in.
  var scope: Resolver
  var items: [Placed] = []
  /// By the item that comes after; the number of items for one at the row's end.
  var windows: [Int: Window] = [:]

  var kind: TrackKind { clause.trackKind }

  /// The frames of an item outside transitions; nil where it has none.
  func solidFrames(_ index: Int) -> Range<Int>? {
    let first = windows[index]?.frames.upperBound ?? items[index].frames.lowerBound
    let last = windows[index + 1]?.frames.lowerBound ?? items[index].frames.upperBound
    return first < last ? first..<last : nil
  }
}

/// An item on the grid.
struct Placed {
  var state: ItemState
  /// Frames of the film on which it is seen or heard, the windows of its transitions included.
  var frames: Range<Int>
  /// Frames on which it is heard, where 'lead' or 'lag' move them.
  var movedSound: Range<Int>?
  /// Film time, exact.
  var start: Rational
  var end: Rational
  /// The same in the scope's own time.
  var innerStart: Rational
  var innerEnd: Rational
  var choice: SourceChoice?
  var run: SourceRun?
  /// It goes on where the item before stopped, in the same source.
  var continues = false
  /// The item after goes on where it stops.
  var isContinued = false

  var soundFrames: Range<Int> { movedSound ?? frames }
}

/// The frames of a transition and what it joins.
struct Window {
  var frames: Range<Int>
  /// Index of the item before; nil for the background.
  var before: Int?
  var after: Int?
  var clause: TransitionClause
}

extension Composer {
  /// Puts a track's items onto the grid, as the film sees them.
  func placeRow(_ scope: Resolver, _ track: Int, _ map: TimeMap) -> ItemRow {
    let state = scope.tracks[track]
    var row = ItemRow(
      number: context.nextRow(), clause: state.clause, isSequential: state.isSequential, map: map,
      scope: scope)
    var numbers: [Int] = []
    for index in state.items.indices {
      guard let item = place(state.items[index], scope, map) else { continue }
      if let previous = row.items.last, state.isSequential, item.frames.lowerBound < previous.frames.upperBound,
        state.transitions[index].map({ $0.isCut }) ?? true, !map.speed.isNegative
      {
        reportOverlap(item, previous, scope)
        continue
      }
      row.items.append(item)
      numbers.append(index)
    }
    if map.speed.isNegative {
      row.items.reverse()
      numbers.reverse()
    }
    if state.isSequential {
      placeWindows(&row, numbers, scope, track)
      joinSplits(&row)
    }
    moveSounds(&row)
    row.clause = clocked(row)
    return row
  }

  private func place(_ state: ItemState, _ scope: Resolver, _ map: TimeMap) -> Placed? {
    guard case .some(.some(let innerStart)) = state.start, case .some(.some(let innerEnd)) = state.end else { return nil }
    let whole = map.outerRange(innerStart, innerEnd)
    let seen = map.clipped(whole)
    // What lies outside a sequence's range is absent, not an error.
    guard map.window == nil || seen.start < seen.end, let first = canvas.rate.edge(nearest: seen.start),
      let last = canvas.rate.edge(nearest: seen.end)
    else { return nil }
    guard first >= 0 else {
      context.bag.error(
        "before-start", "\(state.what) would start \((-seen.start).decimal(digits: 3))s before the film does",
        at: scope.startSpan(state))
      return nil
    }
    guard last > first else {
      if seen == whole, map.speed.magnitude <= 1 { reportNoFrames(state, whole.length, scope) }
      return nil
    }
    var placed = Placed(
      state: state, frames: first..<last, start: seen.start, end: seen.end, innerStart: innerStart, innerEnd: innerEnd)
    if case .some(.some(let choice)) = state.source {
      placed.choice = choice
      placed.run =
        map.bend == nil && choice.ramp == nil
        ? run(state, choice, map, whole: whole, seen: seen) : pacedRun(placed, choice, map)
    }
    return clocked(placed, scope, map)
  }

  private func reportNoFrames(_ state: ItemState, _ length: Rational, _ scope: Resolver) {
    context.bag.error(
      "no-frames", "\(state.what) lasts less than a frame: \(length.decimal(digits: 6))s at \(canvas.rate) frames a second",
      at: scope.endSpan(state), caption: "make it at least '1f' long")
  }

  private func reportOverlap(_ item: Placed, _ previous: Placed, _ scope: Resolver) {
    let by = previous.end - item.start
    context.bag.error(
      "overlap",
      "\(item.state.what) starts \(by.decimal(digits: 3))s before \(previous.state.what) ends; items of a track follow each other",
      at: scope.startSpan(item.state), caption: "start it at \(previous.end.decimal(digits: 3))s or later, or drop 'at'",
      labels: [.init(scope.endSpan(previous.state), "this one ends at \(previous.end.decimal(digits: 3))s")],
      notes: ["an overlay track lets items overlap"])
  }

  /// The source time that runs while an item is seen, at the speed of it and all sequences around it.
  private func run(
    _ state: ItemState, _ choice: SourceChoice, _ map: TimeMap, whole: SourceRange, seen: SourceRange
  ) -> SourceRun? {
    guard let media = state.media else { return nil }
    let speed = choice.speed * map.speed
    // Backwards through a sequence its items start at their end.
    let entry = speed.isNegative ? choice.end : choice.start
    let first = entry + (seen.start - whole.start) * speed
    return SourceRun(
      media: media, first: first, speed: speed, bound: speed.isPositive || choice.isLooped ? choice.end : nil,
      wrap: choice.isLooped ? SourceRange(start: choice.start, end: choice.end) : nil)
  }

  /// The same where speeds change: source time at every edge of the film's frames. Between two edges it runs evenly.
  private func pacedRun(_ item: Placed, _ choice: SourceChoice, _ map: TimeMap) -> SourceRun? {
    guard let media = item.state.media else { return nil }
    let edges = (0...item.frames.count).map { edge in
      let inner = map.innerTime(at: item.start + canvas.rate.time(ofEdge: edge))
      return choice.sourceTime(after: inner - item.innerStart)
    }
    guard edges.allSatisfy(\.isValid) else {
      context.bag.error(
        "time-too-large", "the ramps around \(item.state.what) give times too fine to hold exactly", at: subjectSpan(item))
      return nil
    }
    let run = edges[edges.count - 1] - edges[0]
    let isForward = (choice.speed * map.speed).isPositive
    return SourceRun(
      media: media, first: edges[0], speed: run / Rational(item.frames.count) * canvas.rate.value,
      pace: run.isZero ? nil : Pace(edges: edges), bound: isForward || choice.isLooped ? choice.end : nil,
      wrap: choice.isLooped ? SourceRange(start: choice.start, end: choice.end) : nil)
  }

  /// A split changes nothing: where an item's `in` is its neighbour's `out`, it goes on where the
  /// neighbour's snapped end stopped.
  private func joinSplits(_ row: inout ItemRow) {
    for index in row.items.indices.dropFirst() {
      let previous = row.items[index - 1]
      guard row.windows[index] == nil, isSplit(previous, row.items[index]), let before = previous.run else { continue }
      row.items[index].run!.first = before.time(afterFrames: previous.frames.count, rate: canvas.rate)
      row.items[index].continues = true
      row.items[index - 1].isContinued = true
    }
    for index in row.items.indices.reversed().dropFirst() where row.items[index].isContinued {
      row.items[index].run!.bound = row.items[index + 1].run!.bound
    }
  }

  private func isSplit(_ a: Placed, _ b: Placed) -> Bool {
    guard let x = a.run, let y = b.run, x.media == y.media, x.speed == y.speed, !x.speed.isZero, x.pace == nil, y.pace == nil,
      x.wrap == nil,
      y.wrap == nil, a.frames.upperBound == b.frames.lowerBound, let left = a.choice, let right = b.choice
    else { return false }
    return x.speed.isPositive ? left.end == right.start : left.start == right.end
  }
}
