import Diagnostics
import MediaTypes
import Timeline

/// The moments at which a montage changes its clip, its start and end included; nil after an error.
func montageEdges(_ site: MacroSite, _ clause: MontageClause, from start: Rational, to end: Rational) -> [Rational]? {
  let resolver = site.resolver
  let grid = resolver.tempoGrid()
  guard grid != nil || clause.on == nil else {
    resolver.bag.error(
      "no-tempo", "'on: \(clause.on!.value.rawValue)' follows music, and the document has no 'tempo'", at: clause.on!.keySpan,
      caption: "add 'tempo: {source: SONG}' or 'tempo: {bpm: 120}', or drop it")
    return nil
  }
  if let on = clause.on, on.value == .peaks, let grid, grid.peaks.isEmpty {
    resolver.bag.error(
      "no-onsets", "'on: peaks' follows a sound, and none was listened to", at: on.span,
      caption: "write 'tempo: {source: …}', or 'on: beat'")
    return nil
  }
  var edges = [start]
  while true {
    let last = edges[edges.count - 1]
    guard let length = length(clause, resolver, grid, from: last) else { return nil }
    guard length >= 2 / resolver.canvas.rate.value else {
      resolver.bag.error("bad-every", "'every' is at least two frames", at: clause.every?.span ?? site.clause.span)
      return nil
    }
    let wanted = last + length
    guard wanted < end - length / 2 else { break }
    let next = grid.map { cut($0, clause, near: wanted, within: length / 2) } ?? wanted
    guard next < end - length / 2, next > last else { break }
    edges.append(next)
  }
  return edges + [end]
}

/// How long a clip is shown, counted from a moment.
private func length(_ clause: MontageClause, _ resolver: Resolver, _ grid: TempoGrid?, from moment: Rational) -> Rational? {
  if let every = clause.every { return resolver.seconds(every, TimeContext(key: "every", from: moment, allowsAnchors: false)) }
  guard let grid else { return 2 }
  return clause.on?.value == .bar ? grid.length(ofBars: 1, from: moment) : grid.length(ofBeats: 2, from: moment)
}

/// Where a clip ends that would end at a moment: on a beat, at the start of a bar, or on the beat of a peak where there
/// is one not further away than `reach`.
private func cut(_ grid: TempoGrid, _ clause: MontageClause, near wanted: Rational, within reach: Rational) -> Rational {
  let strong = grid.peaks.filter { clause.on?.value == .peaks && ($0 - wanted).magnitude <= reach }
  guard let peak = strong.min(by: { ($0 - wanted).magnitude < ($1 - wanted).magnitude }) else {
    return beat(grid, clause, near: wanted, after: wanted - reach)
  }
  return beat(grid, clause, near: peak, after: wanted - reach)
}

/// The beat, or the start of a bar, nearest to a moment and not before another.
private func beat(_ grid: TempoGrid, _ clause: MontageClause, near wanted: Rational, after least: Rational) -> Rational {
  let isBar = clause.on?.value == .bar
  func moment(_ number: Int) -> Rational {
    (isBar ? grid.time(ofBeat: grid.beat(ofBar: Rational(number))) : grid.time(ofBeat: Rational(number))).shortened
  }
  let position = isBar ? grid.bar(ofBeat: grid.beat(at: wanted)) : grid.beat(at: wanted)
  let number = position.roundedHalfUp ?? 0
  return moment(number) >= least ? moment(number) : moment(number + 1)
}

/// How a montage writes a moment: as a position on the grid where it is one, else in seconds.
func written(_ moment: Rational, _ resolver: Resolver) -> String {
  guard let grid = resolver.tempoGrid() else { return moment.written }
  let beat = grid.beat(at: moment)
  let whole = Rational(beat.roundedHalfUp ?? 0)
  guard grid.time(ofBeat: whole).shortened == moment.shortened else { return moment.written }
  let bar = Rational(grid.bar(ofBeat: whole).floor ?? 0)
  let inBar = whole - grid.beat(ofBar: bar)
  return "bar \((bar + 1).decimal(digits: 0)) beat \((inBar + 1).decimal(digits: 0))"
}
