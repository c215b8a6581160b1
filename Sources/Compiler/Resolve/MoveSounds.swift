import Diagnostics
import MediaTypes
import Timeline

/// A J- or an L-cut: by how much an edge of an item's sound is moved.
private struct SoundMove {
  var setting: Setting<TimeExpression>
  var key: String
  /// Frames of the film.
  var frames: Int
}

extension Composer {
  /// Moves the edges of sounds away from those of their pictures. The neighbour's sound ends or starts where
  /// the moved one starts or ends; a cross-fade moves along at its length.
  func moveSounds(_ row: inout ItemRow) {
    guard row.items.contains(where: { $0.state.clause.sound.lead != nil || $0.state.clause.sound.lag != nil }) else { return }
    let moves = row.items.map { item in (start: move(item, row, .start), end: move(item, row, .end)) }
    for index in row.items.indices {
      if let move = moves[index].start { moveStart(index, move, moves, &row) }
      if let move = moves[index].end { moveEnd(index, move, &row) }
    }
  }

  private enum Edge { case start, end }

  /// Backwards through a sequence, what leads comes last.
  private func move(_ item: Placed, _ row: ItemRow, _ edge: Edge) -> SoundMove? {
    let sound = item.state.clause.sound
    let leads = (edge == .start) != row.map.speed.isNegative
    guard let setting = leads ? sound.lead : sound.lag, !sound.isOff else { return nil }
    let key = leads ? "lead" : "lag"
    guard let inner = length(setting, TimeContext(key: key, from: leads ? item.innerStart : item.innerEnd), row.scope) else { return nil }
    guard !inner.isNegative else {
      context.bag.error(
        "bad-lead", "'\(key)' cannot be negative", at: setting.span,
        caption: "write '\(leads ? "lag" : "lead")' on the item \(leads ? "before" : "after") it")
      return nil
    }
    let seconds = inner / row.map.speed.magnitude
    let (from, to) = edge == .start ? (item.start - seconds, item.start) : (item.end, item.end + seconds)
    guard let first = canvas.rate.edge(nearest: from), let last = canvas.rate.edge(nearest: to), last > first else { return nil }
    return SoundMove(setting: setting, key: key, frames: last - first)
  }

  private func moveStart(
    _ index: Int, _ move: SoundMove, _ moves: [(start: SoundMove?, end: SoundMove?)], _ row: inout ItemRow
  ) {
    let item = row.items[index]
    let start = item.frames.lowerBound - move.frames
    guard hasSource(item, move, before: true) else { return }
    guard start >= 0 else {
      context.bag.error(
        "before-start", "the sound of \(item.state.what) would start before the film does", at: move.setting.span,
        caption: "\(item.frames.lowerBound)f are there", fixIts: shorter(move, by: -start))
      return
    }
    if index > 0, row.isSequential {
      let previous = row.items[index - 1]
      let end = min(previous.frames.upperBound, start + max(0, previous.frames.upperBound - item.frames.lowerBound))
      if let other = moves[index - 1].end, previous.frames.upperBound + other.frames > start {
        reportMeeting(move, other, previous, item)
        return
      }
      guard end > previous.soundFrames.lowerBound else {
        reportTooLong(move, previous)
        return
      }
      row.items[index - 1].movedSound = previous.soundFrames.lowerBound..<end
    }
    row.items[index].movedSound = clip(start..<item.soundFrames.upperBound, row)
  }

  private func moveEnd(_ index: Int, _ move: SoundMove, _ row: inout ItemRow) {
    let item = row.items[index]
    let end = item.frames.upperBound + move.frames
    guard hasSource(item, move, before: false) else { return }
    if index + 1 < row.items.count, row.isSequential {
      let next = row.items[index + 1]
      let start = max(next.frames.lowerBound, end - max(0, item.frames.upperBound - next.frames.lowerBound))
      guard start < next.soundFrames.upperBound else {
        reportTooLong(move, next)
        return
      }
      row.items[index + 1].movedSound = start..<next.soundFrames.upperBound
    }
    row.items[index].movedSound = clip(item.soundFrames.lowerBound..<end, row)
  }

  /// What lies outside a sequence's range is absent.
  private func clip(_ frames: Range<Int>, _ row: ItemRow) -> Range<Int> {
    guard let window = row.map.window, let first = canvas.rate.edge(nearest: window.start),
      let last = canvas.rate.edge(nearest: window.end), first < last
    else { return frames }
    return frames.clamped(to: first..<last)
  }

  // MARK: problems

  /// Whether the source goes on outside the item's range, to half a frame.
  private func hasSource(_ item: Placed, _ move: SoundMove, before: Bool) -> Bool {
    if item.state.child == nil, item.state.clause.generate != nil { return true }
    guard let range = soundRange(item), let choice = item.choice else {
      context.bag.error(
        "no-sound", "\(item.state.what) has no sound that '\(move.key)' could move", at: move.setting.keySpan,
        caption: "leave it out, or put it on a clip with sound")
      return false
    }
    guard item.run?.wrap == nil else { return true }
    let speed = item.run?.speed ?? choice.speed
    let needed = Rational(move.frames) * speed.magnitude / canvas.rate.value
    let isHigh = before == speed.isNegative
    let left = isHigh ? range.end - choice.end : choice.start - range.start
    let half = speed.magnitude * canvas.rate.frameDuration / 2
    guard needed - left > half else { return true }
    let there = speed.isZero ? 0 : max(0, ((left + half) / speed.magnitude * canvas.rate.value).floor ?? 0)
    context.bag.error(
      "no-handle",
      "'\(move.key)' needs \(needed.decimal(digits: 3))s of unused source \(before ? "before" : "after") \(item.state.what), "
        + "and \(max(0, left).decimal(digits: 3))s is there",
      at: move.setting.span, caption: "\((needed - left).decimal(digits: 3))s too short",
      notes: ["shorten it, or move '\(isHigh ? "out" : "in")'"], fixIts: shorter(move, by: move.frames - there))
    return false
  }

  /// Source time in which an item has sound.
  private func soundRange(_ item: Placed) -> SourceRange? {
    if let child = item.state.child { return child.latestEnd().map { SourceRange(start: 0, end: $0) } }
    guard let media = item.state.media, let sound = context.media.uses[media].facts.sound else { return nil }
    return SourceRange(start: sound.start, end: sound.end)
  }

  private func shorter(_ move: SoundMove, by frames: Int) -> [Diagnostic.FixIt] {
    let text = "\(max(0, move.frames - frames))f"
    return [Diagnostic.FixIt(move.setting.span, replacement: text, title: "write '\(text)'")]
  }

  private func reportMeeting(_ move: SoundMove, _ other: SoundMove, _ previous: Placed, _ item: Placed) {
    context.bag.error(
      "sound-cuts-meet", "the sounds of \(previous.state.what) and \(item.state.what) cannot both cross their cut",
      at: move.setting.span, caption: "this one starts before the other ends",
      labels: [.init(other.setting.span, "the other one")], notes: ["keep one of the two"],
      fixIts: [Diagnostic.FixIt(move.setting.span, replacement: "0s", title: "write '0s': only the sound before it crosses the cut")])
  }

  private func reportTooLong(_ move: SoundMove, _ neighbour: Placed) {
    let length = neighbour.frames.count
    context.bag.error(
      "sound-covered", "'\(move.key)' would leave nothing of the sound of \(neighbour.state.what), which lasts \(length)f",
      at: move.setting.span, caption: "make it shorter than its neighbour", fixIts: shorter(move, by: move.frames - max(0, length - 1)))
  }
}
