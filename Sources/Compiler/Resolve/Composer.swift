import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// Puts resolved items onto the frame grid: every absolute edge is rounded once, here.
struct Composer {
  let resolver: Resolver
  let canvas: Canvas
  var bag: DiagnosticBag
  var layers: [Layer] = []
  var voices: [SoundLayer] = []

  init(_ resolver: Resolver, _ bag: DiagnosticBag) {
    self.resolver = resolver
    canvas = resolver.canvas
    self.bag = bag
  }

  /// An item on the grid.
  struct Placed {
    var state: ItemState
    var frames: Range<Int>
    var start: Rational
    var end: Rational
    var run: SourceRun?
    /// It goes on where the item before stopped, in the same source.
    var continues = false
    /// The item after goes on where it stops.
    var isContinued = false
  }

  /// Nil after an error.
  mutating func compose() -> Composition? {
    var placedTracks: [(track: Int, items: [Placed])] = []
    for track in resolver.tracks.indices where resolver.tracks[track].clause.isEnabled {
      placedTracks.append((track, place(track)))
    }
    guard !bag.hasErrors else { return nil }
    guard let frameCount = measure(placedTracks) else { return nil }
    for (track, items) in placedTracks {
      for item in items { emit(item, track, frameCount: frameCount) }
    }
    guard !bag.hasErrors else { return nil }
    let hasPicture = placedTracks.contains { resolver.tracks[$0.track].clause.trackKind != .audio && !$0.items.isEmpty }
    return Composition(
      canvas: canvas, frameCount: frameCount, media: resolver.media.uses, layers: layers, voices: voices,
      hasPicture: hasPicture)
  }

  // MARK: the grid

  private mutating func place(_ track: Int) -> [Placed] {
    let state = resolver.tracks[track]
    var placed: [Placed] = []
    for index in state.items.indices {
      guard let item = place(state.items[index], after: placed.last, sequential: state.isSequential) else { continue }
      placed.append(item)
    }
    if state.isSequential { joinSplits(&placed) }
    return placed
  }

  private mutating func place(_ state: ItemState, after previous: Placed?, sequential: Bool) -> Placed? {
    guard case .some(.some(let start)) = state.start, case .some(.some(let end)) = state.end,
      let first = canvas.rate.edge(nearest: start), let last = canvas.rate.edge(nearest: end)
    else { return nil }
    guard first >= 0 else {
      bag.error(
        "before-start", "\(state.what) would start \((-start).decimal(digits: 3))s before the film does",
        at: resolver.startSpan(state))
      return nil
    }
    guard last > first else {
      bag.error(
        "no-frames", "\(state.what) lasts less than a frame: \((end - start).decimal(digits: 6))s at \(canvas.rate) frames a second",
        at: resolver.endSpan(state), caption: "make it at least '1f' long")
      return nil
    }
    if sequential, let previous, first < previous.frames.upperBound {
      reportOverlap(state, start, previous)
      return nil
    }
    return Placed(state: state, frames: first..<last, start: start, end: end, run: run(state))
  }

  private mutating func reportOverlap(_ state: ItemState, _ start: Rational, _ previous: Placed) {
    let by = previous.end - start
    bag.error(
      "overlap", "\(state.what) starts \(by.decimal(digits: 3))s before \(previous.state.what) ends; items of a track follow each other",
      at: resolver.startSpan(state), caption: "start it at \(previous.end.decimal(digits: 3))s or later, or drop 'at'",
      labels: [.init(resolver.endSpan(previous.state), "this one ends at \(previous.end.decimal(digits: 3))s")],
      notes: ["an overlay track lets items overlap"])
  }

  private func run(_ state: ItemState) -> SourceRun? {
    guard let media = state.media, case .some(.some(let choice)) = state.source else { return nil }
    return SourceRun(
      media: media, first: choice.speed.isNegative ? choice.end : choice.start, speed: choice.speed,
      bound: choice.speed.isPositive || choice.isLooped ? choice.end : nil,
      wrap: choice.isLooped ? SourceRange(start: choice.start, end: choice.end) : nil)
  }

  /// A split changes nothing: where an item's `in` is its neighbour's `out`, it goes on where the
  /// neighbour's snapped end stopped.
  private func joinSplits(_ placed: inout [Placed]) {
    for index in placed.indices.dropFirst() {
      let previous = placed[index - 1]
      guard isSplit(previous, placed[index]), let before = previous.run else { continue }
      placed[index].run!.first = before.time(afterFrames: previous.frames.count, rate: canvas.rate)
      placed[index].continues = true
      placed[index - 1].isContinued = true
    }
    for index in placed.indices.reversed().dropFirst() where placed[index].isContinued {
      placed[index].run!.bound = placed[index + 1].run!.bound
    }
  }

  private func isSplit(_ a: Placed, _ b: Placed) -> Bool {
    guard let x = a.run, let y = b.run, x.media == y.media, x.speed == y.speed, !x.speed.isZero, x.wrap == nil,
      y.wrap == nil, a.frames.upperBound == b.frames.lowerBound,
      case .some(.some(let left)) = a.state.source, case .some(.some(let right)) = b.state.source
    else { return false }
    return x.speed.isPositive ? left.end == right.start : left.start == right.end
  }

  // MARK: the film's length

  private mutating func measure(_ tracks: [(track: Int, items: [Placed])]) -> Int? {
    let pictures = tracks.filter { resolver.tracks[$0.track].clause.trackKind != .audio }.flatMap(\.items)
    let all = pictures.isEmpty ? tracks.flatMap(\.items) : pictures
    guard let last = all.map(\.frames.upperBound).max() else {
      let span = resolver.document.tracks!.span
      bag.error("no-frames", "the programme has no frames: no track has an enabled item", at: span, caption: "add an item")
      return nil
    }
    return last
  }

  // MARK: layers and voices

  private mutating func emit(_ item: Placed, _ track: Int, frameCount: Int) {
    let clause = resolver.tracks[track].clause
    if clause.trackKind != .audio, let layer = layer(item, track) { layers.append(layer) }
    if var voice = voice(item, track, clause, frameCount: frameCount) {
      cut(&voice, item, frameCount: frameCount)
      if !voice.samples.isEmpty { voices.append(voice) }
    }
  }

  /// Sound past the film's end is cut.
  private mutating func cut(_ voice: inout SoundLayer, _ item: Placed, frameCount: Int) {
    let end = canvas.sample(ofEdge: frameCount)
    guard voice.samples.upperBound > end else { return }
    let over = Rational(voice.samples.upperBound - end, canvas.sound.rate)
    bag.note(
      "sound-cut", "\(voice.what) is heard \(over.decimal(digits: 3))s past the film's end, and is cut there",
      at: item.state.clause.clip?.span ?? voice.span, caption: "'until: end' with 'fade-out: 1s' ends it softly")
    voice.samples = min(voice.samples.lowerBound, end)..<end
    voice.edgeOut = 0
    voice.fadeOut = 0
  }
}
