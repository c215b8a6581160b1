import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// Frames over which an item's picture rises and falls.
  func pictureFades(_ item: Placed, _ row: ItemRow) -> (in: Range<Int>?, out: Range<Int>?) {
    let clause = item.state.clause
    var fades: (in: Range<Int>?, out: Range<Int>?) = (nil, nil)
    if let time = clause.fadeIn, let seconds = fadeLength(time, "fade-in", item, row),
      let edge = canvas.rate.edge(nearest: item.start + seconds), edge > item.frames.lowerBound
    {
      fades.in = item.frames.lowerBound..<min(edge, item.frames.upperBound)
    }
    if let time = clause.fadeOut, let seconds = fadeLength(time, "fade-out", item, row),
      let edge = canvas.rate.edge(nearest: item.end - seconds), edge < item.frames.upperBound
    {
      fades.out = max(edge, item.frames.lowerBound)..<item.frames.upperBound
    }
    return fades
  }

  /// Seconds of film that a fade lasts; a percentage is of the item.
  func fadeLength(_ time: Setting<TimeExpression>, _ key: String, _ item: Placed, _ row: ItemRow) -> Rational? {
    let whole = SourceRange(start: 0, end: item.innerEnd - item.innerStart)
    guard let seconds = length(time, TimeContext(key: key, whole: whole, from: item.innerStart), row.scope) else { return nil }
    guard !seconds.isNegative, seconds <= whole.end + canvas.rate.frameDuration else {
      context.bag.error(
        "bad-fade",
        "'\(key)' of \(seconds.decimal(digits: 3))s does not fit into the \(whole.end.decimal(digits: 3))s of \(item.state.what)",
        at: time.span)
      return nil
    }
    return row.map.length(of: seconds, from: key == "fade-out" ? item.innerEnd - seconds : item.innerStart)
  }

  /// Seconds of a time that no name has to be looked up for.
  func length(_ time: Setting<TimeExpression>, _ times: TimeContext, _ scope: Resolver) -> Rational? {
    var times = times
    times.allowsAnchors = false
    return scope.seconds(time, times)
  }

  /// An animated value on the film's frames.
  func curve<Value>(_ value: AnimatedValue<Value>, from start: Rational, to end: Rational, _ number: (Value) -> Rational) -> Curve {
    guard case .keyframes(let keyframes) = value else { return .constant(number(value.constant!)) }
    let rate = canvas.rate
    let keys = keyframes.map { keyframe in
      let frames = keyframe.at!.value.frames(rate: rate, length: (end - start) * rate.value)
      return Curve.Key(frame: start * rate.value + frames, value: number(keyframe.value!.value), ease: keyframe.ease?.value ?? .linear)
    }
    for index in keys.indices.dropFirst() where keys[index].frame < keys[index - 1].frame {
      context.bag.error(
        "keyframe-order", "keyframes come in order of time", at: keyframes[index].at!.span,
        caption: "earlier than the keyframe before it")
      break
    }
    return .keyframes(keys)
  }

  /// Effects on the film's frames.
  /// - Parameters:
  ///   - start: film time of the item, which `at` and `until` count from.
  func applied(_ uses: [EffectUse], from start: Rational, to end: Rational, _ frames: Range<Int>, _ row: ItemRow) -> [AppliedEffect] {
    uses.compactMap { use in
      guard var effect = (use.effect as? any PictureEffect).flatMap({ ready($0, at: use.nameSpan) }) else { return nil }
      var held: Range<Int>?
      if use.scope.at != nil || use.scope.until != nil {
        let length = (end - start) * canvas.rate.value
        let first = edge(use.scope.at, start, length) ?? frames.lowerBound
        let last = edge(use.scope.until, start, length) ?? frames.upperBound
        guard first < last else {
          let place = use.scope.until?.span ?? use.scope.at?.span ?? use.nameSpan
          context.bag.error("bad-effect-time", "'\(type(of: effect).name)' ends before it starts", at: place)
          return nil
        }
        held = first..<last
      }
      if let musical = effect as? any MusicalEffect {
        guard let timed = timed(musical, frames, held: held, row, use.nameSpan) else { return nil }
        effect = timed
      }
      var applied = AppliedEffect(effect: effect, amount: use.scope.amount, frames: held, span: use.nameSpan)
      applied.region = use.scope.region?.value.areas ?? []
      if let mask = effect.matte {
        guard let matte = matte(of: mask, frames, row) else { return nil }
        applied.matte = matte
      }
      return applied
    }
  }

  /// The effect with what it needs of the world; nil where it cannot be had, which is reported.
  private func ready(_ effect: any PictureEffect, at span: Span) -> (any PictureEffect)? {
    if let two = (effect as? any ViewEffect)?.contradiction {
      context.bag.error(
        "two-courses", "'\(two.first)' and '\(two.second)' of '\(type(of: effect).name)' cannot both be meant", at: span,
        caption: "leave one out")
      return nil
    }
    switch effect {
    case let lookup as LookupFileEffect: return context.placed(lookup)
    case let upscale as UpscaleEffect: return context.placed(upscale)
    default: return isKnown(effect) ? effect : nil
    }
  }

  /// Raw filters are asked about before anything runs.
  private func isKnown(_ effect: any PictureEffect) -> Bool {
    guard let raw = effect as? RawFilterEffect, let chain = raw.chain else { return true }
    for filter in chain.value.filters {
      guard let problem = context.world.problem(with: filter, in: .picture) else { continue }
      context.bag.error("bad-filter", problem, at: chain.span)
      return false
    }
    return true
  }

  func edge(_ time: Setting<TimeExpression>?, _ start: Rational, _ length: Rational) -> Int? {
    guard let time else { return nil }
    guard time.value.isRelative else {
      context.bag.error(
        "effect-time", "'at' and 'until' of an effect count from the item's start: seconds, frames, beats or %", at: time.span)
      return nil
    }
    return (start * canvas.rate.value + time.value.frames(rate: canvas.rate, length: length)).roundedHalfUp
  }
}
