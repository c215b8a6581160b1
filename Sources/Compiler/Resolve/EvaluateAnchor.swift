import Diagnostics
import MediaTypes
import Timeline

extension Resolver {
  /// The moment an anchor names.
  func moment(_ anchor: Anchor, _ span: Span, _ context: TimeContext) -> Rational? {
    guard let name = anchor.path.first else { return ownEdge(anchor, span, context) }
    guard let meaning = names.meanings[name] else {
      reportUnknown(anchor, span)
      return nil
    }
    guard anchor.path.count == 1 else { return innerMoment(anchor, meaning, span, context) }
    switch meaning {
    case .marker:
      guard anchor.edge == nil else {
        bag.error("bad-anchor", "'\(name)' is a marker: one moment, without edges", at: span, caption: "write '\(name)'")
        return nil
      }
      return markerTime(name)
    case .track(let track):
      let step = ResolveContext.Pending(
        steps: ["track '\(name)'"], span: tracks[track].clause.id?.span ?? span, key: nil, reason: "the track's edges are its items'")
      return self.context.passing(step) { trackEdge(track, anchor, span) }
    case .item(let track, let item): return itemEdge(track, item, anchor, span)
    }
  }

  /// A moment inside a sequence, on this timeline.
  private func innerMoment(_ anchor: Anchor, _ meaning: NameTable.Meaning, _ span: Span, _ context: TimeContext) -> Rational? {
    if case .item(let track, let item) = meaning, tracks[track].items[item].child == nil, anchor.path.count == 2, anchor.edge == nil,
      let clip = tracks[track].items[item].clause.clip
    {
      let known = self.context.media.markers(of: clip.value.value)
      if let marker = known.first(where: { $0.name == anchor.path[1] }) { return sourceMoment(marker.value, track, item, anchor, span) }
      if !known.isEmpty { return reportNoMarker(anchor, known.map(\.name), span) }
    }
    guard case .item(let track, let item) = meaning, let child = tracks[track].items[item].child else {
      let isSequence = if case .item(let track, let item) = meaning { tracks[track].items[item].child != nil } else { false }
      bag.error(
        "unknown-anchor", "'\(anchor.path[0])' holds nothing named '\(anchor.path[1])'", at: span,
        caption: isSequence ? "" : "write '\(anchor.path[0]).start', '.middle' or '.end'")
      return nil
    }
    guard let start = start(track, item), let choice = source(track, item), !choice.speed.isZero else { return nil }
    let inner = Anchor(path: Array(anchor.path.dropFirst()), edge: anchor.edge)
    guard let moment = child.moment(inner, span, TimeContext(key: context.key)) else { return nil }
    return choice.moment(ofSource: moment).map { start + $0 }
  }

  private func ownEdge(_ anchor: Anchor, _ span: Span, _ context: TimeContext) -> Rational? {
    switch anchor.edge {
    case .start: return .zero
    case .end:
      let step = ResolveContext.Pending(
        steps: ["end of the programme"], span: span, key: nil, reason: "'end' is the latest end of the programme's items")
      return self.context.passing(step) { programmeEnd(without: context.excluded, span) }
    default:
      bag.error("bad-anchor", "'\(anchor.text)' is not a moment; 'start' and 'end' are the programme's", at: span)
      return nil
    }
  }

  private func reportUnknown(_ anchor: Anchor, _ span: Span) {
    if let disabled = self.names.disabled[anchor.path[0]] {
      return reportDisabled(anchor, span, switchedOffAt: disabled)
    }
    let names = names.meanings.keys.sorted()
    let wanted = anchor.path[0]
    let sum = anchor.path.count == 1 && anchor.edge == nil ? difference(wanted, among: names) : nil
    let suggestion = sum ?? closest(to: wanted, among: names)
    bag.error(
      "unknown-anchor", "nothing is named '\(wanted)', so '\(shortened(anchor.text))' is no moment", at: span,
      caption: suggestion.map { "did you mean '\($0)'?" } ?? "",
      notes: names.isEmpty
        ? ["give an item an 'id', and its edges become moments: ID.start, ID.middle, ID.end"]
        : ["names in this document: " + names.prefix(20).joined(separator: ", ")],
      fixIts: suggestion.flatMap { rewriting(anchor, to: $0, span) }.map { [$0] } ?? [])
  }

  /// The edit that names something else, where the anchor is all that is written.
  private func rewriting(_ anchor: Anchor, to name: String, _ span: Span) -> Diagnostic.FixIt? {
    guard span.range.count == anchor.text.utf8.count else { return nil }
    let text = name + anchor.text.dropFirst(anchor.path[0].count)
    return Diagnostic.FixIt(span, replacement: text, title: "write '\(text)'")
  }

  /// `drop-2b` with spaces, where 'drop' is a name.
  private func difference(_ wanted: String, among names: [String]) -> String? {
    guard let hyphen = wanted.lastIndex(of: "-"), (names + ["start", "end"]).contains(String(wanted[..<hyphen])) else { return nil }
    let length = String(wanted[hyphen...].dropFirst())
    guard let first = length.utf8.first, (48...57).contains(first), isTime(length) else { return nil }
    return "\(wanted[..<hyphen]) - \(length)"
  }

  private func reportDisabled(_ anchor: Anchor, _ span: Span, switchedOffAt place: Span) {
    bag.error(
      "not-enabled", "'\(anchor.path[0])' is not enabled, so '\(shortened(anchor.text))' is no moment", at: span,
      caption: "name something that plays", labels: [.init(place, "it is switched off here")])
  }

  /// The latest end on video tracks; on audio tracks where there is no picture.
  func programmeEnd(without excluded: (track: Int, item: Int)?, _ span: Span) -> Rational? {
    if let fixedEnd { return fixedEnd }
    for kind in [TrackKind.video, .audio] {
      var latest: Rational?
      for track in tracks.indices where tracks[track].clause.isEnabled && tracks[track].clause.trackKind == kind {
        for item in tracks[track].items.indices where !(excluded?.track == track && excluded?.item == item) {
          guard let end = end(track, item) else { return nil }
          latest = max(latest ?? end, end)
        }
      }
      if let latest { return latest }
    }
    return .zero
  }

  private func trackEdge(_ track: Int, _ anchor: Anchor, _ span: Span) -> Rational? {
    let state = tracks[track]
    if let enabled = state.clause.enabled, !enabled.value {
      reportDisabled(anchor, span, switchedOffAt: enabled.span)
      return nil
    }
    guard !state.items.isEmpty else {
      bag.error("bad-anchor", "track '\(anchor.path[0])' has no items, so it has no edges", at: span)
      return nil
    }
    var (first, last): (Rational?, Rational?)
    for item in state.items.indices {
      guard let start = start(track, item), let end = end(track, item) else { return nil }
      first = min(first ?? start, start)
      last = max(last ?? end, end)
    }
    return edge(anchor, start: first!, end: last!, span)
  }

  private func itemEdge(_ track: Int, _ item: Int, _ anchor: Anchor, _ span: Span) -> Rational? {
    switch anchor.edge {
    case .start: return start(track, item)
    case .sourceIn, .sourceOut:
      guard let choice = source(track, item) else { return nil }
      return anchor.edge == .sourceIn ? choice.start : choice.end
    case .source(let time): return moment(ofSource: time, track, item, anchor, span)
    default:
      guard let start = start(track, item), let end = end(track, item) else { return nil }
      return edge(anchor, start: start, end: end, span)
    }
  }

  private func edge(_ anchor: Anchor, start: Rational, end: Rational, _ span: Span) -> Rational? {
    switch anchor.edge {
    case .start: return start
    case .middle: return (start + end) / 2
    case .end: return end
    default:
      bag.error(
        "bad-anchor", "'\(anchor.text)' names no moment", at: span,
        caption: "write '\(anchor.path[0]).start', '.middle' or '.end'")
      return nil
    }
  }

  /// When a moment that the bin names is on screen.
  private func sourceMoment(_ marker: Setting<MarkerClause>, _ track: Int, _ item: Int, _ anchor: Anchor, _ span: Span) -> Rational? {
    guard let at = marker.value.at else { return nil }
    var times = TimeContext(key: "at", whole: tracks[track].items[item].media.flatMap { ownRange($0) })
    times.allowsAnchors = false
    guard let time = seconds(at, times) else { return nil }
    return moment(ofSource: time, track, item, anchor, span)
  }

  private func reportNoMarker(_ anchor: Anchor, _ known: [String], _ span: Span) -> Rational? {
    let meant = closest(to: anchor.path[1], among: known)
    bag.error(
      "unknown-anchor", "the source of '\(anchor.path[0])' has no moment named '\(anchor.path[1])'", at: span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "", notes: ["it has " + listed(known)],
      fixIts: meant.flatMap { name in
        span.range.count == anchor.text.utf8.count
          ? [Diagnostic.FixIt(span, replacement: "\(anchor.path[0]).\(name)", title: "write '\(anchor.path[0]).\(name)'")] : []
      } ?? [])
    return nil
  }

  /// When a source time is on screen.
  private func moment(ofSource time: Rational, _ track: Int, _ item: Int, _ anchor: Anchor, _ span: Span) -> Rational? {
    guard let start = start(track, item), let choice = source(track, item), !choice.speed.isZero else { return nil }
    guard time >= choice.start, time <= choice.end else {
      bag.error(
        "bad-anchor",
        "'\(anchor.path[0])' shows \(choice.start.decimal(digits: 3))s to \(choice.end.decimal(digits: 3))s of its source, not \(time.decimal(digits: 3))s",
        at: span)
      return nil
    }
    return choice.moment(ofSource: time).map { start + $0 }
  }

  /// A marker's moment.
  func markerTime(_ name: String) -> Rational? {
    if let known = markers[name] { return known }
    guard let entry = markerClauses.first(where: { $0.name == name }), let at = entry.value.value.at else { return nil }
    let time = guarded(.marker(name), "marker '\(name)'", at: at.span) {
      seconds(at, TimeContext(key: name))
    }
    markers[name] = .some(time)
    return time
  }
}
