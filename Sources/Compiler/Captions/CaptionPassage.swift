import MediaTypes

/// A stretch of film that runs through the time that cues are in: the whole film for captions of their own, each
/// appearance of a media for captions `of` it.
struct CaptionPassage {
  var frames: Range<Int>
  /// The cues' time at a frame edge; it runs one way.
  var time: (Int) -> Rational
  /// Seconds of the cues' time a frame, as far as that is constant.
  var step: Rational
  var isForward: Bool

  /// The edge at which a moment of the cues comes: the first frame whose middle lies behind it.
  func edge(_ moment: Rational) -> Int {
    var (low, high) = (frames.lowerBound, frames.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let instant = (time(middle) + time(middle + 1)) / 2
      if isForward ? instant > moment : instant <= moment { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The frames on which a stretch of the cues' time is on screen; nil where it is not.
  func frames(_ start: Rational, _ end: Rational) -> Range<Int>? {
    let (first, last) = isForward ? (edge(start), edge(end)) : (edge(end), edge(start))
    return first < last ? first..<last : nil
  }
}

extension SourceRun {
  /// The passages of a run, one for each time that its range repeats.
  func passages(_ frames: Range<Int>, rate: FrameRate) -> [CaptionPassage] {
    guard !speed.isZero else { return [] }
    let whole = CaptionPassage(
      frames: frames, time: { self.time(afterFrames: $0 - frames.lowerBound, rate: rate) }, step: speed * rate.frameDuration,
      isForward: speed.isPositive)
    guard let wrap, speed.isPositive, wrap.length.isPositive else { return [whole] }
    var passages: [CaptionPassage] = []
    var turn = ((first - wrap.start) / wrap.length).floor ?? 0
    var start = frames.lowerBound
    while start < frames.upperBound, passages.count < 10_000 {
      let shift = wrap.length * Rational(turn)
      let end = max(start + 1, whole.edge(wrap.end + shift))
      var passage = whole
      passage.frames = start..<min(end, frames.upperBound)
      passage.time = { whole.time($0) - shift }
      passages.append(passage)
      start = passage.frames.upperBound
      turn += 1
    }
    return passages
  }
}
