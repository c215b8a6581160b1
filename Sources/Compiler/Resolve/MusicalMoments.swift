import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// An effect with the moments of the music that it follows; nil where there is no music, which is reported.
  /// - Parameter held: the film's frames that the effect is confined to.
  func timed(
    _ effect: any MusicalEffect, _ frames: Range<Int>, held: Range<Int>?, _ row: ItemRow, _ span: Span
  ) -> (any MusicalEffect)? {
    var effect = effect
    let origin = frames.lowerBound
    guard let on = effect.on else {
      effect.moments = [(held?.lowerBound ?? origin) - origin]
      return effect
    }
    guard let grid = row.scope.grid("on: \(on.value.rawValue)", on.span) else { return nil }
    let rate = canvas.rate
    let range = held ?? frames
    let ends = [range.lowerBound - 1, range.upperBound].map { row.map.innerTime(at: rate.time(ofEdge: $0)) }
    let times = SourceRange(start: ends.min()!, end: ends.max()!)
    guard let moments = grid.moments(on.value, in: times) else {
      context.bag.error(
        "no-onsets", "'on: \(on.value.rawValue)' follows a sound, and none was listened to", at: on.span,
        caption: "write 'tempo: {source: SONG}', or 'on: beat'")
      return nil
    }
    effect.moments = moments.compactMap { rate.edge(nearest: row.map($0)) }.filter { range.contains($0) }.map { $0 - origin }.sorted()
    return effect
  }
}

extension TempoGrid {
  /// The moments of a kind within a range, in order; nil where nobody listened for them.
  func moments(_ kind: MusicalMoment, in range: SourceRange) -> [Rational]? {
    switch kind {
    case .beat: counted(from: beat(at: range.start), to: beat(at: range.end)) { time(ofBeat: $0) }
    case .bar: counted(from: bar(ofBeat: beat(at: range.start)), to: bar(ofBeat: beat(at: range.end))) { time(ofBeat: beat(ofBar: $0)) }
    case .onset: onsets.isEmpty ? nil : onsets.filter { $0 >= range.start && $0 <= range.end }
    case .peak: peaks.isEmpty ? nil : peaks.filter { $0 >= range.start && $0 <= range.end }
    }
  }

  private func counted(from: Rational, to: Rational, _ moment: (Rational) -> Rational) -> [Rational] {
    guard let first = from.ceiling, let last = to.floor, first <= last else { return [] }
    return (first...last).map { moment(Rational($0)).shortened }
  }
}
