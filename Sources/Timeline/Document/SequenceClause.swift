import Diagnostics

/// A nested timeline, written in place: `{tracks: […]}` or `{items: […]}`.
package struct SequenceClause: ParameterValue {
  package var tracks: [TrackClause] = []
  package var markers: Setting<Named<MarkerClause>>?
  /// A musical grid of its own.
  package var tempo: Setting<TempoClause>?
  /// What it is called, where it has a name.
  package var name: String?

  package static let shape = ValueShape.form(
    name: "a sequence", help: "The name of a sequence, or {tracks: […]} or {items: […]} in place.", pattern: nil,
    examples: ["lower-third", "{items: [{clip: a.mp4}]}"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SequenceClause? {
    var clause = SequenceClause()
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping with 'tracks' or 'items'")
      return nil
    }
    for entry in entries {
      switch entry.key {
      case "tracks": clause.tracks = reading.within("tracks") { [TrackClause].read(entry.value, &$0) } ?? []
      case "items":
        let track = SyntaxNode(span: entry.value.span, content: .map([entry]))
        clause.tracks = TrackClause.read(track, &reading).map { [$0] } ?? []
      case "markers":
        clause.markers = reading.within("markers") { Named<MarkerClause>.read(entry.value, &$0) }
          .map { Setting($0, span: entry.value.span, keySpan: entry.keySpan) }
      case "tempo":
        clause.tempo = reading.within("tempo") { TempoClause.read(entry.value, &$0) }
          .map { Setting($0, span: entry.value.span, keySpan: entry.keySpan) }
      case "x-name": clause.name = entry.value.scalar?.text
      case let key where key.hasPrefix("x-"): break
      default: reading.unknownKey(entry, of: "a sequence", accepted: ["tracks", "items", "markers", "tempo"])
      }
    }
    guard entries.contains(where: { $0.key == "tracks" || $0.key == "items" }) else {
      reading.bag.error("missing-key", "a sequence needs 'tracks' or 'items'", at: node.span)
      return nil
    }
    let contents = entries.filter { $0.key == "tracks" || $0.key == "items" }
    guard contents.count < 2 else {
      reading.bag.error(
        "items-and-tracks", "a sequence has 'items', one track, or 'tracks', not both", at: contents[1].keySpan,
        caption: "keep one", labels: [.init(contents[0].keySpan, "the other one")])
      return nil
    }
    return clause
  }
}

/// Items that run side by side from one moment, the last on top.
package struct StackClause: ParameterValue {
  /// One track a layer, bottom first.
  package var tracks: [TrackClause] = []

  package static let shape = ValueShape.form(
    name: "a list of items", help: "Items side by side, last on top.", pattern: nil, examples: [])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> StackClause? {
    guard let nodes = node.list, !nodes.isEmpty else {
      reading.wrongKind(node, expected: "a list of items, bottom first")
      return nil
    }
    var clause = StackClause()
    for item in nodes {
      guard let read = ItemClause.read(item, on: .video, defaults: [], &reading) else { continue }
      var track = TrackClause()
      track.span = item.span
      track.items = Setting([read], span: item.span, keySpan: item.span)
      clause.tracks.append(track)
    }
    return clause
  }
}
