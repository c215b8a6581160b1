import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// The grid that a time in beats is counted on; nil where there is none, which is reported at `span`.
  func grid(_ text: String, _ span: Span) -> TempoGrid? {
    let errors = bag.errorCount
    let step = ResolveContext.Pending(steps: [], span: span, key: nil, reason: "this counts beats")
    if let grid = context.passing(step, { tempoGrid() }) { return grid }
    guard bag.errorCount == errors, !isTempoStated else { return nil }
    bag.error(
      "no-tempo", "'\(shortened(text))' counts beats, and the document has no 'tempo'", at: span,
      caption: "write it in seconds, or add 'tempo: {bpm: 120}'")
    return nil
  }

  private var isTempoStated: Bool { tempoClause != nil || outer?.isTempoStated ?? false }

  /// The grid of this scope: its own, or the one around it.
  func tempoGrid() -> TempoGrid? {
    if let known = tempo { return known }
    let grid =
      if let tempoClause {
        guarded(.tempo, "the tempo", at: tempoClause.value.source?.span ?? tempoClause.keySpan) { self.ownGrid(tempoClause.value) }
      } else {
        inheritedGrid()
      }
    tempo = .some(grid)
    return grid
  }

  /// Even beats are the same in every sequence, counted from its own start. Beats with moments of their own
  /// are those of the film that is seen or heard meanwhile.
  private func inheritedGrid() -> TempoGrid? {
    guard let outer, let place, let grid = outer.tempoGrid() else { return nil }
    guard !grid.isEven, let entry = outer.entry(place.track, place.item) else { return grid }
    let inner = grid.mapped({ entry.source(at: $0).shortened }, stretch: entry.speed)
    return inner.counted(from: inner.firstBar(from: entry.source, rate: canvas.rate))
  }

  /// A position on the grid.
  func position(_ bar: Rational, _ beat: Rational, _ text: String, _ span: Span) -> Rational? {
    guard let grid = grid(text, span) else { return nil }
    let count = grid.beatCount(ofBar: Rational((bar - 1).floor ?? 0))
    guard beat < count + 1 else {
      bag.error(
        "bad-beat", "a bar has \(count.decimal(digits: 3)) beats here, so there is no beat \(beat.decimal(digits: 3))", at: span)
      return nil
    }
    return grid.time(ofBeat: grid.beat(ofBar: bar - 1) + beat - 1).shortened
  }

  // MARK: as written

  private func ownGrid(_ clause: TempoClause) -> TempoGrid? {
    var grid: TempoGrid?
    if let source = clause.source {
      grid = sourceGrid(source, clause)
    } else if let bpm = clause.bpm {
      grid = TempoGrid(beatLength: 60 / bpm.value.value, start: 0, beatsPerBar: clause.meter?.value.beatsPerBar ?? 4)
    } else if let beats = clause.beats {
      grid = musicFacts(beats).map { $0.grid(first: $0.downbeats.first ?? 0, meter: clause.meter?.value) }
    }
    guard let grid, let moved = moved(grid, clause) else { return nil }
    return changed(moved, clause.changes)
  }

  /// The grid moved by `offset`, which may be counted in its own beats.
  private func moved(_ grid: TempoGrid, _ clause: TempoClause) -> TempoGrid? {
    guard let offset = clause.offset else { return grid }
    tempo = .some(grid)
    defer { tempo = nil }
    guard let shift = seconds(offset, TimeContext(key: "offset", allowsAnchors: false)) else { return nil }
    return grid.mapped({ $0 + shift }, stretch: 1)
  }

  private func changed(_ grid: TempoGrid, _ changes: [TempoChange]) -> TempoGrid? {
    var grid = grid
    defer { tempo = nil }
    for change in changes {
      tempo = .some(grid)
      guard let at = change.at, let moment = seconds(at, TimeContext(key: "at", allowsAnchors: false)) else { return nil }
      guard moment > grid.knots[grid.knots.count - 1].time || grid.isEven && moment >= grid.knots[0].time else {
        bag.error("bad-tempo", "changes of tempo come in order of time", at: at.span, caption: "earlier than the one before it")
        return nil
      }
      let length = change.bpm.map { 60 / $0.value.value } ?? grid.lengthAfter
      if let meter = change.meter?.value { grid.change(at: moment, beatsPerBar: meter.beatsPerBar) }
      grid.change(at: moment, beatLength: length)
    }
    return grid
  }

  /// The beats that a list or a file states.
  func musicFacts(_ beats: Setting<BeatList>) -> MusicFacts? {
    switch beats.value {
    case .times(let times):
      let context = TimeContext(key: "beats", allowsAnchors: false)
      let isPlain = times.allSatisfy { $0.value.isCountedInTime }
      guard isPlain else {
        bag.error("bad-tempo", "beats are stated in seconds, frames or timecode", at: beats.span)
        return nil
      }
      let seconds = times.compactMap { self.seconds($0, context) }
      guard seconds.count == times.count else { return nil }
      let early = seconds.indices.dropFirst().first { seconds[$0] <= seconds[$0 - 1] }
      guard seconds.count >= 2, early == nil else {
        let place = early.map { times[$0].span } ?? beats.span
        bag.error("bad-tempo", "'beats' is a list of at least two times, each after the one before", at: place)
        return nil
      }
      return MusicFacts(beats: seconds)
    case .file(let path): return beatFile(Setting(path, span: beats.span, keySpan: beats.keySpan))
    }
  }

  private func beatFile(_ path: Setting<FilePath>) -> MusicFacts? {
    guard let file = context.paths.input(path, &bag), context.paths.holds(file, path, context.world, &bag) else { return nil }
    do {
      return try readBeats(context.world.text(path: file), path: file, limits: SyntaxLimits())
    } catch let problem as WorldProblem {
      bag.error("bad-beats", problem.message, at: path.span, notes: problem.notes)
    } catch let problem as BeatFileProblem {
      bag.error(
        "bad-beats", "'\(path.value.value)' \(problem.message)", at: path.span,
        notes: ["a file of beats is one time a line, Audacity's labels, or JSON with 'beats', as 'reelc beats --json' prints it"])
    } catch {}
    return nil
  }
}

extension TimeExpression {
  /// Without beats, percentages and names.
  fileprivate var isCountedInTime: Bool {
    terms.allSatisfy { term in
      switch term.value {
      case .seconds, .frames, .timecode: true
      default: false
      }
    }
  }
}

extension MusicFacts {
  /// The grid of these beats.
  /// - Parameter first: which of them is bar 1 beat 1.
  func grid(first: Int, meter: Meter?) -> TempoGrid {
    var grid = TempoGrid(
      times: beats, first: first, downbeats: meter == nil ? downbeats : [],
      beatsPerBar: meter?.beatsPerBar ?? beatsPerBar ?? usualBar ?? 4)
    grid.onsets = onsets.map(\.time)
    grid.peaks = peaks
    return grid
  }

  /// The beats between most neighbouring downbeats.
  private var usualBar: Int? {
    var counts: [Int: Int] = [:]
    for (left, right) in zip(downbeats, downbeats.dropFirst()) { counts[right - left, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }
}
