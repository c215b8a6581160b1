import FilterGraph
import MediaTypes
import Timeline

/// The frame wanders over the picture.
package struct PanEffect: ViewEffect {
  package var place: Setting<Point>?
  package var course = Course<Point>()
  package var zoom: Setting<ZoomFactor>?

  package init() {}

  package static let name = "pan"
  package static let principal: String? = "place"
  package static let declaration = Declaration<PanEffect>(
    "pan",
    "The frame wanders over the picture, smooth to fractions of a pixel, as far as there is more of it than the frame shows. Part of the item's geometry.",
    examples: ["{pan: {from: left, to: right}}", "{pan: {from: [50%, 100%], to: [50%, 20%], zoom: 1.4, ease: in-out-sine}}"],
    [
      Parameter(
        "place", \.place, "Where the frame is all the time: 'left' shows the picture's left edge, 50% its middle.",
        default: "from left to right", example: "[50%, 20%]")
    ] + Course<Point>.declaration.parameters.map { $0.lifted(\.course) } + [
      Parameter(
        "zoom", \.zoom, "How much the picture is enlarged first.", default: "1 where the picture reaches over its frame, else 1.2",
        example: "1.4")
    ])

  package var contradiction: Contradiction? { course.contradiction(with: place, named: "place") }

  private var target: AnimatedValue<Point> {
    if let place { return .constant(place.value) }
    return course.value(rest: Point.names["center"]!, plain: (Point.names["left"]!, Point.names["right"]!))
  }

  package func views(_ site: EffectSite, of pictures: [Motion.Rect]) -> [Motion.Rect] {
    let factor = zoom?.value.value.approximation ?? (hasWay(pictures) ? 1 : 1.2)
    let across = steps(points.map(\.x), site.size.width, site), down = steps(points.map(\.y), site.size.height, site)
    return pictures.enumerated().map { k, picture in
      Motion.Rect(
        x: start(across[k], picture.x, picture.width, side: 1 / factor), y: start(down[k], picture.y, picture.height, side: 1 / factor),
        width: 1 / factor, height: 1 / factor)
    }
  }

  private var points: [Point] {
    switch target {
    case .constant(let point): [point]
    case .keyframes(let keyframes): keyframes.map(\.value!.value)
    }
  }

  /// There is more of the picture than the frame shows, on every axis that it leaves the middle of.
  private func hasWay(_ pictures: [Motion.Rect]) -> Bool {
    func leaves(_ axis: KeyPath<Point, Length>) -> Bool { points.contains { $0[keyPath: axis] != .share(.half) } }
    let (across, down) = (leaves(\.x), leaves(\.y))
    return pictures.allSatisfy { (!across || $0.width > 1.0001) && (!down || $0.height > 1.0001) }
  }

  /// One axis' lengths on each frame: a share of the way, and pixels of the canvas as shares of the frame.
  private func steps(_ lengths: [Length], _ extent: Int, _ site: EffectSite) -> [(share: Double, offset: Double)] {
    let shares = lengths.map { ($0.pixels(of: 1) - $0.pixels(of: 0)).approximation }
    let offsets = lengths.map { ($0.pixels(of: 0) / Rational(extent)).approximation }
    guard case .keyframes(let keyframes) = target else { return Array(repeating: (shares[0], offsets[0]), count: site.count) }
    return Array(zip(site.values(keyframes, shares), site.values(keyframes, offsets)))
  }

  /// Where the view begins on one axis; in the middle where there is no way to go.
  private func start(_ step: (share: Double, offset: Double), _ first: Double, _ extent: Double, side: Double) -> Double {
    let way = extent - side
    guard way > 0 else { return first + way / 2 }
    return first + max(0, min(way, step.share * way + step.offset))
  }
}
