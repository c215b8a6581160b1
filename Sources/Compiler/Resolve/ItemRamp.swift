import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// The ramp of an item's speed; nil where its speed is one throughout.
  func rampKeys(_ state: ItemState) -> RampKeys? {
    guard case .ramp(let keyframes)? = state.clause.speed?.value else { return nil }
    let counted = keyframes.contains { $0.at.map { !$0.value.isRelative } ?? false } ? counted(keyframes, state) : keyframes
    return RampKeys(keyframes: counted, rate: canvas.rate)
  }

  /// Keyframes of a ramp without beats, which count from the item's start where that is known by now.
  private func counted(_ keyframes: [Keyframe<SpeedRatio>], _ state: ItemState) -> [Keyframe<SpeedRatio>] {
    let context = TimeContext(key: "at", from: (state.start ?? nil) ?? .zero, allowsAnchors: false)
    return keyframes.retimed { time in
      var counted = time
      counted.value = time.value.relative { self.seconds($0, at: time.span, context) ?? .zero }
      return counted
    }
  }

  /// The source range of an item whose speed changes.
  func ramped(
    _ state: ItemState, _ keys: RampKeys, _ whole: SourceRange, _ statedIn: Rational?, _ statedOut: Rational?, _ lasting: Rational?
  ) -> SourceChoice? {
    let range = SourceRange(start: statedIn ?? whole.start, end: statedOut ?? whole.end)
    let rounds = loops(state)
    guard checkOrder(keys) else { return nil }
    guard let ramp = placed(keys, state, range, rounds: rounds, lasting) else { return nil }
    let taken = ramp.ramp.passed(after: ramp.lasting)
    guard taken.isPositive else {
      reportStandstill(state, "the ramp stands still while the item lasts")
      return nil
    }
    let mean = taken / ramp.lasting
    var choice = SourceChoice(
      start: range.start, end: range.end, speed: keys.isBackwards ? -mean : mean, isLooped: rounds != nil, ramp: ramp)
    guard rounds == nil, lasting != nil else { return choice }
    if statedOut != nil, statedIn != nil || !keys.isBackwards {
      return agree(taken, mean, range, ramp.lasting, state) ? choice : nil
    }
    if keys.isBackwards, statedIn == nil {
      choice.start = range.end - taken
    } else if !keys.isBackwards {
      choice.end = range.start + taken
    }
    return choice
  }

  /// How often the range runs; outer nil where it runs once, inner nil where it runs without end.
  private func loops(_ state: ItemState) -> Int?? {
    switch state.clause.loop?.value ?? .off {
    case .off: nil
    case .endless: .some(nil)
    case .times(let count): .some(count)
    }
  }

  /// The ramp over the item: as long as the item is said to last, or as the range needs.
  private func placed(
    _ keys: RampKeys, _ state: ItemState, _ range: SourceRange, rounds: Int??, _ lasting: Rational?
  ) -> SourceChoice.PlacedRamp? {
    if let lasting {
      guard let ramp = keys.ramp(over: lasting * canvas.rate.value) else {
        reportUnusable(keys, state, over: lasting * canvas.rate.value)
        return nil
      }
      return SourceChoice.PlacedRamp(ramp: ramp, lasting: lasting)
    }
    if case .some(nil) = rounds {
      bag.error(
        "no-duration", "'loop: true' repeats without end; say how long with 'duration' or 'until', or how often",
        at: state.clause.loop!.span, caption: "add 'duration: 10s', or write 'loop: 3'")
      return nil
    }
    let needed = range.length * Rational((rounds ?? nil) ?? 1)
    guard needed.isPositive else { return onOneFrame(keys) }
    guard let frames = keys.frames(toPass: needed), let ramp = keys.ramp(over: Rational(frames)) else {
      if keys.ramp(over: Rational(RampKeys.frameLimit)) == nil {
        reportUnusable(keys, state, over: Rational(RampKeys.frameLimit))
      } else {
        reportStandstill(state, "the ramp slows down so far that 'out' is never reached")
      }
      return nil
    }
    return SourceChoice.PlacedRamp(ramp: ramp, lasting: Rational(frames) * canvas.rate.frameDuration)
  }

  /// For a range that is empty or upside down, which is reported as such.
  private func onOneFrame(_ keys: RampKeys) -> SourceChoice.PlacedRamp {
    SourceChoice.PlacedRamp(ramp: Ramp(speeds: [Ramp.grid], rate: keys.rate), lasting: canvas.rate.frameDuration)
  }

  /// A sequence placed with a duration is as long as its ramp needs.
  func rampedRange(of child: Resolver, _ state: ItemState, _ keys: RampKeys, _ lasting: Rational) -> SourceRange? {
    guard let ramp = keys.ramp(over: lasting * canvas.rate.value) else {
      reportUnusable(keys, state, over: lasting * canvas.rate.value)
      return nil
    }
    let taken = ramp.passed(after: lasting)
    let start = state.clause.sourceIn.map { seconds($0, TimeContext(key: "in", whole: SourceRange(start: 0, end: taken))) } ?? .some(.zero)
    guard let start else { return nil }
    child.fixedEnd = start + taken
    return SourceRange(start: 0, end: start + taken)
  }

  // MARK: messages

  private func checkOrder(_ keys: RampKeys) -> Bool {
    // A length of its own is enough to see the order of keyframes of one kind.
    let curve = keys.curve(over: Rational(RampKeys.frameLimit))
    let kinds = keys.keyframes.map { key in key.at!.value.terms.contains { if case .percent = $0.value { true } else { false } } }
    for index in curve.indices.dropFirst() where kinds[index] == kinds[index - 1] && curve[index].frame < curve[index - 1].frame {
      bag.error(
        "keyframe-order", "keyframes come in order of time", at: keys.keyframes[index].at!.span,
        caption: "earlier than the keyframe before it")
      return false
    }
    return true
  }

  private func reportStandstill(_ state: ItemState, _ problem: String) {
    bag.error(
      "ramp-stops", problem, at: state.clause.speed!.span, caption: "give the last keyframe a speed, or the item a 'duration'")
  }

  /// The ramp is too long, or an easing swings through a standstill.
  private func reportUnusable(_ keys: RampKeys, _ state: ItemState, over frames: Rational) {
    guard frames <= Rational(RampKeys.frameLimit) else {
      bag.error(
        "too-long", "\(state.what) would ramp over more than \(RampKeys.frameLimit) frames", at: endSpan(state),
        caption: "split it, and let one part ramp")
      return
    }
    let swinging = keys.keyframes.first { if case .curve(.back, _)? = $0.ease?.value { true } else { false } }
    let place = keys.keyframes.first { $0.ease != nil && $0.ease!.value != .linear }?.ease
    bag.error(
      "ramp-turns", "a ramp goes one way: this easing swings through a standstill and back",
      at: (swinging?.ease ?? place)?.span ?? state.clause.speed!.span,
      caption: "take one that does not overshoot, or start faster")
  }

  /// `out` and a stated length agree to under half a canvas frame of source.
  private func agree(_ taken: Rational, _ mean: Rational, _ range: SourceRange, _ lasting: Rational, _ state: ItemState) -> Bool {
    guard (range.length - taken).magnitude >= mean * canvas.rate.frameDuration / 2 else { return true }
    let clause = state.clause
    guard let out = clause.sourceOut, let stated = clause.duration?.span ?? clause.until?.span else { return true }
    let key = clause.duration == nil ? "until" : "duration"
    bag.error(
      "times-disagree",
      "the ramp takes \(taken.decimal(digits: 3))s of source in the \(lasting.decimal(digits: 3))s that '\(key)' says, and 'in' and 'out' give \(range.length.decimal(digits: 3))s",
      at: stated, labels: [.init(out.span, "the range ends here")], notes: ["drop 'out', or drop '\(key)'"])
    return false
  }
}
