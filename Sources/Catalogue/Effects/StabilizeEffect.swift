import FilterGraph
import MediaTypes
import Timeline

/// A picture that trembles, held still. It comes before all other moves, whatever its place among the effects: what it
/// undoes happened to the picture itself.
package struct StabilizeEffect: ViewEffect {
  package var smoothing: Setting<Smoothing>?
  package var zoom: Setting<Zoom>?
  /// What fills the frame on each of the item's frames; found by measuring the clip.
  package var poses: [SteadyPose] = []

  package init() {}

  /// Seconds over which the camera's way is smoothed.
  package struct Smoothing: BoundedNumber {
    package var seconds: Rational
    package static let words = "a time from 0.1s to 10s"
    package static let limits: ClosedRange<Rational> = Rational(1, 10)...10
    package static let units: [(suffix: String, factor: Rational)] = [("ms", Rational(1, 1000)), ("s", 1)]
    package init(_ value: Rational) { seconds = value }
  }

  /// The most by which the picture is enlarged to hide its moving edges.
  package struct Zoom: BoundedNumber {
    package var factor: Rational
    package static let words = "a factor from 1 to 2"
    package static let limits: ClosedRange<Rational> = 1...2
    package init(_ value: Rational) { factor = value }
  }

  package static let name = "stabilize"
  package static let principal: String? = "smoothing"
  package static let declaration = Declaration<StabilizeEffect>(
    "stabilize",
    "Holds a trembling picture still: the camera's way and how it turned are measured once, smoothed, and followed; the picture is "
      + "enlarged as far as that needs. Part of the item's geometry.",
    examples: ["stabilize", "{stabilize: {smoothing: 2s, zoom: 1.2}}"],
    [
      Parameter("smoothing", \.smoothing, "Over how much time the camera's way is smoothed.", default: "1s", example: "2s"),
      Parameter("zoom", \.zoom, "The most by which the picture is enlarged to hide its edges.", default: "1.15", example: "1.2"),
    ])

  package var seconds: Rational { smoothing?.value.seconds ?? 1 }
  package var mostZoom: Double { (zoom?.value.factor ?? Rational(115, 100)).approximation }

  package func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect] {
    (site.first..<site.first + site.count).map { pose(ofFrame: $0)?.view ?? .unit }
  }

  /// Of a frame of the item; before the first and after the last these hold.
  package func pose(ofFrame frame: Int) -> SteadyPose? { poses.isEmpty ? nil : poses[max(0, min(poses.count - 1, frame))] }

  /// The picture is turned on some frame, by more than an eye could see at its edges.
  package var turns: Bool { poses.contains { $0.degrees != 0 } }
}

/// What of a picture fills its frame, so that it stands still.
package struct SteadyPose: Sendable, Hashable {
  /// In shares of the frame.
  package var view: Motion.Rect
  /// How far this part is turned clockwise about its middle in the picture.
  package var degrees: Double

  package init(view: Motion.Rect, degrees: Double) { (self.view, self.degrees) = (view, degrees) }
}
