import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// A clip's own range: its pictures for video, its sound for audio; nil for a still.
  func ownRange(_ index: Int, forSound: Bool = false) -> SourceRange? {
    let use = context.media.uses[index]
    if use.facts.kind == .pictureSequence, let picture = use.facts.picture {
      let rate = use.sequenceRate ?? canvas.rate
      return SourceRange(start: 0, end: picture.end / rate.value)
    }
    if !forSound, let picture = use.facts.picture, use.facts.kind != .still {
      return SourceRange(start: picture.start, end: picture.end)
    }
    return use.facts.sound.map { SourceRange(start: $0.start, end: $0.end) }
  }

  /// What an item shows of its source; nil where that is wrong, or where it has none.
  func source(_ track: Int, _ item: Int) -> SourceChoice? {
    if let known = tracks[track].items[item].source { return known }
    _ = end(track, item)
    return tracks[track].items[item].source ?? nil
  }

  /// Works out the source range, given how long the item lasts where that is stated.
  func source(_ track: Int, _ item: Int, lasting: Rational?) -> SourceChoice? {
    if let known = tracks[track].items[item].source { return known }
    let state = tracks[track].items[item]
    let isSound = tracks[track].clause.trackKind == .audio
    let whole = state.child.map { ownRange(of: $0, state, lasting) } ?? state.media.flatMap { ownRange($0, forSound: isSound) }
    let choice = whole.flatMap { chooseSource(state, whole: $0, lasting: lasting) }
    tracks[track].items[item].source = .some(choice)
    return choice
  }

  /// A sequence runs from 0 to its latest end; placed with a duration and no `out`, it is that long.
  private func ownRange(of child: Resolver, _ state: ItemState, _ lasting: Rational?) -> SourceRange? {
    if let lasting, state.clause.sourceOut == nil, !state.isFrozen {
      if let keys = rampKeys(state) { return rampedRange(of: child, state, keys, lasting) }
      let speed: Rational = if case .ratio(let ratio)? = state.clause.speed?.value { ratio.magnitude } else { .one }
      let isFit = if case .fit? = state.clause.speed?.value { true } else { false }
      guard isFit else {
        let context = TimeContext(key: "in", whole: SourceRange(start: 0, end: lasting * speed))
        let start = state.clause.sourceIn.map { seconds($0, context) } ?? .some(.zero)
        guard let start else { return nil }
        child.fixedEnd = start + lasting * speed
        return SourceRange(start: 0, end: start + lasting * speed)
      }
    }
    return child.latestEnd().map { SourceRange(start: 0, end: $0) }
  }

  /// The latest end of what has pictures, or of all where nothing has.
  func latestEnd() -> Rational? {
    var (pictures, all): (Rational?, Rational?) = (nil, nil)
    for track in tracks.indices where tracks[track].clause.isEnabled {
      for item in tracks[track].items.indices {
        guard let end = end(track, item) else { return nil }
        all = max(all ?? end, end)
        if tracks[track].clause.trackKind != .audio { pictures = max(pictures ?? end, end) }
      }
    }
    return pictures ?? all ?? .zero
  }

  private func chooseSource(_ state: ItemState, whole: SourceRange, lasting: Rational?) -> SourceChoice? {
    let clause = state.clause
    guard let (statedIn, statedOut) = statedRange(state, whole) else { return nil }
    if let keys = rampKeys(state) {
      guard let choice = ramped(state, keys, whole, statedIn, statedOut, lasting), checkRange(choice, state, whole) else { return nil }
      return choice
    }
    let isFit = if case .fit? = clause.speed?.value { true } else { false }
    let speed: Rational = if case .ratio(let ratio)? = clause.speed?.value { ratio } else { .one }
    if isFit, lasting == nil {
      bag.error("bad-speed", "'speed: fit' needs a 'duration' or an 'until' to fit to", at: clause.speed!.span)
      return nil
    }
    let start = statedIn ?? whole.start
    if speed.isZero { return frozen(state, start: start, whole: whole, lasting: lasting) }
    let choice: SourceChoice?
    switch clause.loop?.value ?? .off {
    case .endless, .times: choice = looped(state, start, statedOut ?? whole.end, speed, isFit, lasting)
    case .off:
      if let lasting {
        choice = lastingChoice(state, whole, statedIn, statedOut, speed, isFit, lasting)
      } else {
        choice = SourceChoice(start: start, end: statedOut ?? whole.end, speed: speed)
      }
    }
    guard let choice, checkRange(choice, state, whole) else { return nil }
    return choice
  }

  /// `in` and `out` as written; outer nil where one is wrong.
  private func statedRange(_ state: ItemState, _ whole: SourceRange) -> (Rational?, Rational?)? {
    let clause = state.clause
    // Where the item's start is known, beats are counted from it.
    var context = TimeContext(key: "in", whole: whole, from: (state.start ?? nil) ?? .zero)
    let start = clause.sourceIn.map { seconds($0, context) }
    context.key = "out"
    let end = clause.sourceOut.map { seconds($0, context) }
    if case .some(nil) = start { return nil }
    if case .some(nil) = end { return nil }
    return (start ?? nil, end ?? nil)
  }

  private func frozen(_ state: ItemState, start: Rational, whole: SourceRange, lasting: Rational?) -> SourceChoice? {
    guard lasting != nil else {
      bag.error(
        "no-duration", "'speed: 0' freezes one picture; say how long with 'duration'", at: state.clause.speed!.span,
        caption: "add 'duration: 2s'")
      return nil
    }
    guard checkStart(start, state, whole) else { return nil }
    guard state.child != nil, let lasting else { return SourceChoice(start: start, end: start, speed: 0) }
    // Its clips are cut and sampled as ever, and none of them moves on within a day.
    let crawl = Rational(1, 1 << 32)
    return SourceChoice(start: start, end: start + lasting * crawl, speed: crawl, isFrozen: true)
  }

  private func looped(
    _ state: ItemState, _ start: Rational, _ end: Rational, _ speed: Rational, _ isFit: Bool, _ lasting: Rational?
  ) -> SourceChoice? {
    var choice = SourceChoice(start: start, end: end, speed: speed, isLooped: true)
    let count: Int? = if case .times(let count)? = state.clause.loop?.value { count } else { nil }
    guard let lasting else {
      if count != nil { return choice }
      bag.error(
        "no-duration", "'loop: true' repeats without end; say how long with 'duration' or 'until', or how often",
        at: state.clause.loop!.span, caption: "add 'duration: 10s', or write 'loop: 3'")
      return nil
    }
    guard let count else { return choice }
    let total = (end - start) * Rational(count)
    if isFit { choice.speed = total / lasting }
    guard (total / choice.speed.magnitude - lasting).magnitude < canvas.rate.frameDuration / 2 else {
      bag.error(
        "times-disagree",
        "\(count) times the range last \((total / choice.speed.magnitude).decimal(digits: 3))s, and the item \(lasting.decimal(digits: 3))s",
        at: state.clause.loop!.span, caption: "write 'loop: true', or drop one of the two")
      return nil
    }
    return choice
  }

  /// The range of an item whose time on the timeline is stated.
  private func lastingChoice(
    _ state: ItemState, _ whole: SourceRange, _ statedIn: Rational?, _ statedOut: Rational?, _ speed: Rational,
    _ isFit: Bool, _ lasting: Rational
  ) -> SourceChoice? {
    let start = statedIn ?? whole.start
    if isFit {
      let end = statedOut ?? whole.end
      return SourceChoice(start: start, end: end, speed: (end - start) / lasting)
    }
    let taken = lasting * speed.magnitude
    if let statedOut {
      if statedIn == nil, speed.isNegative { return SourceChoice(start: statedOut - taken, end: statedOut, speed: speed) }
      guard agree(start, statedOut, speed, lasting, state) else { return nil }
      return SourceChoice(start: start, end: statedOut, speed: speed)
    }
    if speed.isNegative {
      return SourceChoice(start: statedIn ?? whole.end - taken, end: whole.end, speed: speed)
    }
    return SourceChoice(start: start, end: start + taken, speed: speed)
  }

  private func agree(_ start: Rational, _ end: Rational, _ speed: Rational, _ lasting: Rational, _ state: ItemState) -> Bool {
    let ranged = (end - start) / speed.magnitude
    guard (ranged - lasting).magnitude >= canvas.rate.frameDuration / 2 else { return true }
    let clause = state.clause
    let lengthSetting = clause.duration.map { ("duration", $0.span, $0.keySpan) } ?? clause.until.map { ("until", $0.span, $0.keySpan) }
    guard let (key, span, _) = lengthSetting, let out = clause.sourceOut else { return true }
    bag.error(
      "times-disagree",
      "'in', 'out' and 'speed' give \(ranged.decimal(digits: 3))s, and '\(key)' says \(lasting.decimal(digits: 3))s", at: span,
      labels: [.init(out.span, "the range ends here")],
      notes: ["drop 'out', drop '\(key)', or write 'speed: fit' to ask for the retime"], fixIts: retimeFix(clause))
    return false
  }

  private func retimeFix(_ clause: ItemClause) -> [Diagnostic.FixIt] {
    guard let speed = clause.speed else { return [] }
    return [Diagnostic.FixIt(speed.span, replacement: "fit", title: "write 'speed: fit'")]
  }

  // MARK: limits of the media

  private func checkStart(_ start: Rational, _ state: ItemState, _ whole: SourceRange) -> Bool {
    let span = state.clause.sourceIn?.span ?? subjectSpan(state)
    guard !start.isNegative else {
      bag.error("bad-range", "'in' is before the start of the source: \(start.decimal(digits: 3))s", at: span)
      return false
    }
    guard state.child == nil || whole.length.isPositive else {
      bag.error(
        "no-frames", "\(state.what) lasts no time: nothing is in it", at: subjectSpan(state), caption: "give it an item, or drop it")
      return false
    }
    guard start < whole.end || state.clause.hold?.value == true else {
      bag.error(
        "past-the-end", "\(state.what) has \(whole.end.decimal(digits: 3))s; 'in' is at \(start.decimal(digits: 3))s", at: span,
        caption: "the media ends before this")
      return false
    }
    return true
  }

  private func checkRange(_ choice: SourceChoice, _ state: ItemState, _ whole: SourceRange) -> Bool {
    let clause = state.clause
    guard choice.start.isValid, choice.end.isValid else {
      bag.error("time-too-large", "the source range of \(state.what) is too large to hold exactly", at: endSpan(state))
      return false
    }
    guard choice.start < choice.end else {
      // A length that is not positive is reported as such, where it is stated.
      guard clause.sourceOut != nil || clause.duration == nil && clause.until == nil else { return true }
      guard checkStart(choice.start, state, whole) else { return false }
      bag.error(
        "bad-range", "'out' (\(choice.end.decimal(digits: 3))s) is not after 'in' (\(choice.start.decimal(digits: 3))s)",
        at: clause.sourceOut?.span ?? subjectSpan(state), labels: clause.sourceIn.map { [.init($0.span, "'in' is here")] } ?? [])
      return false
    }
    if choice.start.isNegative, clause.speed.map(isBackwards) ?? false, clause.sourceIn == nil {
      bag.error(
        "past-the-end",
        "\(state.what) has \(whole.length.decimal(digits: 3))s to run backwards through, not \((choice.end - choice.start).decimal(digits: 3))s",
        at: endSpan(state))
      return false
    }
    guard checkStart(choice.start, state, whole) else { return false }
    return checkEnd(choice, state, whole)
  }

  private func isBackwards(_ speed: Setting<SpeedValue>) -> Bool {
    switch speed.value {
    case .ratio(let ratio): ratio.isNegative
    case .ramp(let keyframes): keyframes.contains { $0.value?.value.value.isNegative ?? false }
    case .fit: false
    }
  }

  /// `out` past the media's end is judged on snapped edges, so that the float noise of machines is no error.
  private func checkEnd(_ choice: SourceChoice, _ state: ItemState, _ whole: SourceRange) -> Bool {
    guard choice.end > whole.end, state.clause.hold?.value != true else { return true }
    let scale = canvas.rate.value / choice.speed.magnitude
    let asked = ((choice.end - choice.start) * scale).roundedHalfUp
    let there = ((whole.end - choice.start) * scale).roundedHalfUp
    guard asked != there else { return true }
    let wants = state.clause.sourceOut == nil ? "it is asked for up to" : "'out' is at"
    bag.error(
      "past-the-end",
      "\(state.what) has \(whole.end.decimal(digits: 3))s; \(wants) \(choice.end.decimal(digits: 3))s", at: endSpan(state),
      caption: "the media ends \((choice.end - whole.end).decimal(digits: 3))s before this",
      notes: waysPastTheEnd(state))
    return false
  }

  private func waysPastTheEnd(_ state: ItemState) -> [String] {
    guard state.clause.clip != nil else { return [] }
    return [(state.kind == .audio ? "" : "'hold: true' holds the last picture, ") + "'loop: true' repeats the range"]
  }
}
