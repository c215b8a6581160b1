import Diagnostics
import MediaTypes
import Timeline

/// Where an item enters its source, without how long it lasts: timeline = `start` + (time - `source`) / `speed`.
struct ItemEntry {
  var start: Rational
  var source: Rational
  /// Not zero; negative plays backwards.
  var speed: Rational
  /// Where the speed changes: it then stands for `source` and `speed`.
  var ramp: SourceChoice?
  /// The range that it repeats, and how often; without end where that is nil.
  var loop: (range: SourceRange, rounds: Int?)?

  func source(at moment: Rational) -> Rational {
    ramp?.sourceTime(after: moment - start) ?? source + (moment - start) * speed
  }

  func moment(of time: Rational) -> Rational {
    guard let ramp, let placed = ramp.ramp else { return start + (time - source) / speed }
    // What a ramp that ends at a standstill never reaches is at the item's end.
    return start + (ramp.moment(ofSource: time) ?? placed.lasting)
  }
}

extension Resolver {
  /// Where an item enters its source. Known without the item's end where it can be, because the end may be
  /// counted in the very beats that this is asked for; nil where it is wrong or a still, which was reported.
  func entry(_ track: Int, _ item: Int) -> ItemEntry? {
    guard let start = start(track, item) else { return nil }
    let state = tracks[track].items[item]
    if let speed = plainSpeed(state), speed.isPositive, let source = plainStart(state, on: track) {
      return ItemEntry(start: start, source: source, speed: speed, loop: plainLoop(state, from: source, on: track))
    }
    guard let choice = source(track, item), !choice.speed.isZero else { return nil }
    return ItemEntry(
      start: start, source: choice.speed.isNegative ? choice.end : choice.start, speed: choice.speed,
      ramp: choice.ramp == nil ? nil : choice,
      loop: choice.isLooped ? (SourceRange(start: choice.start, end: choice.end), rounds(state)) : nil)
  }

  /// The range that an item repeats, where its own keys say it.
  private func plainLoop(_ state: ItemState, from start: Rational, on track: Int) -> (range: SourceRange, rounds: Int?)? {
    if case .off = state.clause.loop?.value ?? .off { return nil }
    guard let media = state.media,
      let whole = ownRange(media, forSound: tracks[track].clause.trackKind == .audio)
    else { return nil }
    let end = state.clause.sourceOut.flatMap { $0.value.isRelative ? seconds($0, TimeContext(key: "out", whole: whole)) : nil }
    guard state.clause.sourceOut == nil || end != nil, start < end ?? whole.end else { return nil }
    return (SourceRange(start: start, end: end ?? whole.end), rounds(state))
  }

  private func rounds(_ state: ItemState) -> Int? { if case .times(let count)? = state.clause.loop?.value { count } else { nil } }

  private func plainSpeed(_ state: ItemState) -> Rational? {
    switch state.clause.speed?.value {
    case nil: .one
    case .ratio(let ratio)?: ratio
    default: nil
    }
  }

  /// The source time of an item's start; nil where it takes more than the item's own keys to know.
  private func plainStart(_ state: ItemState, on track: Int) -> Rational? {
    let isSound = tracks[track].clause.trackKind == .audio
    guard let stated = state.clause.sourceIn else {
      return state.child != nil ? .zero : state.media.flatMap { ownRange($0, forSound: isSound)?.start }
    }
    guard stated.value.isRelative, state.child == nil || !stated.value.hasPercent else { return nil }
    return seconds(stated, TimeContext(key: "in", whole: state.media.flatMap { ownRange($0, forSound: isSound) }))
  }

  // MARK: whose beats count

  /// The beats of an item's sound, as the item is placed.
  func sourceGrid(_ source: Setting<FilePath>, _ clause: TempoClause) -> TempoGrid? {
    guard let (track, item) = sourceItem(source) else { return nil }
    let state = tracks[track].items[item]
    guard let media = state.media, context.media.uses[media].facts.sound != nil else {
      reportSilent(source, state)
      return nil
    }
    guard let facts = clause.beats.map({ musicFacts($0) }) ?? heard(media, source, clause) else { return nil }
    guard let entry = entry(track, item) else {
      reportFrozen(source, state)
      return nil
    }
    return facts.placed(entry).flatMap { grid($0, from: entry.start, clause) }
  }

  private func grid(_ facts: MusicFacts, from start: Rational, _ clause: TempoClause) -> TempoGrid {
    let first = facts.firstBar(from: start, rate: canvas.rate)
    return facts.grid(first: first, meter: clause.meter?.value)
  }

  private func sourceItem(_ source: Setting<FilePath>) -> (track: Int, item: Int)? {
    let name = source.value.value
    if case .item(let track, let item)? = names.meanings[name] { return (track, item) }
    let users = tracks.indices.flatMap { track in
      tracks[track].items.indices.filter { tracks[track].items[$0].clause.clip?.value.value == name }.map { (track, $0) }
    }
    if users.count == 1 { return users[0] }
    guard users.isEmpty else {
      bag.error(
        "bad-tempo-source", "\(users.count) items play '\(name)', and the beats are as one of them is placed", at: source.span,
        caption: "give the one that is meant an 'id', and name that",
        labels: users.prefix(4).map { .init(subjectSpan(tracks[$0.0].items[$0.1]), "it is played here") })
      return nil
    }
    let known = names.meanings.compactMap { name, meaning in if case .item = meaning { name } else { nil } }
    let clips = tracks.flatMap { $0.items.compactMap { $0.clause.clip?.value.value } }
    let suggestion = closest(to: name, among: (known + clips).sorted())
    bag.error(
      "bad-tempo-source", "no item is called '\(name)' or plays it", at: source.span,
      caption: suggestion.map { "did you mean '\($0)'?" } ?? "name the id of the item whose beats count",
      fixIts: suggestion.map { [Diagnostic.FixIt(source.span, replacement: $0, title: "write '\($0)'")] } ?? [])
    return nil
  }

  private func reportSilent(_ source: Setting<FilePath>, _ state: ItemState) {
    guard (state.clause.kind != .clip && state.clause.kind != .voice) || state.media != nil else { return }
    bag.error(
      "bad-tempo-source", "'\(source.value.value)' is \(state.what), which has no sound of its own to hear beats in",
      at: source.span, caption: "name a clip with sound")
  }

  private func reportFrozen(_ source: Setting<FilePath>, _ state: ItemState) {
    guard let speed = state.clause.speed, case .ratio(0) = speed.value else { return }
    bag.error(
      "bad-tempo-source", "'\(source.value.value)' is frozen, so it has no beats", at: source.span,
      labels: [.init(speed.span, "it is frozen here")])
  }

  /// What is heard in the media, with the author's tempo and metre for a hint.
  private func heard(_ media: Int, _ source: Setting<FilePath>, _ clause: TempoClause) -> MusicFacts? {
    var parameters: [String] = []
    if let bpm = clause.bpm?.value { parameters.append("bpm=\(bpm.value)") }
    if let meter = clause.meter?.value { parameters.append("meter=\(meter.beatsPerBar)") }
    let path = context.media.uses[media].facts.path
    do {
      let answer = try context.world.analysis(MediaQuestion(kind: "beats-1", path: path, parameters: parameters))
      let facts = try readBeats(answer, path: path, limits: SyntaxLimits())
      if let bpm = clause.bpm { return facts.counted(bpm.value.value) }
      warn(facts, source)
      return facts
    } catch let problem as WorldProblem {
      bag.error("bad-tempo-source", problem.message, at: source.span, notes: problem.notes)
    } catch {
      bag.error(
        "no-beats", "no beats are heard in '\(source.value.value)'", at: source.span,
        caption: "state them: 'bpm' instead of 'source', or 'beats'")
    }
    return nil
  }

  private func warn(_ facts: MusicFacts, _ source: Setting<FilePath>) {
    guard let tempo = facts.tempo, tempo.confidence < 0.6 else { return }
    let choices = ([tempo.bpm] + tempo.alternatives).map { Rational(Int(($0 * 10).rounded()), 10).decimal(digits: 1) }
    let others = choices.count > 1 ? "it may be \(listed(choices, last: "or")) beats a minute" : "\(choices[0]) beats a minute are a guess"
    bag.add(
      Diagnostic(
        .warning, "uncertain-tempo", "the tempo of '\(source.value.value)' is uncertain: \(others)", at: source.span,
        caption: "it is taken as \(choices[0]); add 'bpm: \(choices[0])' or what is right",
        notes: ["'reelc beats FILE --click clicks.wav' lets you hear what was found; 'bpm', 'meter' and 'offset' overrule it"]))
  }
}

extension MusicFacts {
  /// The beats as an item plays them, in order of the timeline; nil where fewer than two are left.
  func placed(_ entry: ItemEntry) -> MusicFacts? {
    var facts = entry.loop.map { repeated($0.range, rounds: $0.rounds, backwards: entry.speed.isNegative) } ?? self
    let (beats, downbeats, peaks, onsets) = (facts.beats, facts.downbeats, facts.peaks, facts.onsets)
    facts.beats = beats.map { entry.moment(of: $0).shortened }
    facts.peaks = peaks.map { entry.moment(of: $0).shortened }
    for index in onsets.indices { facts.onsets[index].time = entry.moment(of: onsets[index].time).shortened }
    if entry.speed.isNegative {
      facts.beats.reverse()
      facts.downbeats = downbeats.reversed().map { beats.count - 1 - $0 }
      facts.peaks.reverse()
      facts.onsets.reverse()
    }
    return facts.beats.count < 2 ? nil : facts
  }

  /// The beats as they are where they are what the author says, to 4 %. Where the music has no such beats,
  /// beats of that length from the first downbeat on.
  func counted(_ bpm: Rational) -> MusicFacts {
    let intervals = zip(beats, beats.dropFirst()).map { $1 - $0 }.sorted()
    let usual = intervals[intervals.count / 2], length = 60 / bpm
    guard (usual - length).magnitude > length / 25, let last = beats.last else { return self }
    let start = beats[downbeats.first ?? 0]
    var facts = self
    let count = max(2, ((last - start) / length).ceiling ?? 2)
    facts.beats = (0..<count).map { start + Rational($0) * length }
    facts.downbeats = Array(stride(from: 0, to: count, by: beatsPerBar ?? 4))
    return facts
  }

  /// Which beat is bar 1: the first downbeat at or after a moment, judged on the frame grid; the first beat
  /// where nobody said which start a bar.
  func firstBar(from start: Rational, rate: FrameRate) -> Int {
    let starts = downbeats.isEmpty ? Array(beats.indices) : downbeats
    let edge = rate.edge(nearest: start) ?? 0
    return starts.first { (rate.edge(nearest: beats[$0]) ?? 0) >= edge } ?? starts[starts.count - 1]
  }
}

extension TempoGrid {
  /// The position of the first bar line at or after a moment, judged on the frame grid.
  func firstBar(from start: Rational, rate: FrameRate) -> Rational {
    let edge = rate.edge(nearest: start) ?? 0
    let bar = Rational(bar(ofBeat: beat(at: start)).floor ?? 0)
    let isThere = (rate.edge(nearest: time(ofBeat: beat(ofBar: bar))) ?? 0) >= edge
    return beat(ofBar: isThere ? bar : bar + 1)
  }
}

extension TimeExpression {
  fileprivate var hasPercent: Bool {
    terms.contains { if case .percent = $0.value { true } else { false } }
  }
}
