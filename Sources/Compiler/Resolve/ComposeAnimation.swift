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
    guard let seconds = length(time, TimeContext(key: key, whole: whole)) else { return nil }
    guard !seconds.isNegative, seconds <= whole.end + canvas.rate.frameDuration else {
      context.bag.error(
        "bad-fade", "'\(key)' of \(seconds.decimal(digits: 3))s does not fit into the \(whole.end.decimal(digits: 3))s of \(item.state.what)",
        at: time.span)
      return nil
    }
    return seconds / row.map.speed.magnitude
  }

  /// Seconds of a time that no name has to be looked up for.
  private func length(_ time: Setting<TimeExpression>, _ times: TimeContext) -> Rational? {
    var times = times
    times.allowsAnchors = false
    return Resolver([], markers: nil, context).seconds(time, times)
  }

  /// An animated value on the film's frames.
  func curve<Value>(
    _ value: AnimatedValue<Value>, _ item: Placed, _ row: ItemRow, _ number: (Value) -> Rational
  ) -> Curve {
    guard case .keyframes(let keyframes) = value else { return .constant(number(value.constant!)) }
    let whole = SourceRange(start: 0, end: item.innerEnd - item.innerStart)
    var keys: [Curve.Key] = []
    for keyframe in keyframes {
      guard let at = keyframe.at, let setting = keyframe.value, let seconds = length(at, TimeContext(key: "at", whole: whole))
      else { continue }
      let frame = (item.start + seconds / row.map.speed.magnitude) * canvas.rate.value
      if let last = keys.last, frame < last.frame {
        context.bag.error("keyframe-order", "keyframes come in order of time", at: at.span)
      }
      keys.append(Curve.Key(frame: frame, value: number(setting.value), ease: keyframe.ease?.value ?? .linear))
    }
    return keys.isEmpty ? .constant(0) : .keyframes(keys)
  }
}
