import Diagnostics
import Foundation
import MediaTypes
import Timeline

/// What can be heard of a clip's range, in source time; nil after an error.
func heardRanges(_ site: MacroSite) -> [SourceRange]? {
  let resolver = site.resolver
  guard let media = resolver.tracks[site.track].items[site.item].media, let choice = resolver.source(site.track, site.item),
    let sound = resolver.context.media.uses[media].facts.sound, let clause = site.clause.cuts?.value
  else { return nil }
  let padding = clause.padding.map { resolver.seconds($0, TimeContext(key: "padding", allowsAnchors: false)) } ?? .some(Rational(1, 5))
  guard let padding else { return nil }
  guard !padding.isNegative else {
    resolver.bag.error("bad-padding", "'padding' is not negative", at: clause.padding!.span)
    return nil
  }
  guard let levels = soundLevels(site, media) else { return nil }
  let threshold = clause.threshold?.value.decibels ?? -38
  let heard = loudRanges(levels, above: threshold, from: sound.start)
  return padded(heard, by: padding, within: SourceRange(start: choice.start, end: choice.end))
}

private func soundLevels(_ site: MacroSite, _ media: Int) -> [UInt8]? {
  let path = site.resolver.context.media.uses[media].facts.path
  do throws(WorldProblem) {
    return try site.world.analysis(MediaQuestion(kind: "levels-1", path: path))
  } catch {
    site.resolver.bag.error("cannot-measure", error.message, at: site.clause.cuts!.keySpan, notes: error.notes)
    return nil
  }
}

/// Stretches whose level, over 50 ms, is above a threshold.
/// - Parameter levels: a hundred a second, half decibels below full scale.
private func loudRanges(_ levels: [UInt8], above threshold: Rational, from start: Rational) -> [SourceRange] {
  let powers = levels.map { $0 == 255 ? 0 : pow(10, -Double($0) / 20) }
  let limit = pow(10, threshold.approximation / 10)
  var ranges: [SourceRange] = []
  var window = 0.0
  for index in powers.indices {
    window = powers[max(0, index - 2)...min(powers.count - 1, index + 2)].reduce(0, +) / 5
    guard window > limit else { continue }
    let (from, to) = (start + Rational(index, 100), start + Rational(index + 1, 100))
    if let last = ranges.last, last.end == from {
      ranges[ranges.count - 1].end = to
    } else {
      ranges.append(SourceRange(start: from, end: to))
    }
  }
  return ranges
}

/// The ranges with some of what is around them, joined where they meet.
private func padded(_ ranges: [SourceRange], by padding: Rational, within whole: SourceRange) -> [SourceRange] {
  var result: [SourceRange] = []
  for range in ranges {
    let start = max(whole.start, range.start - padding), end = min(whole.end, range.end + padding)
    guard start < end else { continue }
    if let last = result.last, start <= last.end {
      result[result.count - 1].end = max(last.end, end)
    } else {
      result.append(SourceRange(start: start, end: end))
    }
  }
  return result
}
