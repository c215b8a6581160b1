import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

extension Composer {
  /// The ways in and out of a picture, and the frames over which they change its opacity; nil after an error.
  func pictureWays(_ item: Placed, _ row: ItemRow) -> (ways: [PlaceWay], in: Range<Int>?, out: Range<Int>?)? {
    guard let clause = item.state.clause.animate?.value else { return ([], nil, nil) }
    for use in [clause.entrance?.value, clause.exit?.value] where use?.type?.value == .typewriter {
      context.bag.error(
        "wrong-animation", "a typewriter writes letters, and \(item.state.what) has none", at: use?.type?.span ?? item.state.clause.span,
        caption: "pictures come and go by fade, slide or pop")
      return nil
    }
    guard let motion = motion(clause, item, row, letters: 0) else { return nil }
    let (frames, fades) = (item.frames, motion.fades)
    let entrance = motion.entrance.flatMap { way($0, frames.lowerBound..<frames.lowerBound + $0.frames, isExit: false) }
    let exit = motion.exit.flatMap { way($0, frames.upperBound - $0.frames..<frames.upperBound, isExit: true) }
    return (
      [entrance, exit].compactMap { $0 }, fades.in > 0 ? frames.lowerBound..<frames.lowerBound + fades.in : nil,
      fades.out > 0 ? frames.upperBound - fades.out..<frames.upperBound : nil
    )
  }

  /// A slide is as long as a title's in the usual size: a tenth of the canvas's shorter side.
  private func way(_ part: TextMotion.Part, _ frames: Range<Int>, isExit: Bool) -> PlaceWay? {
    let travel = Rational(min(canvas.size.width, canvas.size.height), 10)
    let kind: PlaceWay.Kind
    switch (part.type, part.side) {
    case (.slide, .left): kind = .slide(x: -travel, y: 0)
    case (.slide, .right): kind = .slide(x: travel, y: 0)
    case (.slide, .top): kind = .slide(x: 0, y: -travel)
    case (.slide, .bottom): kind = .slide(x: 0, y: travel)
    case (.pop, _): kind = .pop
    case (.fade, _), (.typewriter, _): return nil
    }
    return PlaceWay(kind: kind, frames: frames, isExit: isExit, ease: part.ease ?? (part.type == .pop ? .outBack : .outCubic))
  }
}

extension PlacePath {
  /// The path of a picture that rests at a place but for its ways in and out.
  /// - Parameter isPainted: it is painted where it rests before it is moved, as letters and shapes are.
  init(resting place: PixelRect, _ ways: [PlaceWay], canvas: PixelSize, isPainted: Bool) {
    let middle = Length.share(.half)
    func point(_ edge: Int, _ extent: Int) -> LengthCurve {
      LengthCurve(share: .constant(0), pixels: .constant(Rational(edge) + Rational(extent, 2)))
    }
    func anchor() -> LengthCurve { LengthCurve(share: .constant(middle.pixels(of: 1)), pixels: .constant(0)) }
    self.init(
      canvas: canvas, margin: (0, 0),
      position: PointCurve(x: point(place.x, place.size.width), y: point(place.y, place.size.height)),
      anchor: PointCurve(x: anchor(), y: anchor()), width: .constant(Rational(place.size.width)),
      height: .constant(Rational(place.size.height)), rest: isPainted ? Motion.Rect(place) : nil, ways: ways, isAway: true)
  }
}
