import Diagnostics
import MediaTypes
import Timeline

/// Turns the names and times of a document into exact seconds. Items of a track are resolved in order, so
/// long tracks need no recursion; anchors to later items recurse, and a loop of them is reported whole.
final class Resolver {
  let document: TimelineDocument
  let canvas: Canvas
  let limits: FilmLimits
  var bag: DiagnosticBag
  var media: MediaTable
  var tracks: [TrackState]
  var names: NameTable
  /// What is being worked out, outermost first: the loop, when one closes.
  var pending: [Pending] = []
  var markers: [String: MarkerState] = [:]

  /// Anchors that wait for anchors; deeper chains are refused rather than trusted to the stack.
  static let depthLimit = 10_000

  struct Pending {
    var what: String
    var span: Span
    var key: PendingKey
  }

  enum PendingKey: Hashable {
    case start(track: Int, item: Int)
    case end(track: Int, item: Int)
    case marker(String)
    case share(track: Int)
  }

  enum MarkerState {
    case known(Rational?)
  }

  init(
    _ document: TimelineDocument, canvas: Canvas, limits: FilmLimits, media: MediaTable, uses: [[Int?]],
    _ bag: DiagnosticBag
  ) {
    self.document = document
    self.canvas = canvas
    self.limits = limits
    self.media = media
    self.bag = bag
    let clauses = document.tracks?.value ?? []
    tracks = clauses.enumerated().map { TrackState($0.element, media: uses[$0.offset]) }
    names = NameTable()
    names.fill(document, tracks, &self.bag)
  }

  /// Works out every item's start and end.
  func resolveAll() {
    for track in tracks.indices where tracks[track].clause.isEnabled {
      for item in tracks[track].items.indices { _ = end(track, item) }
    }
    for marker in document.markers?.value.entries ?? [] { _ = markerTime(marker.name) }
  }

  /// Runs `body` with `key` on the list of what is pending; reports the loop where it is there already.
  func guarded<Result>(_ key: PendingKey, _ what: @autoclosure () -> String, at span: Span, _ body: () -> Result?) -> Result? {
    if let first = pending.firstIndex(where: { $0.key == key }) {
      reportLoop(pending[first...])
      return nil
    }
    guard pending.count < Self.depthLimit else {
      bag.error("anchors-too-deep", "times wait for times more than \(Self.depthLimit) deep here", at: span)
      return nil
    }
    pending.append(Pending(what: what(), span: span, key: key))
    defer { pending.removeLast() }
    return body()
  }

  private func reportLoop(_ loop: ArraySlice<Pending>) {
    let names = loop.map(\.what) + [loop.first!.what]
    let places = loop.dropFirst().prefix(5).map { Diagnostic.Label($0.span, "\($0.what) is needed here") }
    bag.error(
      "anchor-cycle", "times that wait for each other: " + names.joined(separator: " → "), at: loop.first!.span,
      caption: "the loop closes here", labels: Array(places))
  }
}

/// A track while its times are worked out.
struct TrackState {
  var clause: TrackClause
  var items: [ItemState]
  var isSequential: Bool
  /// Items before this one are resolved.
  var resolvedCount = 0
  var share: Rational??

  init(_ clause: TrackClause, media: [Int?]) {
    self.clause = clause
    isSequential = clause.trackKind != .overlay
    items = (clause.items?.value ?? []).enumerated().compactMap { index, item in
      item.isEnabled ? ItemState(clause: item, media: media[index]) : nil
    }
  }
}

/// An item while its times are worked out. Outer nil: not yet; inner nil: wrong, and reported.
struct ItemState {
  var clause: ItemClause
  /// Index into the media table; nil for what is no clip, or whose file is wrong.
  var media: Int?
  var start: Rational??
  var end: Rational??
  var source: SourceChoice??

  init(clause: ItemClause, media: Int?) {
    self.clause = clause
    self.media = media
  }

  /// In the author's words.
  var what: String {
    switch clause.kind {
    case .clip: "clip '\(clause.clip?.value.value ?? "")'"
    case .generate: "generator '\(clause.generate.map { type(of: $0.value.generator).name } ?? "")'"
    case .gap: "gap"
    }
  }
}

/// What an item shows of its source: exact seconds of source time and how fast.
struct SourceChoice {
  var start: Rational
  var end: Rational
  var speed: Rational
  /// The range repeats.
  var isLooped = false
}
