import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// The clips that a montage stands for, and what lies between them.
func expandMontage(_ site: MacroSite) -> [SyntaxNode]? {
  let errors = site.resolver.bag.errorCount
  guard let clause = site.clause.montage?.value, let start = site.resolver.start(site.track, site.item),
    let end = site.resolver.end(site.track, site.item), let pool = montagePool(site, clause),
    let cuts = montageEdges(site, clause, from: start, to: end), let borders = borders(site, clause, cuts),
    site.resolver.bag.errorCount == errors
  else { return nil }
  let wish = transitionLength(site, clause), frame = 1 / site.resolver.canvas.rate.value
  let edges = roomy(cuts, borders, beside: wish / 2 + 2 * frame)
  var order = MontageSequence(count: pool.count, order: clause.order?.value ?? .listed, seed: clause.seed?.value ?? 1)
  let sources = edges.dropLast().map { _ in order.next() }
  let lengths = zip(edges, edges.dropFirst()).map { $1 - $0 }
  let takes = montageTakes(
    pool, sources, lengths: lengths, policy: clause.look?.value.clause.montage?.value ?? MontagePolicy(),
    spare: max(wish, max(borders.before, borders.after)) / 2 + 2 * frame)
  let writer = MontageWriter(site: site, clause: clause, pool: pool, edges: edges, takes: takes, transition: wish)
  return writer.items()
}

/// How long the look's transition lasts; 0 for cuts.
private func transitionLength(_ site: MacroSite, _ clause: MontageClause) -> Rational {
  guard let transition = clause.look?.value.clause.transition?.value, transition.type?.value.name != "cut" else { return 0 }
  let length = transition.duration.flatMap { site.resolver.seconds($0, TimeContext(key: "duration", allowsAnchors: false)) }
  return length ?? .half
}

/// How long the transitions of the track last into the montage's first clip and out of its last; nil after an error.
private func borders(_ site: MacroSite, _ clause: MontageClause, _ edges: [Rational]) -> (before: Rational, after: Rational)? {
  guard !site.isWhole, edges.count > 1 else { return (0, 0) }
  func length(_ place: Int, cut: Rational) -> Rational? {
    guard let transition = site.resolver.tracks[site.track].transitions[place], !transition.isCut else { return .zero }
    return site.resolver.length(of: transition, .overlap, cut: cut)
  }
  guard let before = length(site.item, cut: edges[0]), let after = length(site.item + 1, cut: edges[edges.count - 1]) else { return nil }
  return (before, after)
}

/// The cuts without those that leave the first or the last clip too short for the transition that the track has there.
/// - Parameter beside: seconds that the clip needs besides.
private func roomy(_ edges: [Rational], _ borders: (before: Rational, after: Rational), beside: Rational) -> [Rational] {
  var edges = edges
  while !borders.before.isZero, edges.count > 2, edges[1] - edges[0] < borders.before + beside { edges.remove(at: 1) }
  while !borders.after.isZero, edges.count > 2, edges[edges.count - 1] - edges[edges.count - 2] < borders.after + beside {
    edges.remove(at: edges.count - 2)
  }
  return edges
}

extension MacroSite {
  /// A montage with a name, or one that floats, is one item.
  fileprivate var isWhole: Bool { clause.id != nil || !resolver.tracks[track].isSequential }
}

/// Writes the items of a montage.
private struct MontageWriter {
  let site: MacroSite
  let clause: MontageClause
  let pool: [MontageSource]
  let edges: [Rational]
  let takes: [MontageTake]
  /// Seconds that a transition of the look lasts; 0 for cuts.
  let transition: Rational

  private var span: Span { site.clause.montage!.keySpan }
  private var isWhole: Bool { site.isWhole }

  func items() -> [SyntaxNode] {
    var items: [SyntaxNode] = []
    for index in takes.indices {
      if index > 0 { items += between(index) }
      items.append(clip(index))
    }
    return isWhole ? [whole(items)] : items
  }

  private func whole(_ items: [SyntaxNode]) -> SyntaxNode {
    let kept = (site.node.map ?? []).filter { $0.key != "montage" }
    let sequence = SyntaxEntry(key: "sequence", keySpan: span, value: .map([("items", .list(items, at: span))], at: span))
    return SyntaxNode(span: site.node.span, content: .map([sequence] + kept))
  }

  private func clip(_ index: Int) -> SyntaxNode {
    let take = takes[index]
    var entries: [(String, SyntaxNode)] = [("clip", pool[take.source].name)]
    func add(_ key: String, _ text: String) { entries.append((key, .text(text, at: span))) }
    if index == 0, !isWhole, let at = site.node["at"] { entries.append(("at", at)) }
    if let start = take.start { add("in", start.written) }
    if let end = take.end { add("out", end.written) }
    if take.end != nil { add("speed", "fit") }
    if take.isHeld { add("hold", "true") }
    entries.append(length(index))
    add("fit", (clause.fit?.value ?? .cover).rawValue)
    if clause.sound?.value != true, take.start != nil { add("audio", "false") }
    let effects = effects(index)
    if !effects.isEmpty { entries.append(("effects", .list(effects, at: span))) }
    return .map(entries, at: site.node.span)
  }

  /// How long a clip is: inside a sequence in seconds, else by the moment at which it ends.
  private func length(_ index: Int) -> (String, SyntaxNode) {
    if isWhole { return ("duration", .text((edges[index + 1] - edges[index]).written, at: span)) }
    if index == takes.count - 1, let until = site.node["montage"]?["until"] { return ("until", until) }
    return ("until", .text(written(edges[index + 1], site.resolver), at: span))
  }

  private func effects(_ index: Int) -> [SyntaxNode] {
    let look = site.node["montage"]?["look"]?["effects"]?.list ?? []
    let moves = clause.look?.value.clause.montage?.value.stills?.value ?? .zoom == .zoom
    guard takes[index].start == nil, moves, catalogue.effects.contains(where: { $0.name == "zoom" }) else { return look }
    let isInwards = index.isMultiple(of: 2)
    let zoom = SyntaxNode.map(
      [("from", .text(isInwards ? "1" : "1.08", at: span)), ("to", .text(isInwards ? "1.08" : "1", at: span))], at: span)
    return [.map([("zoom", zoom)], at: span)] + look
  }

  /// The look's transition where both clips have source for it, else a cut.
  private func between(_ index: Int) -> [SyntaxNode] {
    let shorter = min(edges[index] - edges[index - 1], edges[index + 1] - edges[index])
    let length = min(transition, (shorter / 2).rounded(toGrid: 100))
    let frame = 1 / site.resolver.canvas.rate.value
    let hasSource = min(takes[index - 1].handles.after, takes[index].handles.before) >= length / 2 + frame
    guard length >= 2 * frame, hasSource, let look = site.node["montage"]?["look"]?["transition"] else {
      let hasDefault = site.resolver.tracks[site.track].clause.transition != nil && !isWhole
      return hasDefault ? [.map([("transition", .text("cut", at: span))], at: span)] : []
    }
    let written = look.map ?? [SyntaxEntry(key: "type", keySpan: span, value: look)]
    let kept = written.filter { $0.key != "duration" && $0.key != "mode" }
    let times = [("duration", length.written), ("mode", "handles")].map {
      SyntaxEntry(key: $0, keySpan: span, value: .text($1, at: span))
    }
    return [.map([("transition", SyntaxNode(span: span, content: .map(kept + times)))], at: span)]
  }
}
