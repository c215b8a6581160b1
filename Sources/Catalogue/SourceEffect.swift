import FilterGraph
import MediaTypes

/// An effect on a clip's own pictures, before one is chosen for each of the film's frames. It works at the file's own
/// rate and size, so its place in the list does not matter; what is no clip has no such pictures.
package protocol SourceEffect: PictureEffect {
  /// Filters between the file and the choice; they keep size and format.
  func conditioning(_ source: SourceSite) -> [Filter]
}

extension SourceEffect {
  package static var space: EffectSpace { .working(keepsAlpha: true) }

  package func apply(to chain: inout EffectChain) {}
}

/// What an effect on a clip's own pictures may know of it.
package struct SourceSite: Sendable {
  package var facts: PictureFacts
  /// The canvas's.
  package var rate: FrameRate
  /// How fast the clip runs, whatever its direction; the least where that changes.
  package var speed: Rational

  package init(facts: PictureFacts, rate: FrameRate, speed: Rational) {
    (self.facts, self.rate, self.speed) = (facts, rate, speed)
  }
}
