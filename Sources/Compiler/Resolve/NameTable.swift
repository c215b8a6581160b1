import Diagnostics
import Timeline

/// What anchors may name. Items, tracks and markers share one space of names.
struct NameTable {
  enum Meaning {
    case item(track: Int, item: Int)
    case track(Int)
    case marker
  }

  private(set) var meanings: [String: Meaning] = [:]
  private var spans: [String: Span] = [:]
  /// Names of items that are switched off, with the place that says so.
  private(set) var disabled: [String: Span] = [:]

  mutating func fill(
    _ markers: [(name: String, nameSpan: Span, value: Setting<MarkerClause>)], _ tracks: [TrackState],
    _ bag: inout DiagnosticBag
  ) {
    for marker in markers {
      if let problem = Name.problem(with: marker.name) { bag.error("bad-name", problem, at: marker.nameSpan) }
      define(marker.name, .marker, at: marker.nameSpan, &bag)
    }
    for (trackIndex, track) in tracks.enumerated() {
      if let id = track.clause.id { define(id.value.value, .track(trackIndex), at: id.span, &bag) }
      for (itemIndex, item) in track.items.enumerated() {
        guard let id = item.clause.id else { continue }
        define(id.value.value, .item(track: trackIndex, item: itemIndex), at: id.span, &bag)
      }
      for item in track.clause.items?.value ?? [] where !(item.isEnabled && track.clause.isEnabled) {
        guard let id = item.id else { continue }
        disabled[id.value.value] = item.isEnabled ? track.clause.enabled?.span : item.enabled?.span
      }
    }
  }

  private mutating func define(_ name: String, _ meaning: Meaning, at span: Span, _ bag: inout DiagnosticBag) {
    if let first = spans[name] {
      bag.error(
        "duplicate-name", "the name '\(name)' is taken", at: span, caption: "choose another",
        labels: [.init(first, "it is given here first")])
      return
    }
    meanings[name] = meaning
    spans[name] = span
  }
}
