import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// When an item starts, exact seconds.
  func start(_ track: Int, _ item: Int) -> Rational? {
    if let known = tracks[track].items[item].start { return known }
    resolvePredecessors(of: item, on: track)
    if let known = tracks[track].items[item].start { return known }
    let state = tracks[track].items[item]
    let start = guarded(.start(track: track, item: item), startName(state), at: startSpan(state)) {
      self.findStart(track, item, state).map { self.snappedStart($0, track, item) }
    }
    tracks[track].items[item].start = .some(start)
    return start
  }

  /// When an item ends, exact seconds.
  func end(_ track: Int, _ item: Int) -> Rational? {
    if let known = tracks[track].items[item].end { return known }
    resolvePredecessors(of: item, on: track)
    if let known = tracks[track].items[item].end { return known }
    let state = tracks[track].items[item]
    let end = guarded(.end(track: track, item: item), endName(state), at: endSpan(state)) {
      self.findEnd(track, item, state)
    }
    tracks[track].items[item].end = .some(end)
    return end
  }

  /// The items that this one follows first and in order, so that a long track needs no recursion.
  private func resolvePredecessors(of item: Int, on track: Int) {
    guard tracks[track].isSequential else { return }
    var first = item
    while first > 0, followsItsNeighbour(tracks[track].items[first]), tracks[track].items[first - 1].end == nil {
      first -= 1
    }
    for next in first..<item {
      _ = context.passing(walk(from: item, to: next, on: track)) { end(track, next) }
    }
  }

  /// Its start is where the item before ends, and no other time.
  private func followsItsNeighbour(_ state: ItemState) -> Bool {
    guard state.clause.at == nil else { return false }
    if state.clause.until != nil, case .time? = state.clause.duration?.value { return false }
    return true
  }

  /// The steps of a loop that lead back along a track.
  private func walk(from item: Int, to next: Int, on track: Int) -> ResolveContext.Pending {
    let items = tracks[track].items
    var steps = [startName(items[item])]
    let between = (next + 1..<item).reversed()
    steps += between.prefix(3).map { endName(items[$0]) }
    if between.count > 3 { steps.append("\(between.count - 3) more before it") }
    return ResolveContext.Pending(
      steps: steps, span: startSpan(items[item]), key: nil,
      reason: "\(name(items[item])) starts where the item before it ends")
  }

  private func findStart(_ track: Int, _ item: Int, _ state: ItemState) -> Rational? {
    if let at = state.clause.at {
      return seconds(at, TimeContext(key: "at", whole: wholeProgramme(at, without: (track, item)), excluded: (track, item)))
    }
    if let until = state.clause.until, case .time(let length)? = state.clause.duration?.value {
      guard let end = seconds(until, untilContext(until, track, item)),
        let length = seconds(length, at: state.clause.duration!.span, lengthContext(state))
      else { return nil }
      return end - length
    }
    guard tracks[track].isSequential, item > 0 else { return trackStart(track) }
    guard let end = end(track, item - 1), let overlap = overlap(before: item, on: track) else { return nil }
    guard overlap.isZero || checkOverlap(overlap, before: item, on: track) else { return nil }
    return end - overlap
  }

  func trackStart(_ track: Int) -> Rational? {
    guard let at = tracks[track].clause.at else { return .zero }
    return seconds(at, TimeContext(key: "at"))
  }

  private func findEnd(_ track: Int, _ item: Int, _ state: ItemState) -> Rational? {
    guard let start = start(track, item) else { return nil }
    guard let length = length(track, item, state, start: start) else { return nil }
    guard length.isPositive else {
      reportEmpty(state, length)
      return nil
    }
    guard agreesWithUntil(length, from: start, state, track, item) else { return nil }
    let end = start + length
    guard end.isValid, end <= Rational(limits.length) + 1 else {
      bag.error(
        "too-long", "\(state.what) ends after \(limits.length / 3600) hours, the limit of a programme", at: endSpan(state),
        notes: ["--max-hours sets another limit"])
      return nil
    }
    return snappedEnd(end, from: start, track, item)
  }

  /// Of `at`, `duration` and `until` two fix the third; where all are written they agree to under half a frame.
  private func agreesWithUntil(_ length: Rational, from start: Rational, _ state: ItemState, _ track: Int, _ item: Int) -> Bool {
    guard let at = state.clause.at, let until = state.clause.until, let duration = state.clause.duration,
      case .time = duration.value, let end = seconds(until, untilContext(until, track, item)),
      (end - start - length).magnitude >= canvas.rate.frameDuration / 2
    else { return true }
    bag.error(
      "times-disagree",
      "'at' and 'duration' end it at \((start + length).decimal(digits: 3))s, and 'until' says \(end.decimal(digits: 3))s", at: until.span,
      labels: [.init(at.span, "it starts here"), .init(duration.span, "it lasts so long")], notes: ["two of them fix the third: drop one"])
    return false
  }

  private func reportEmpty(_ state: ItemState, _ length: Rational) {
    if let until = state.clause.until, state.clause.duration == nil {
      bag.error(
        "until-before-start", "'until' is not after the start of \(state.what)", at: until.span,
        notes: ["it would last \(length.decimal(digits: 3))s"])
    } else if let gap = state.clause.gap {
      bag.error("empty-item", "a gap lasts longer than nothing, not '\(gap.value.text)'", at: gap.span)
    } else {
      bag.error(
        "empty-item", "\(state.what) lasts \(length.decimal(digits: 6))s: a duration is longer than nothing",
        at: state.clause.duration?.span ?? state.clause.span)
    }
  }

  /// How long an item lasts, exact seconds.
  private func length(_ track: Int, _ item: Int, _ state: ItemState, start: Rational) -> Rational? {
    if let gap = state.clause.gap { return seconds(gap, TimeContext(key: "gap", from: start)) }
    guard checkSourceKeys(state) else { return nil }
    if let stated = statedLength(track, item, state, start: start) {
      // The source range is worked out too, for its own errors.
      guard let stated, stated.isPositive else { return stated }
      return needsSource(state) && source(track, item, lasting: stated) == nil ? nil : stated
    }
    guard needsSource(state) else {
      reportNoLength(state)
      return nil
    }
    guard let choice = source(track, item, lasting: nil) else { return nil }
    return naturalLength(choice, state)
  }

  /// What `duration` or `until` say; outer nil where neither does.
  private func statedLength(_ track: Int, _ item: Int, _ state: ItemState, start: Rational) -> Rational?? {
    switch state.clause.duration?.value {
    case .time(let expression):
      return .some(seconds(expression, at: state.clause.duration!.span, lengthContext(state, from: start)))
    case .share: return .some(share(of: track))
    case nil: break
    }
    guard let until = state.clause.until else { return nil }
    guard let end = seconds(until, untilContext(until, track, item)) else { return .some(nil) }
    return .some(end - start)
  }

  /// How long the chosen range lasts at its speed.
  func naturalLength(_ choice: SourceChoice, _ state: ItemState) -> Rational? {
    if let ramp = choice.ramp { return ramp.lasting }
    var length = choice.end - choice.start
    if case .times(let count)? = state.clause.loop?.value { length = length * Rational(count) }
    guard choice.speed.magnitude != 1 else { return length }
    // Every usual frame and sample is a whole number of these, so sums stay small.
    return (length / choice.speed.magnitude).rounded(toGrid: 705_600_000)
  }

  private func needsSource(_ state: ItemState) -> Bool {
    guard let media = state.media else { return state.child != nil }
    return context.media.uses[media].facts.kind != .still
  }

  /// A still has no source time: keys of one that are written on it mean nothing. What it takes from the
  /// track's defaults is meant for its neighbours.
  private func checkSourceKeys(_ state: ItemState) -> Bool {
    guard let media = state.media, context.media.uses[media].facts.kind == .still else { return true }
    let clause = state.clause
    let keys = [
      ("in", clause.sourceIn?.keySpan), ("out", clause.sourceOut?.keySpan), ("speed", clause.speed?.keySpan),
      ("loop", clause.loop?.keySpan), ("hold", clause.hold?.keySpan),
    ]
    let written = keys.compactMap { key, span in
      span.flatMap { clause.span.source == $0.source && clause.span.range.contains($0.range.lowerBound) ? (key, $0) : nil }
    }
    guard let first = written.first else { return true }
    bag.error(
      "no-source-time",
      "\(state.what) is a still, one picture without a time of its own: "
        + "\(listed(written.map { "'\($0.0)'" }, last: "and")) mean\(written.count == 1 ? "s" : "") nothing there",
      at: first.1, caption: "drop it; 'duration' says how long a still is seen",
      labels: written.dropFirst().map { .init($0.1, "drop it, too") })
    return false
  }

  private func reportNoLength(_ state: ItemState) {
    guard (state.clause.kind != .clip && state.clause.kind != .voice) || state.media != nil else { return }
    if let montage = state.clause.montage {
      bag.error(
        "no-duration", "a montage lasts as long as you say: it needs 'until' or 'duration'", at: montage.keySpan,
        caption: "add 'duration: 30s', or 'until: bar 17 beat 1'")
      return
    }
    let subject = state.clause.kind == .clip ? "a still" : state.clause.kind == .text ? "a text" : "a generator"
    bag.error(
      "no-duration", "\(subject) lasts as long as you say: \(state.what) needs a 'duration'",
      at: state.clause.clip?.span ?? state.clause.generate?.span ?? state.clause.text?.span ?? state.clause.span,
      caption: "add 'duration: 3s', here or in the track's defaults")
  }

  // MARK: contexts

  func lengthContext(_ state: ItemState, from start: Rational = .zero) -> TimeContext {
    let range = state.child == nil ? state.media.flatMap { ownRange($0) } : nil
    return TimeContext(key: "duration", whole: range.map { SourceRange(start: 0, end: $0.length) }, from: start)
  }

  private func untilContext(_ until: Setting<TimeExpression>, _ track: Int, _ item: Int) -> TimeContext {
    TimeContext(key: "until", whole: wholeProgramme(until, without: (track, item)), excluded: (track, item))
  }

  /// The programme without an item, worked out only where a percentage asks for it.
  private func wholeProgramme(_ time: Setting<TimeExpression>, without item: (track: Int, item: Int)) -> SourceRange? {
    let asks = time.value.terms.contains { if case .percent = $0.value { true } else { false } }
    guard asks, let end = programmeEnd(without: item, time.span) else { return nil }
    return SourceRange(start: 0, end: end)
  }

  // MARK: what a loop is called

  private func name(_ state: ItemState) -> String { state.clause.id.map { "'\($0.value.value)'" } ?? state.what }
  private func startName(_ state: ItemState) -> String { "start of \(name(state))" }
  private func endName(_ state: ItemState) -> String { "end of \(name(state))" }

  func startSpan(_ state: ItemState) -> Span {
    state.clause.at?.span ?? state.clause.until?.span ?? subjectSpan(state)
  }

  func endSpan(_ state: ItemState) -> Span {
    state.clause.until?.span ?? state.clause.duration?.span ?? state.clause.sourceOut?.span ?? state.clause.speed?.span
      ?? subjectSpan(state)
  }

  func subjectSpan(_ state: ItemState) -> Span {
    let clause = state.clause
    let named = clause.clip?.span ?? clause.generate?.span ?? clause.text?.span ?? clause.voice?.span ?? clause.gap?.span
    return named ?? clause.sequence?.keySpan ?? clause.stack?.keySpan ?? clause.span
  }
}
