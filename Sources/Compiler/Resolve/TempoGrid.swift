import MediaTypes

/// Where beats and bars are, exact. Beats are counted from bar 1 beat 1, which is 0; those before it are
/// negative, and all may be fractions.
struct TempoGrid {
  /// A beat whose moment is known; between two of them beats are even.
  struct Knot {
    var beat: Rational
    /// Seconds of the timeline that the grid belongs to.
    var time: Rational
  }

  /// Bars of one length, from a bar line on.
  struct BarRun {
    var beat: Rational
    /// Bars before it, from 0.
    var bar: Rational
    /// Beats a bar.
    var length: Rational
  }

  /// In order; at least one.
  private(set) var knots: [Knot]
  /// Seconds a beat before the first knot.
  private(set) var lengthBefore: Rational
  /// Seconds a beat after the last knot.
  private(set) var lengthAfter: Rational
  /// In order; at least one.
  private(set) var bars: [BarRun]
  /// Where something starts to sound, in order; empty where nobody listened.
  var onsets: [Rational] = []
  /// The strongest moments, in order; empty where nobody listened.
  var peaks: [Rational] = []

  /// Beats of one length.
  init(beatLength: Rational, start: Rational, beatsPerBar: Int) {
    knots = [Knot(beat: 0, time: start)]
    (lengthBefore, lengthAfter) = (beatLength, beatLength)
    bars = [BarRun(beat: 0, bar: 0, length: Rational(beatsPerBar))]
  }

  /// Beats at moments of their own; past both ends the nearest interval goes on.
  /// - Parameters:
  ///   - times: in order, at least two.
  ///   - first: which of them is bar 1 beat 1.
  ///   - downbeats: which of them start a bar; empty for bars of `beatsPerBar`.
  init(times: [Rational], first: Int, downbeats: [Int], beatsPerBar: Int) {
    knots = times.enumerated().map { Knot(beat: Rational($0 - first), time: $1) }
    lengthBefore = times[1] - times[0]
    lengthAfter = times[times.count - 1] - times[times.count - 2]
    bars = [BarRun(beat: 0, bar: 0, length: Rational(beatsPerBar))]
    guard let origin = downbeats.firstIndex(of: first) else { return }
    bars = zip(downbeats, downbeats.dropFirst()).enumerated().map { index, pair in
      BarRun(beat: Rational(pair.0 - first), bar: Rational(index - origin), length: Rational(pair.1 - pair.0))
    }
    let last = BarRun(
      beat: Rational(downbeats[downbeats.count - 1] - first), bar: Rational(downbeats.count - 1 - origin),
      length: Rational(beatsPerBar))
    bars.append(last)
  }

  /// One tempo for ever: a length in beats is the same everywhere.
  var isEven: Bool { knots.count == 1 && lengthBefore == lengthAfter }

  // MARK: beats

  /// The moment of a position counted in beats.
  func time(ofBeat beat: Rational) -> Rational {
    let first = knots[0], last = knots[knots.count - 1]
    if beat <= first.beat { return first.time - (first.beat - beat) * lengthBefore }
    if beat >= last.beat { return last.time + (beat - last.beat) * lengthAfter }
    let index = knots.lastIndex(notAfter: beat) { $0.beat }
    return between(index) { left, right in
      left.time + (beat - left.beat) * (right.time - left.time) / (right.beat - left.beat)
    }
  }

  /// The position of a moment, in beats.
  func beat(at time: Rational) -> Rational {
    let first = knots[0], last = knots[knots.count - 1]
    if time <= first.time { return first.beat - (first.time - time) / lengthBefore }
    if time >= last.time { return last.beat + (time - last.time) / lengthAfter }
    let index = knots.lastIndex(notAfter: time) { $0.time }
    return between(index) { left, right in
      left.beat + (time - left.time) * (right.beat - left.beat) / (right.time - left.time)
    }
  }

  private func between(_ index: Int, _ body: (Knot, Knot) -> Rational) -> Rational {
    body(knots[index], knots[index + 1])
  }

  // MARK: bars

  /// The position of a bar, both from 0.
  func beat(ofBar bar: Rational) -> Rational {
    let run = bars[bars.lastIndex(notAfter: bar) { $0.bar }]
    return run.beat + (bar - run.bar) * run.length
  }

  /// Which bar a position is in, from 0, fractions of a bar included.
  func bar(ofBeat beat: Rational) -> Rational {
    let run = bars[bars.lastIndex(notAfter: beat) { $0.beat }]
    return run.bar + (beat - run.beat) / run.length
  }

  /// How many beats a bar has, counted from 0.
  func beatCount(ofBar bar: Rational) -> Rational { bars[bars.lastIndex(notAfter: bar) { $0.bar }].length }

  // MARK: lengths

  /// How long some beats last from a moment on; negative ones lead back from it.
  func length(ofBeats count: Rational, from moment: Rational) -> Rational {
    isEven ? count * lengthAfter : (time(ofBeat: beat(at: moment) + count) - moment).shortened
  }

  /// How long some bars last from a moment on.
  func length(ofBars count: Rational, from moment: Rational) -> Rational {
    guard bars.count > 1 else { return length(ofBeats: count * bars[0].length, from: moment) }
    return (time(ofBeat: beat(ofBar: bar(ofBeat: beat(at: moment)) + count)) - moment).shortened
  }

  // MARK: changes

  /// Another tempo from a moment on.
  mutating func change(at moment: Rational, beatLength: Rational) {
    knots.append(Knot(beat: beat(at: moment), time: moment))
    lengthAfter = beatLength
  }

  /// Bars of another length from a moment on, which starts one.
  mutating func change(at moment: Rational, beatsPerBar: Int) {
    let beat = beat(at: moment)
    let bar = bar(ofBeat: beat)
    let whole = Rational(bar.floor ?? 0)
    if bar > whole, let last = bars.last {
      // The bar that is cut short has a run of its own.
      let start = last.beat + (whole - last.bar) * last.length
      if start == last.beat { bars.removeLast() }
      bars.append(BarRun(beat: start, bar: whole, length: beat - start))
    } else if bars.last?.beat == beat {
      bars.removeLast()
    }
    bars.append(BarRun(beat: beat, bar: bar > whole ? whole + 1 : whole, length: Rational(beatsPerBar)))
  }

  /// The same beats on another timeline, where `time` is what `map` says; it keeps their order.
  func mapped(_ map: (Rational) -> Rational, stretch: Rational) -> TempoGrid {
    var grid = self
    grid.knots = knots.map { Knot(beat: $0.beat, time: map($0.time)) }
    grid.lengthBefore = lengthBefore * stretch
    grid.lengthAfter = lengthAfter * stretch
    grid.onsets = onsets.map(map)
    grid.peaks = peaks.map(map)
    return grid
  }

  /// The same beats counted from another of them.
  func counted(from beat: Rational) -> TempoGrid {
    let bar = bar(ofBeat: beat)
    var grid = self
    for index in knots.indices { grid.knots[index].beat -= beat }
    for index in bars.indices {
      grid.bars[index].beat -= beat
      grid.bars[index].bar -= bar
    }
    return grid
  }
}

extension Rational {
  /// A moment of an uneven grid, with no more digits than sums can carry: rounded to 1/705,600,000 s where it
  /// is finer, as lengths that come of a speed are.
  var shortened: Rational { denominator > 705_600_000 ? rounded(toGrid: 705_600_000) : self }
}

extension Array {
  /// The last element whose key is not after `value`, in an array in order of keys; the first where all are.
  fileprivate func lastIndex(notAfter value: Rational, _ key: (Element) -> Rational) -> Int {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if key(self[middle]) <= value { low = middle + 1 } else { high = middle }
    }
    return Swift.max(0, low - 1)
  }
}
