import Diagnostics
import MediaTypes
import Timeline

/// The clips that are left of one whose silences are cut out.
func expandCuts(_ site: MacroSite) -> [SyntaxNode]? {
  guard checkCuts(site), let heard = heardRanges(site) else { return nil }
  guard !heard.isEmpty else {
    site.resolver.bag.error(
      "all-silent", "nothing in the range of \(site.resolver.tracks[site.track].items[site.item].what) is above the threshold",
      at: site.clause.cuts!.keySpan, caption: "lower 'threshold', or drop 'cuts'")
    return nil
  }
  let clips = heard.enumerated().map { index, range in
    clip(site, range, isFirst: index == 0, isLast: index == heard.count - 1)
  }
  return site.clause.id == nil ? clips : [named(site, clips)]
}

/// Keys that say when the whole starts, or how it is called; they stay with the first clip, or with the sequence
/// around all.
private let wholeKeys: Set<String> = ["id", "at"]

private func clip(_ site: MacroSite, _ range: SourceRange, isFirst: Bool, isLast: Bool) -> SyntaxNode {
  let span = site.clause.cuts!.span
  let hasName = site.clause.id != nil
  let kept = (site.node.map ?? []).filter { entry in
    switch entry.key {
    case "cuts", "in", "out": false
    case "fade-in": isFirst
    case "fade-out": isLast
    case let key where wholeKeys.contains(key): isFirst && !hasName
    default: true
    }
  }
  let times = [("in", range.start), ("out", range.end)].map { key, time in
    SyntaxEntry(key: key, keySpan: span, value: .text(time.written, at: span))
  }
  return SyntaxNode(span: site.node.span, content: .map(kept + times))
}

/// The clips as one item, so that its name goes on meaning its start and end.
private func named(_ site: MacroSite, _ clips: [SyntaxNode]) -> SyntaxNode {
  let span = site.node.span
  let kept = (site.node.map ?? []).filter { wholeKeys.contains($0.key) }
  let isSound = site.resolver.tracks[site.track].clause.trackKind == .audio
  let track = SyntaxNode.map(
    (isSound ? [("kind", .text("audio", at: span))] : []) + (site.defaults.map { [("defaults", $0)] } ?? []) + [
      ("items", .list(clips, at: span))
    ], at: span)
  let sequence = SyntaxEntry(key: "sequence", keySpan: span, value: .map([("tracks", .list([track], at: span))], at: span))
  return SyntaxNode(span: span, content: .map([sequence] + kept))
}

extension Rational {
  /// As a document writes seconds: decimals where they are exact and few, else a fraction.
  var written: String {
    let text = decimal(digits: 6)
    return Rational(text: text) == self ? "\(text)s" : "\(self)s"
  }
}

/// Reports keys that fix a length which the cuts decide.
private func checkCuts(_ site: MacroSite) -> Bool {
  let clause = site.clause
  let length = clause.duration.map { ("duration", $0.keySpan) } ?? clause.until.map { ("until", $0.keySpan) }
  let other = clause.loop.map { ("loop", $0.keySpan) } ?? clause.hold.map { ("hold", $0.keySpan) }
  if let (key, span) = length ?? other {
    site.resolver.bag.error(
      "cuts-decide", "'cuts' decides how long the clip is, so '\(key)' cannot", at: span, caption: "drop it",
      labels: [.init(clause.cuts!.keySpan, "'cuts' is here")])
    return false
  }
  let media = site.resolver.tracks[site.track].items[site.item].media
  guard let media, site.resolver.context.media.uses[media].facts.sound != nil else {
    if media != nil {
      site.resolver.bag.error(
        "no-sound", "'cuts' listens to the clip, and '\(clause.clip?.value.value ?? "")' has no sound", at: clause.cuts!.keySpan,
        caption: "drop it")
    }
    return false
  }
  return true
}
