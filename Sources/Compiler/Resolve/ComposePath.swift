import MediaTypes
import Timeline

extension Composer {
  /// Where an item goes; nil where neither its position nor its size changes.
  /// - Parameter size: of its frame as fitted.
  func path(_ item: Placed, of size: PixelSize?) -> PlacePath? {
    let clause = item.state.clause
    let position = clause.position?.value ?? .constant(Point.names["center"]!),
      scale = clause.scale?.value ?? .constant(.factor(ScaleFactor(1)))
    guard let size, position.changes || scale.changes else { return nil }
    let placement = LayerPlacement(canvas: canvas.size, anchor: clause.anchor?.value, margin: clause.margin?.value)
    func points(_ point: @escaping (Point) -> Point) -> PointCurve {
      PointCurve(x: lengths(position, item) { point($0).x }, y: lengths(position, item) { point($0).y })
    }
    func sizes(_ side: @escaping ((width: Rational, height: Rational)) -> Rational) -> Curve {
      curve(scale, from: item.start, to: item.end) { side(placement.exactSize($0, of: size)) }
    }
    return PlacePath(
      canvas: canvas.size, margin: placement.inset, position: points { $0 }, anchor: points(placement.anchor(for:)),
      width: sizes(\.width), height: sizes(\.height))
  }

  func lengths(_ points: AnimatedValue<Point>, _ item: Placed, _ axis: @escaping (Point) -> Length) -> LengthCurve {
    LengthCurve(
      share: curve(points, from: item.start, to: item.end) { axis($0).pixels(of: 1) - axis($0).pixels(of: 0) },
      pixels: curve(points, from: item.start, to: item.end) { axis($0).pixels(of: 0) })
  }
}

extension AnimatedValue {
  /// The constant, or the value of the first keyframe.
  var first: Value? {
    switch self {
    case .constant(let value): value
    case .keyframes(let keyframes): keyframes.first?.value?.value
    }
  }
}

extension AnimatedValue {
  /// It is not the same throughout.
  var changes: Bool { constant == nil }
}
