import MediaTypes
import Timeline

extension Resolver {
  /// Moments of sources that have a title, where the clips of this scope show them.
  func titledSourceMoments() -> [(time: Rational, title: String)] {
    var moments: [(time: Rational, title: String)] = []
    for track in tracks where track.clause.isEnabled {
      for state in track.items {
        guard let name = state.clause.clip?.value.value, case .some(.some(let start)) = state.start,
          case .some(.some(let choice)) = state.source
        else { continue }
        for marker in context.media.markers(of: name) {
          guard let title = marker.value.value.title?.value.value, let time = sourceTime(marker.value.value.at, state),
            choice.start <= time, time < choice.end, let passed = choice.moment(ofSource: time)
          else { continue }
          moments.append((start + passed, title))
        }
      }
    }
    return moments
  }

  private func sourceTime(_ at: Setting<TimeExpression>?, _ state: ItemState) -> Rational? {
    guard let at else { return nil }
    return seconds(at, TimeContext(key: "at", whole: state.media.flatMap { ownRange($0) }, allowsAnchors: false))
  }
}
