import Diagnostics
import MediaTypes
import Timeline

/// What moves a cut, and how far it may.
private struct CutSnap {
  var target: SnapTarget
  var tolerance: Setting<TimeExpression>?
  var span: Span
}

extension Resolver {
  /// Where an item that is pinned starts once it has been moved to the music.
  func snappedStart(_ start: Rational, _ track: Int, _ item: Int) -> Rational {
    let state = tracks[track].items[item]
    guard state.clause.at != nil, let snap = ownSnap(state, track), let moment = nearest(start, snap, after: nil, notAfter: nil)
    else { return start }
    note(state, "starts", from: start, to: moment, snap)
    return moment
  }

  /// Where an item ends once the cut behind it has been moved to the music; its source range follows.
  func snappedEnd(_ end: Rational, from start: Rational, _ track: Int, _ item: Int) -> Rational {
    guard let snap = snap(after: item, on: track) else { return end }
    let state = tracks[track].items[item]
    let least = start + canvas.rate.frameDuration
    guard let moment = nearest(end, snap, after: least, notAfter: latestEnd(of: state, from: start, track)), moment != end
    else { return end }
    if let choice = state.source ?? nil { tracks[track].items[item].source = .some(choice.lasting(moment - start, instead: end - start)) }
    note(state, "ends", from: end, to: moment, snap)
    return moment
  }

  /// Whether the cut behind an item is one that moves.
  func isSnapped(after item: Int, on track: Int) -> Bool { snap(after: item, on: track) != nil }

  private func ownSnap(_ state: ItemState, _ track: Int) -> CutSnap? {
    let clause = state.clause
    if let own = clause.snap {
      return CutSnap(target: own.value.target, tolerance: own.value.tolerance ?? clause.tolerance, span: own.span)
    }
    let shared = tracks[track].clause
    return shared.snap.map {
      CutSnap(target: $0.value.target, tolerance: clause.tolerance ?? $0.value.tolerance ?? shared.tolerance, span: $0.span)
    }
  }

  /// The item's own, or that of the one that starts where it ends.
  private func snap(after item: Int, on track: Int) -> CutSnap? {
    let items = tracks[track].items
    guard items.indices.contains(item) else { return nil }
    if let own = ownSnap(items[item], track) { return own }
    guard tracks[track].isSequential, items.indices.contains(item + 1), items[item + 1].clause.at == nil else { return nil }
    return ownSnap(items[item + 1], track)
  }

  /// The last moment that an item's source reaches; nil where it does not end.
  private func latestEnd(of state: ItemState, from start: Rational, _ track: Int) -> Rational? {
    guard let choice = state.source ?? nil, !choice.isLooped, !choice.speed.isZero, state.clause.hold?.value != true else { return nil }
    if let ramp = choice.ramp { return start + ramp.lasting }
    let isSound = tracks[track].clause.trackKind == .audio
    guard let media = state.media, let whole = ownRange(media, forSound: isSound) else {
      return start + (choice.end - choice.start) / choice.speed.magnitude
    }
    let there = choice.speed.isNegative ? choice.end - whole.start : whole.end - choice.start
    return start + there / choice.speed.magnitude + canvas.rate.frameDuration / 4
  }

  /// The nearest moment of the music within the tolerance and the limits; nil where there is none.
  private func nearest(_ time: Rational, _ snap: CutSnap, after least: Rational?, notAfter last: Rational?) -> Rational? {
    guard let grid = grid("snap: \(snap.target.rawValue)", snap.span) else { return nil }
    let errors = bag.errorCount
    let tolerance =
      snap.tolerance.map { reach($0, from: time) } ?? (snap.target == .onset || snap.target == .peak ? Rational(1, 4) : nil)
    guard bag.errorCount == errors, let moments = moments(near: time, grid, snap) else { return nil }
    return moments.filter { moment in
      (least.map { moment >= $0 } ?? !moment.isNegative) && (last.map { moment <= $0 } ?? true)
        && (tolerance.map { (moment - time).magnitude <= $0 } ?? true)
    }.min { ($0 - time).magnitude < ($1 - time).magnitude }
  }

  /// Seconds that a cut may move.
  private func reach(_ clause: Setting<TimeExpression>, from time: Rational) -> Rational? {
    guard let seconds = seconds(clause, TimeContext(key: "tolerance", from: time, allowsAnchors: false)) else { return nil }
    guard !seconds.isNegative else {
      bag.error("out-of-range", "'tolerance' is how far a cut may move, not '\(clause.value.text)'", at: clause.span)
      return nil
    }
    return seconds
  }

  /// The moments on both sides of a time, and one more on each.
  private func moments(near time: Rational, _ grid: TempoGrid, _ snap: CutSnap) -> [Rational]? {
    switch snap.target {
    case .beat:
      let beat = grid.beat(at: time).floor ?? 0
      return (beat - 1...beat + 2).map { grid.time(ofBeat: Rational($0)).shortened }
    case .bar:
      let bar = grid.bar(ofBeat: grid.beat(at: time)).floor ?? 0
      return (bar - 1...bar + 2).map { grid.time(ofBeat: grid.beat(ofBar: Rational($0))).shortened }
    case .onset, .peak:
      let all = snap.target == .onset ? grid.onsets : grid.peaks
      guard !all.isEmpty else {
        bag.error(
          "no-onsets", "'snap: \(snap.target.rawValue)' follows a sound, and none was listened to", at: snap.span,
          caption: "write 'tempo: {source: SONG}', or snap to beats")
        return nil
      }
      let next = all.firstIndex { $0 > time } ?? all.count
      return Array(all[max(0, next - 2)..<min(all.count, next + 2)])
    }
  }

  private func note(_ state: ItemState, _ verb: String, from old: Rational, to new: Rational, _ snap: CutSnap) {
    guard canvas.rate.edge(nearest: old) != canvas.rate.edge(nearest: new) else { return }
    let by = new - old
    bag.note(
      "snapped",
      "\(state.what) \(verb) \(by.magnitude.decimal(digits: 3))s \(by.isPositive ? "later" : "earlier"), on \(place(new, snap))",
      at: snap.span.source == subjectSpan(state).source ? subjectSpan(state) : snap.span)
  }

  /// A moment in words: its bar and beat, or its time.
  private func place(_ moment: Rational, _ snap: CutSnap) -> String {
    guard let grid = tempoGrid() else { return "" }
    let clock = "at \(moment.decimal(digits: 3))s"
    switch snap.target {
    case .onset: return "an onset \(clock)"
    case .peak: return "a peak \(clock)"
    case .beat, .bar:
      let beat = Rational(grid.beat(at: moment).roundedHalfUp ?? 0)
      let bar = Rational(grid.bar(ofBeat: beat).floor ?? 0)
      let number = (beat - grid.beat(ofBar: bar) + 1).decimal(digits: 2)
      return "bar \((bar + 1).decimal(digits: 0))\(snap.target == .bar ? "" : " beat \(number)") \(clock)"
    }
  }
}

extension SourceChoice {
  /// The same start, seen for another time.
  fileprivate func lasting(_ seconds: Rational, instead old: Rational) -> SourceChoice {
    guard !isLooped, !speed.isZero else { return self }
    var choice = self
    if choice.ramp != nil {
      choice.ramp!.lasting = seconds
      choice.end = sourceTime(after: seconds)
      return choice
    }
    let more = (seconds - old) * speed.magnitude
    if speed.isNegative { choice.start -= more } else { choice.end += more }
    return choice
  }
}
