import Diagnostics
import MediaTypes
import Timeline

/// Turns the names and times of one scope (the document, or a sequence inside it) into exact seconds. Items
/// of a track are resolved in order, so long tracks need no recursion; anchors to later items recurse, and a
/// loop of them is reported whole.
final class Resolver {
  let context: ResolveContext
  let scope: Int
  let markerClauses: [(name: String, nameSpan: Span, value: Setting<MarkerClause>)]
  var tracks: [TrackState] = []
  var names = NameTable()
  var markers: [String: Rational?] = [:]
  /// In a sequence that is placed with a duration: what `end` is inside it.
  var fixedEnd: Rational?
  /// The musical grid of its own, as written.
  let tempoClause: Setting<TempoClause>?
  /// Outer nil: not yet asked for; inner nil: it has none, or a wrong one, which has been reported.
  var tempo: TempoGrid??
  /// The scope that this one's item stands in, and where.
  private(set) weak var outer: Resolver?
  private(set) var place: (track: Int, item: Int)?

  var canvas: Canvas { context.canvas }
  var limits: FilmLimits { context.limits }
  var bag: DiagnosticBag {
    get { context.bag }
    set { context.bag = newValue }
    _modify { yield &context.bag }
  }

  init(
    _ clauses: [TrackClause], markers: Setting<Named<MarkerClause>>?, tempo: Setting<TempoClause>? = nil,
    _ context: ResolveContext
  ) {
    self.context = context
    tempoClause = tempo
    scope = context.nextScope()
    markerClauses = markers?.value.entries ?? []
    tracks = clauses.map { TrackState($0, context) }
    names.fill(markerClauses, tracks, &context.bag)
    for track in tracks.indices {
      for item in tracks[track].items.indices {
        tracks[track].items[item].child?.outer = self
        tracks[track].items[item].child?.place = (track, item)
      }
    }
  }

  /// Works out every item's start and end.
  func resolveAll() {
    for track in tracks.indices where tracks[track].clause.isEnabled {
      for item in tracks[track].items.indices {
        _ = end(track, item)
        tracks[track].items[item].child?.resolveAll()
      }
    }
    for marker in markerClauses { _ = markerTime(marker.name) }
    if tempoClause != nil { _ = tempoGrid() }
  }

  func guarded<Result>(
    _ subject: ResolveContext.PendingKey.Subject, _ what: @autoclosure () -> String, at span: Span, _ body: () -> Result?
  ) -> Result? {
    context.guarded(ResolveContext.PendingKey(scope: scope, subject: subject), what(), at: span, body)
  }

  /// The first picture shown, in the order of the text: it gives the canvas what it does not state.
  var firstPicture: MediaUse? {
    for track in tracks where track.clause.isEnabled && track.clause.trackKind != .audio {
      for item in track.items {
        if let index = item.media, context.media.uses[index].facts.picture != nil { return context.media.uses[index] }
        if let inner = item.child?.firstPicture { return inner }
      }
    }
    return nil
  }
}

/// A track while its times are worked out.
struct TrackState {
  var clause: TrackClause
  var items: [ItemState] = []
  /// By the item that comes after; the number of items for one at the track's end.
  var transitions: [Int: TransitionClause] = [:]
  var isSequential: Bool
  var share: Rational??

  init(_ clause: TrackClause, _ context: ResolveContext) {
    self.clause = clause
    isSequential = clause.trackKind != .overlay
    guard clause.isEnabled else { return }
    for item in clause.items?.value ?? [] where item.isEnabled {
      if let transition = item.transition {
        if transitions[items.count] != nil {
          context.bag.error("two-transitions", "two transitions follow each other", at: transition.keySpan, caption: "keep one")
        }
        transitions[items.count] = transition.value
      } else {
        items.append(ItemState(item, on: clause.trackKind, context))
      }
    }
    if items.isEmpty, let only = transitions.values.first {
      context.bag.error("transition-alone", "a transition needs an item beside it", at: only.span)
    }
    addDefaultTransitions()
  }

  /// The track's own transition goes between neighbouring clips that name none.
  private mutating func addDefaultTransitions() {
    guard let shared = clause.transition, isSequential else { return }
    for index in items.indices.dropFirst() where transitions[index] == nil {
      guard items[index].clause.kind != .gap, items[index - 1].clause.kind != .gap, items[index].clause.at == nil else { continue }
      transitions[index] = shared.value
    }
  }
}

/// An item while its times are worked out. Outer nil: not yet; inner nil: wrong, and reported.
struct ItemState {
  var clause: ItemClause
  /// The kind of the item's track.
  let kind: TrackKind
  /// Index into the media table; nil for what is no clip, or whose file is wrong.
  var media: Int?
  /// The scope of a sequence or stack.
  var child: Resolver?
  var start: Rational??
  var end: Rational??
  var source: SourceChoice??

  init(_ clause: ItemClause, on kind: TrackKind, _ context: ResolveContext) {
    (self.clause, self.kind) = (clause, kind)
    if let clip = clause.clip { media = findMedia(clip, on: kind, context) }
    if let voice = clause.voice { media = context.media.say(voice, clause, &context.bag) }
    if let sequence = clause.sequence {
      child = Resolver(sequence.value.tracks, markers: sequence.value.markers, tempo: sequence.value.tempo, context)
    }
    if let stack = clause.stack { child = Resolver(stack.value.tracks, markers: nil, context) }
  }

  /// It shows one moment all the time.
  var isFrozen: Bool { if case .ratio(let ratio)? = clause.speed?.value { ratio.isZero } else { false } }

  /// In the author's words.
  var what: String {
    switch clause.kind {
    case .clip: "clip '\(clause.clip?.value.value ?? "")'"
    case .generate: "generator '\(clause.generate.map { type(of: $0.value.generator).name } ?? "")'"
    case .text: "text '\(clause.text.map { shortened($0.value.value) } ?? "")'"
    case .voice: "voice '\(clause.voice.map { shortened($0.value.value) } ?? "")'"
    case .gap: "gap"
    case .sequence: clause.sequence?.value.name.map { "sequence '\($0)'" } ?? "sequence"
    case .stack: "stack"
    case .montage: "montage"
    case .transition: "transition"
    }
  }
}

/// What an item shows of its source: exact seconds of source time and how fast.
struct SourceChoice: Sendable {
  var start: Rational
  var end: Rational
  /// Of a ramp, the mean.
  var speed: Rational
  /// The range repeats.
  var isLooped = false
  /// A sequence that stands still: it has no sound.
  var isFrozen = false
  var ramp: PlacedRamp?

  /// A ramp over the item it belongs to.
  struct PlacedRamp: Sendable {
    var ramp: Ramp
    /// Seconds of the item.
    var lasting: Rational
  }

  /// Source time that is on screen after some seconds of the item.
  func sourceTime(after seconds: Rational) -> Rational {
    let passed = ramp?.ramp.passed(after: seconds) ?? seconds * speed.magnitude
    return speed.isNegative ? end - passed : start + passed
  }

  /// Seconds of the item after which a source time is on screen; nil where it never is.
  func moment(ofSource time: Rational) -> Rational? {
    let passed = speed.isNegative ? end - time : time - start
    guard let ramp else { return speed.isZero ? nil : passed / speed.magnitude }
    return ramp.ramp.moment(when: passed)
  }
}

/// The media of a clip; nil where its file is wrong or lacks what the track takes, which has been reported.
private func findMedia(_ clip: Setting<FilePath>, on kind: TrackKind, _ context: ResolveContext) -> Int? {
  guard let index = context.media.find(clip, &context.bag) else { return nil }
  let facts = context.media.uses[index].facts
  if kind == .audio, facts.sound == nil {
    context.bag.error(
      "no-sound", "'\(clip.value.value)' has no sound, and an audio track takes nothing else", at: clip.span,
      caption: facts.kind == .still ? "a still makes no sound" : "put it on a video track")
    return nil
  }
  if kind != .audio, facts.picture == nil {
    context.bag.error(
      "no-picture", "'\(clip.value.value)' has no picture, and a \(kind.rawValue) track shows pictures", at: clip.span,
      caption: "put it on a track of 'kind: audio'")
    return nil
  }
  return index
}

/// The start of a text, on one line, as messages name it.
func shortened(_ text: String) -> String {
  let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
  return line.count > 30 ? line.prefix(29) + "…" : line
}
