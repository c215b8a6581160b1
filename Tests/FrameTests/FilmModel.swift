import MediaTypes
import TestMedia

/// What a film must show and sound like by the language's rules of time alone, written without a look at the
/// compiler.
struct FilmModel {
  let frameCount: Int
  /// For each row, what it shows at each frame; nil where it shows nothing.
  let rows: [[PictureCode?]]
  /// For each clip that is heard, where and with which clicks.
  let stretches: [Stretch]

  /// One clip's sound.
  struct Stretch {
    /// Samples of the film.
    var samples: Range<Int>
    var speed: Rational
    /// Middles of clicks, exact samples of the film.
    var clicks: [Rational]
  }

  init(_ film: Film) {
    let placed = film.rows.map { row in Self.place(row.items, film) }
    let ends = film.rows.map { row in Self.end(row.items, film) }
    let pictureEnds = zip(film.rows, ends).filter { $0.0.kind != "audio" }.map(\.1)
    let count = pictureEnds.max() ?? ends.max() ?? 0
    frameCount = count
    rows = zip(film.rows, placed).map { row, items in
      var shown = [PictureCode?](repeating: nil, count: count)
      guard row.kind != "audio" else { return shown }
      for item in items { for frame in item.first..<item.last { shown[frame] = item.code(frame, film.rate) } }
      return shown
    }
    stretches = placed.joined().compactMap { $0.stretch(film, frameCount: count) }
  }

  /// Items of a row, one after another, their edges snapped once.
  private static func place(_ items: [Film.Item], _ film: Film) -> [PlacedItem] {
    var placed: [PlacedItem] = []
    var now = Rational.zero
    for item in items {
      let start = item.at ?? now
      now = start + length(item)
      guard item.source != nil else { continue }
      let edges = (first: edge(start, film.rate), last: edge(now, film.rate))
      var next = PlacedItem(item: item, first: edges.first, last: edges.last, zero: 0)
      let range = next.range
      next.zero = item.speed.isNegative ? range.end : range.start
      if let before = placed.last, before.goesOn(in: next) {
        next.zero = before.zero + Rational(before.last - before.first) * item.speed / film.rate
        next.goesOn = true
        placed[placed.count - 1].isContinued = true
      }
      placed.append(next)
    }
    return placed
  }

  /// The last frame edge of a row, gaps at its end included.
  private static func end(_ items: [Film.Item], _ film: Film) -> Int {
    var now = Rational.zero
    return items.map { item in
      now = (item.at ?? now) + length(item)
      return edge(now, film.rate)
    }.max() ?? 0
  }

  private static func edge(_ time: Rational, _ rate: Rational) -> Int { (time * rate).roundedHalfUp ?? 0 }

  private static func length(_ item: Film.Item) -> Rational {
    if let duration = item.duration { return duration }
    guard let source = item.source else { return 0 }
    let range = (item.to ?? source.range.end) - (item.from ?? source.range.start)
    let times = Rational(max(1, item.loops ?? 1))
    let speed = item.speed.magnitude
    return speed == 1 ? range * times : (range * times / speed).rounded(toGrid: 705_600_000)
  }
}

/// A clip on the frame grid.
private struct PlacedItem {
  var item: Film.Item
  /// Frames of the film, half open.
  var first: Int
  var last: Int
  /// Source time at the first frame's start.
  var zero: Rational
  var goesOn = false
  var isContinued = false

  /// The part of the source that is used.
  var range: (start: Rational, end: Rational) {
    guard let source = item.source else { return (0, 0) }
    let whole = source.range
    if let duration = item.duration, !item.fits, item.loops == nil, item.to == nil {
      let taken = duration * item.speed.magnitude
      if item.speed.isNegative { return (item.from ?? whole.end - taken, whole.end) }
      let start = item.from ?? whole.start
      return (start, start + taken)
    }
    return (item.from ?? whole.start, item.to ?? whole.end)
  }

  /// A split changes nothing: same source and speed, and one's range ends where the next one's starts.
  func goesOn(in next: PlacedItem) -> Bool {
    guard item.source?.path == next.item.source?.path, item.speed == next.item.speed, !item.speed.isZero,
      item.loops == nil, next.item.loops == nil, last == next.first
    else { return false }
    return item.speed.isPositive ? range.end == next.range.start : range.start == next.range.end
  }

  func code(_ frame: Int, _ rate: Rational) -> PictureCode? {
    guard let source = item.source, source.hasPicture else { return nil }
    let index = shown(source, frame - first, rate)
    return PictureCode(source: source.id, index: index)
  }

  private func shown(_ source: CodedSource, _ k: Int, _ rate: Rational) -> Int {
    if item.speed.isZero { return source.stamps.lastIndex { $0 <= range.start } ?? 0 }
    var instant = zero + (Rational(k) + .half) * item.speed / rate
    if item.loops != nil {
      instant = range.start + (instant - range.start).modulo(range.end - range.start)
    }
    let isBounded = !isContinued && (item.speed.isPositive || item.loops != nil)
    return source.stamps.lastIndex { $0 < instant && (!isBounded || $0 < range.end) } ?? 0
  }

  /// Where the clip is heard, and when its source clicks then.
  func stretch(_ film: Film, frameCount: Int) -> FilmModel.Stretch? {
    guard let source = item.source, source.soundStart != nil, !item.speed.isZero else { return nil }
    let rate = Rational(film.soundRate)
    func sample(_ edge: Int) -> Int { (Rational(edge) * rate / film.rate).roundedHalfUp ?? 0 }
    let samples = sample(first)..<max(sample(first), sample(min(last, frameCount)))
    let period = range.end - range.start
    let rounds =
      item.loops == nil
      ? 1 : ((Rational(samples.count) / rate / period * item.speed.magnitude).ceiling ?? 1) + 1
    var clicks: [Rational] = []
    for round in 0..<rounds {
      for click in source.clicks where item.loops == nil || range.start <= click && click < range.end {
        let later = Rational(round) * period / item.speed.magnitude
        // A sample is a stretch of time: backwards, its end comes first.
        let early = item.speed.isNegative ? (1 / item.speed.magnitude + 1) / 2 : 0
        clicks.append(Rational(samples.lowerBound) + ((click - zero) / item.speed + later) * rate - early)
      }
    }
    return FilmModel.Stretch(samples: samples, speed: item.speed, clicks: clicks)
  }
}
