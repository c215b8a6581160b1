import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension Resolution {
  /// The frames of a part of the film; nil where it is none, which has been reported.
  func frames(_ range: FilmRange, _ bag: inout DiagnosticBag) -> Range<Int>? {
    guard let first = edge(range.from, &bag), let last = edge(range.to, &bag) else { return nil }
    guard first < last else {
      bag.error(
        "empty-range", "the range from \(range.from.value.text) to \(range.to.value.text) holds no frame", at: range.to.span,
        caption: "'range' is [from, to], and 'to' comes later")
      return nil
    }
    return first..<last
  }

  /// The frame edge nearest to a time; nil where it lies outside the film.
  private func edge(_ time: Setting<TimeExpression>, _ bag: inout DiagnosticBag) -> Int? {
    let whole = SourceRange(start: 0, end: composition.canvas.rate.time(ofEdge: composition.frameCount))
    guard let seconds = seconds(time.value, time.span, key: "range", &bag),
      let edge = composition.canvas.rate.edge(nearest: seconds)
    else { return nil }
    guard (0...composition.frameCount).contains(edge) else {
      bag.error(
        "past-the-end", "'range' at \(time.value.text) is outside the film, which lasts \(whole.end.decimal(digits: 3))s", at: time.span)
      return nil
    }
    return edge
  }

  /// Seconds of a time that stands outside the programme; percentages are of the film.
  func seconds(_ time: TimeExpression, _ span: Span, key: String, _ bag: inout DiagnosticBag) -> Rational? {
    let errors = root.bag.errorCount
    let whole = SourceRange(start: 0, end: composition.canvas.rate.time(ofEdge: composition.frameCount))
    let seconds = root.seconds(time, at: span, TimeContext(key: key, whole: whole))
    for diagnostic in root.bag.diagnostics.suffix(root.bag.errorCount - errors) { bag.add(diagnostic) }
    return seconds
  }

  /// The film's titled markers, and those of its sources where a clip of the document shows them, as chapters of some of its frames, counted from the first of these. The stretch before
  /// the first marker has no title and is none.
  func chapters(in frames: Range<Int>) -> [PlanChapter] {
    let rate = composition.canvas.rate
    let own = root.markerClauses.compactMap { entry -> (time: Rational, title: String)? in
      guard let title = entry.value.value.title?.value.value, case .some(.some(let time)) = root.markers[entry.name] else { return nil }
      return (time, title)
    }
    let titled = (own + root.titledSourceMoments()).compactMap { moment in
      rate.edge(nearest: moment.time).map { (edge: $0, title: moment.title) }
    }.sorted { $0.edge < $1.edge }
    // MP4 counts the lengths of chapters from the film's start, so there must be one from there.
    let opening = titled.first.map { $0.edge > frames.lowerBound } ?? false
    let all = (opening ? [(edge: frames.lowerBound, title: "Start")] : []) + titled
    return all.enumerated().compactMap { number, marker in
      let next = number + 1 < all.count ? all[number + 1].edge : frames.upperBound
      let part = max(marker.edge, frames.lowerBound)..<max(marker.edge, frames.lowerBound, min(next, frames.upperBound))
      guard !part.isEmpty else { return nil }
      return PlanChapter(
        start: rate.time(ofEdge: part.lowerBound - frames.lowerBound), end: rate.time(ofEdge: part.upperBound - frames.lowerBound),
        title: marker.title)
    }
  }
}
