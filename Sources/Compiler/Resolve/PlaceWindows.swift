import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// Finds the frames of a row's transitions, and stretches the items they join over them.
  /// - Parameter numbers: the track's own numbers of the row's items.
  func placeWindows(_ row: inout ItemRow, _ numbers: [Int], _ scope: Resolver, _ track: Int) {
    let transitions = scope.tracks[track].transitions
    guard !transitions.isEmpty else { return }
    let lastNumber = scope.tracks[track].items.count
    for position in 0...row.items.count {
      let (before, after) = neighbours(position, numbers, of: lastNumber, isBackwards: row.map.speed.isNegative)
      // A transition has the number of the item behind it in the sequence's own time.
      let number = max(before, after)
      guard let clause = transitions[number], !clause.isCut, abs(after - before) == 1, !numbers.isEmpty else { continue }
      let mode = scope.mode(of: clause, before: number, on: track)
      let cut = position > 0 ? row.items[position - 1].innerEnd : row.items[0].innerStart
      guard let length = scope.length(of: clause, mode, cut: cut, isFirst: position == 0) else { continue }
      let start = position < row.items.count ? row.items[position].innerStart : row.items[position - 1].innerEnd - length
      place(clause, row.map.length(of: length, from: start), mode, at: position, &row, scope)
    }
    checkMeetings(row)
  }

  /// The numbers of the items on both sides, in the order of the film; beyond an end, the number that would come next.
  private func neighbours(_ position: Int, _ numbers: [Int], of count: Int, isBackwards: Bool) -> (before: Int, after: Int) {
    (
      position > 0 ? numbers[position - 1] : isBackwards ? count : -1,
      position < numbers.count ? numbers[position] : isBackwards ? -1 : count
    )
  }

  private func place(
    _ clause: TransitionClause, _ length: Rational, _ mode: TransitionMode, at position: Int, _ row: inout ItemRow,
    _ scope: Resolver
  ) {
    let before = position > 0 ? position - 1 : nil, after = position < row.items.count ? position : nil
    for neighbour in [before, after].compactMap({ $0 }) {
      let own = row.items[neighbour].end - row.items[neighbour].start
      guard length <= own + canvas.rate.frameDuration / 2 else {
        context.reportTooLong(clause, length, own, row.items[neighbour].state.what)
        return
      }
    }
    let range = range(length, mode, align(clause, row), before.map { row.items[$0] }, after.map { row.items[$0] })
    guard let first = canvas.rate.edge(nearest: range.start), let last = canvas.rate.edge(nearest: range.end), last > first
    else {
      context.bag.error("no-frames", "the transition lasts less than a frame", at: clause.duration?.span ?? clause.span)
      return
    }
    if mode == .handles, let before, let after {
      guard stretch(&row.items[before], to: last, clause, scope), stretch(&row.items[after], from: first, clause, scope)
      else { return }
    }
    row.windows[position] = Window(frames: first..<last, before: before, after: after, clause: clause)
  }

  /// Backwards, what starts at a cut ends at it.
  private func align(_ clause: TransitionClause, _ row: ItemRow) -> TransitionAlign {
    switch clause.align?.value ?? .center {
    case .start where row.map.speed.isNegative: .end
    case .end where row.map.speed.isNegative: .start
    case let align: align
    }
  }

  /// Film time of a transition.
  private func range(
    _ length: Rational, _ mode: TransitionMode, _ align: TransitionAlign, _ before: Placed?, _ after: Placed?
  ) -> SourceRange {
    guard let before else { return SourceRange(start: after!.start, end: after!.start + length) }
    guard let after else { return SourceRange(start: before.end - length, end: before.end) }
    guard mode == .handles else { return SourceRange(start: after.start, end: before.end) }
    let cut = after.start
    switch align {
    case .center: return SourceRange(start: cut - length / 2, end: cut + length / 2)
    case .start: return SourceRange(start: cut, end: cut + length)
    case .end: return SourceRange(start: cut - length, end: cut)
    }
  }

  // MARK: handles

  /// Shows the source behind an item's `out`.
  private func stretch(_ item: inout Placed, to edge: Int, _ clause: TransitionClause, _ scope: Resolver) -> Bool {
    let extra = edge - item.frames.upperBound
    guard extra > 0 else { return true }
    let needed = item.run?.length(ofFrames: item.frames.count..<item.frames.count + extra, rate: canvas.rate) ?? .zero
    if let run = item.run, let missing = missing(item, run, needed, behind: true, scope) {
      reportNoHandle(clause, item, needed, missing, "after")
      return false
    }
    item.frames = item.frames.lowerBound..<edge
    if item.run?.wrap == nil { item.run?.bound = nil }
    return true
  }

  /// Shows the source before an item's `in`.
  private func stretch(_ item: inout Placed, from edge: Int, _ clause: TransitionClause, _ scope: Resolver) -> Bool {
    let extra = item.frames.lowerBound - edge
    guard extra > 0 else { return true }
    let needed = item.run?.length(ofFrames: -extra..<0, rate: canvas.rate) ?? .zero
    if let run = item.run, let missing = missing(item, run, needed, behind: false, scope) {
      reportNoHandle(clause, item, needed, missing, "before")
      return false
    }
    item.run = item.run?.advanced(byFrames: -extra, rate: canvas.rate)
    item.frames = edge..<item.frames.upperBound
    return true
  }

  /// How much source is missing on one side, to half a frame; nil where there is enough.
  private func missing(_ item: Placed, _ run: SourceRun, _ needed: Rational, behind: Bool, _ scope: Resolver) -> Rational? {
    guard run.wrap == nil, !run.speed.isZero, let choice = item.choice, let whole = scope.ownRange(run.media) else { return nil }
    if behind, item.state.clause.hold?.value == true { return nil }
    let isHigh = behind == run.speed.isPositive
    let left = isHigh ? whole.end - choice.end : choice.start - whole.start
    let missing = needed - left
    return missing > run.speed.magnitude * canvas.rate.frameDuration / 2 ? missing : nil
  }

  private func reportNoHandle(_ clause: TransitionClause, _ item: Placed, _ needed: Rational, _ missing: Rational, _ side: String) {
    let fix = clause.mode.map {
      [Diagnostic.FixIt($0.span, replacement: "overlap", title: "write 'mode: overlap': the film gets shorter")]
    }
    context.bag.error(
      "no-handle",
      "the transition needs \(needed.decimal(digits: 3))s of unused source \(side) \(item.state.what), and \(max(0, needed - missing).decimal(digits: 3))s is there",
      at: clause.duration?.span ?? clause.span, caption: "\(missing.decimal(digits: 3))s too short",
      notes: ["shorten the transition, move 'in' or 'out', or let the items overlap"], fixIts: fix ?? [])
  }

  /// Two transitions may touch inside an item, and not overlap.
  private func checkMeetings(_ row: ItemRow) {
    for index in row.items.indices {
      guard let left = row.windows[index], let right = row.windows[index + 1] else { continue }
      let over = left.frames.upperBound - right.frames.lowerBound
      guard over > 0 else { continue }
      context.bag.error(
        "transitions-meet", "two transitions meet inside \(row.items[index].state.what), by \(over) frame\(over == 1 ? "" : "s")",
        at: right.clause.duration?.span ?? right.clause.span, labels: [.init(left.clause.span, "the other one")])
    }
  }
}

extension SourceRun {
  /// Source seconds that some of its frames take, whatever the direction.
  fileprivate func length(ofFrames frames: Range<Int>, rate: FrameRate) -> Rational {
    (time(afterFrames: frames.upperBound, rate: rate) - time(afterFrames: frames.lowerBound, rate: rate)).magnitude
  }
}
