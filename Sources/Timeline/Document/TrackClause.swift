import Diagnostics
import MediaTypes

/// What a track carries and how its items follow each other.
package enum TrackKind: String, WordChoice {
  case video, audio, overlay, captions

  package var help: String {
    switch self {
    case .video: "Items run one after another; a clip's own sound goes along."
    case .audio: "Sound only; items run one after another."
    case .overlay: "Each item has 'at'; they may overlap, and later ones paint on top."
    case .captions: "Cues from a file or written in place."
    }
  }

  /// Keys of tracks that mean nothing on this one; captions' own keys are looked at apart.
  fileprivate var idleKeys: Set<String> {
    switch self {
    case .video: []
    case .audio: ["opacity", "blend"]
    case .overlay: ["transition"]
    case .captions: ["transition", "defaults", "snap", "tolerance", "gain", "duck", "bus"]
    }
  }

  /// Why keys mean nothing there.
  fileprivate var nature: String {
    switch self {
    case .video: "it shows pictures and their sound"
    case .audio: "it has no picture"
    case .overlay: "its items do not follow each other"
    case .captions: "it has cues and no sound"
    }
  }
}

/// One track. Later tracks paint on top of earlier ones.
package struct TrackClause: Construct {
  package var id: Setting<Name>?
  package var kind: Setting<TrackKind>?
  package var enabled: Setting<Bool>?
  package var items: Setting<[ItemClause]>?
  package var at: Setting<TimeExpression>?
  package var until: Setting<TimeExpression>?
  package var duration: Setting<TimeExpression>?
  package var gain: Setting<AnimatedValue<Gain>>?
  package var bus: Setting<Name>?
  package var duck: Setting<DuckClause>?
  package var opacity: Setting<AnimatedValue<Opacity>>?
  package var blend: Setting<BlendMode>?
  package var effects: Setting<[EffectUse]>?
  /// On a track of kind `audio`, `effects` are these.
  package var soundEffects: Setting<[SoundEffectUse]>?
  package var transition: Setting<TransitionClause>?
  package var captions = CaptionsClause()
  package var snap: Setting<SnapClause>?
  package var tolerance: Setting<TimeExpression>?
  /// The whole track's place.
  package var span = Span(start: 0, end: 0)

  package init() {}

  package var trackKind: TrackKind { kind?.value ?? .video }
  package var isEnabled: Bool { enabled?.value ?? true }

  package static let declaration = Declaration<TrackClause>(
    "a track", "A row of items. Later tracks paint on top of earlier ones.",
    examples: ["{kind: audio, items: [{clip: song.mp3}]}"],
    [
      Parameter("id", \.id, "A name for anchors: 'main.end'.", example: "main"),
      Parameter("kind", \.kind, "What the track carries.", default: "video", example: "audio"),
      Parameter("enabled", \.enabled, "false leaves the track out.", default: "true"),
      Parameter(readApart: "items", ItemClause.listShape, "What runs on the track; all but captions need it."),
      Parameter("at", \.at, "When the track starts.", default: "start", example: "2s"),
      Parameter("until", \.until, "When the track ends; for 'duration: share'.", example: "main.end"),
      Parameter("duration", \.duration, "How long the track is; for 'duration: share'.", example: "30s"),
      Parameter(readApart: "defaults", DefaultsClause.shape, "Keys that every item starts from.", example: "{duration: 3s, fit: cover}"),
      Parameter("snap", \.snap, "All its cuts move to the music.", example: "beat"),
      Parameter("tolerance", \.tolerance, "How far 'snap' may move a cut.", example: "0.2s"),
      Parameter("transition", \.transition, "Between neighbouring clips that name none.", example: "{type: dissolve, duration: 12f}"),
      Parameter("opacity", \.opacity, "How much of what is below the track covers.", default: "1", example: "80%"),
      Parameter("blend", \.blend, "How the track's colours meet those below.", default: "normal", example: "screen"),
      Parameter(
        readApart: "effects", .list(.oneOf([EffectUse.shape, SoundEffectUse.shape]), minimum: 0),
        "What is done to the whole track's picture, in order; on a track of kind 'audio', to its sound.", example: "[vignette]"),
      Parameter("gain", \.gain, "Louder or softer, the whole track.", default: "0dB", example: "-14dB"),
      Parameter("duck", \.duck, "Softer while something else is heard, the whole track.", example: "{under: speech}"),
      Parameter("bus", \.bus, "The group that its sound is mixed in.", example: "music"),
    ] + CaptionsClause.declaration.parameters.map { $0.lifted(\.captions) })

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TrackClause? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a track: a mapping with items")
      return nil
    }
    var track = TrackClause()
    track.span = node.span
    declaration.read(entries, into: &track, span: node.span, &reading)
    track.readEffects(entries, &reading)
    checkCaptions(track, entries, node, &reading)
    checkKind(track.trackKind, entries, &reading)
    guard let items = entries.first(where: { $0.key == "items" }) else { return track }
    let defaults = entries.first { $0.key == "defaults" }.flatMap { readDefaults($0, &reading) } ?? []
    track.items = reading.within("items") { reading in
      readItems(items, kind: track.trackKind, defaults: defaults, &reading)
    }
    return track
  }

  private mutating func readEffects(_ entries: [SyntaxEntry], _ reading: inout Reading) {
    guard let entry = entries.first(where: { $0.key == "effects" }) else { return }
    let isSound = trackKind == .audio
    reading.within("effects") { reading in
      if isSound {
        soundEffects = [SoundEffectUse].read(entry.value, &reading).map { Setting($0, span: entry.value.span, keySpan: entry.keySpan) }
      } else {
        effects = [EffectUse].read(entry.value, &reading).map { Setting($0, span: entry.value.span, keySpan: entry.keySpan) }
      }
    }
  }

  /// Keys that mean nothing on a track of this kind.
  private static func checkKind(_ kind: TrackKind, _ entries: [SyntaxEntry], _ reading: inout Reading) {
    for entry in entries where kind.idleKeys.contains(entry.key) {
      reading.bag.error(
        "key-of-another-kind", "'\(entry.key)' means nothing on a track of kind '\(kind.rawValue)': \(kind.nature)", at: entry.keySpan,
        caption: "drop it")
    }
  }

  /// Tracks have items, captions have cues, and neither has the other's.
  private static func checkCaptions(_ track: TrackClause, _ entries: [SyntaxEntry], _ node: SyntaxNode, _ reading: inout Reading) {
    let own = Set(CaptionsClause.declaration.parameters.map(\.key))
    guard track.trackKind == .captions else {
      for entry in entries where own.contains(entry.key) {
        reading.bag.error(
          "captions-key", "'\(entry.key)' belongs to captions, and this is a track of kind '\(track.trackKind.rawValue)'",
          at: entry.keySpan, caption: "add 'kind: captions'")
      }
      if !entries.contains(where: { $0.key == "items" }) {
        reading.bag.error("missing-key", "a track needs 'items': What runs on the track.", at: node.span, caption: "add 'items:'")
      }
      return
    }
    if let items = entries.first(where: { $0.key == "items" }) {
      reading.bag.error(
        "captions-items", "captions have cues, not items", at: items.keySpan, caption: "write 'cues:', or 'source:' for a file")
    } else if !entries.contains(where: { ["source", "cues", "from", "of", "align", "transcribe"].contains($0.key) }) {
      reading.bag.error(
        "missing-key", "captions need 'source', a file, or 'cues', 'align', 'transcribe', or 'of', a voice", at: node.span,
        caption: "add 'source:'")
    }
    checkSources(track.captions, &reading)
    for limit in [track.captions.maxLines, track.captions.maxChars].compactMap({ $0 }) where !(1...500).contains(limit.value) {
      reading.bag.error("out-of-range", "it takes a whole number from 1 to 500", at: limit.span)
    }
  }

  private static func checkSources(_ captions: CaptionsClause, _ reading: inout Reading) {
    let written = [
      ("source", captions.source?.keySpan), ("cues", captions.cues?.keySpan), ("align", captions.align?.keySpan),
      ("transcribe", captions.transcribe?.keySpan), ("from", captions.from?.keySpan),
    ].compactMap { key, span in span.map { (key: key, span: $0) } }
    guard let first = written.first, let second = written.dropFirst().first else { return }
    reading.bag.error(
      "two-sources", "captions come from '\(first.key)' or from '\(second.key)', not both", at: second.span,
      labels: [.init(first.span, "drop one")])
  }

  private static func readDefaults(_ entry: SyntaxEntry, _ reading: inout Reading) -> [SyntaxEntry]? {
    reading.within("defaults") { DefaultsClause.read(entry.value, &$0)?.entries }
  }

  private static func readItems(
    _ entry: SyntaxEntry, kind: TrackKind, defaults: [SyntaxEntry], _ reading: inout Reading
  ) -> Setting<[ItemClause]>? {
    guard kind != .captions else { return nil }
    guard let nodes = entry.value.list else {
      reading.wrongList(entry.value, expected: "a list of items")
      return nil
    }
    let items = nodes.compactMap { ItemClause.read($0, on: kind, defaults: defaults, &reading) }
    return Setting(items, span: entry.value.span, keySpan: entry.keySpan)
  }
}

/// A mapping of item keys; its values are checked in the items that it is merged into.
struct DefaultsClause: ParameterValue {
  var entries: [SyntaxEntry]

  static let shape = ValueShape.form(
    name: "keys of an item", help: "Keys that every item of the track starts from.", pattern: nil, examples: [])

  static func read(_ node: SyntaxNode, _ reading: inout Reading) -> DefaultsClause? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping of item keys such as {duration: 3s}")
      return nil
    }
    let accepted = Set(ItemClause.allKeys)
    for entry in entries where !accepted.contains(entry.key) && !entry.key.hasPrefix("x-") {
      reading.unknownKey(entry, of: "an item", accepted: ItemClause.allKeys)
    }
    return DefaultsClause(entries: entries)
  }
}
