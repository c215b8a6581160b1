import FilterGraph
import MediaTypes
import Timeline

/// A picture that trembles, held still.
package struct StabilizeEffect: PictureEffect {
  package var smoothing: Setting<Smoothing>?
  package var zoom: Setting<Zoom>?
  /// What fills the frame on each of the item's frames, in shares of it; found by measuring the clip.
  package var views: [Motion.Rect] = []

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
  package static let family = EffectFamily.geometry
  package static let principal: String? = "smoothing"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<StabilizeEffect>(
    "stabilize",
    "Holds a trembling picture still: the camera's way is measured once, smoothed, and followed; the picture is enlarged as far as that needs.",
    examples: ["stabilize", "{stabilize: {smoothing: 2s, zoom: 1.2}}"],
    [
      Parameter("smoothing", \.smoothing, "Over how much time the camera's way is smoothed.", default: "1s", example: "2s"),
      Parameter("zoom", \.zoom, "The most by which the picture is enlarged to hide its edges.", default: "1.15", example: "1.2"),
    ])

  package var seconds: Rational { smoothing?.value.seconds ?? 1 }
  package var mostZoom: Double { (zoom?.value.factor ?? Rational(115, 100)).approximation }

  /// The picture is moved to fractions of a pixel.
  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    guard !views.isEmpty else { return }
    let whole = Motion.Rect(site.size)
    let poses = (site.first..<site.first + site.count).map { frame in
      let view = views[max(0, min(views.count - 1, frame))]
      let window = Motion.Rect(
        x: view.x * whole.width, y: view.y * whole.height, width: view.width * whole.width, height: view.height * whole.height)
      return Motion.Pose(window: window, place: whole)
    }
    chain.move(poses)
  }
}
