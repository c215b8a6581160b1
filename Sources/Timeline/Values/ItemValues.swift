import Diagnostics
import MediaTypes

/// `duration: 2s`, or an equal part of what the track has left.
package enum DurationValue: ParameterValue {
  case time(TimeExpression)
  case share

  package static let shape = ValueShape.oneOf([
    TimeExpression.shape, .choice([.init("share", "An equal part of what is left of the track's length.")]),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> DurationValue? {
    if node.scalar?.text == "share" { return .share }
    return TimeExpression.read(node, &reading).map(DurationValue.time)
  }
}

/// `loop: true` or how often the range runs.
package enum LoopValue: ParameterValue {
  case off
  case endless
  case times(Int)

  package static let shape = ValueShape.oneOf([.boolean, .integer(1...1_000_000)])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> LoopValue? {
    guard let text = node.scalar?.text, let first = text.utf8.first, (48...57).contains(first) || first == 45 else {
      return Bool.read(node, &reading).map { $0 ? .endless : .off }
    }
    guard let count = Int.read(node, &reading) else { return nil }
    guard (1...1_000_000).contains(count) else {
      reading.outOfRange(node, limits: "true, false, or a whole number from 1 to 1000000")
      return nil
    }
    return .times(count)
  }
}

/// How a picture meets the canvas.
package enum Fit: String, WordChoice {
  case contain, cover, stretch, none

  package var help: String {
    switch self {
    case .contain: "As large as fits whole; bars where the shapes differ."
    case .cover: "As small as covers everything; the overhang is cut, around 'focus'."
    case .stretch: "Exactly the canvas, whatever the shape."
    case .none: "Its own size, in pixels."
    }
  }
}

/// What fills the bars that `contain` leaves.
package enum Fill: ParameterValue, Hashable {
  case background
  case blur
  case color(Color)

  package static let shape = ValueShape.oneOf([
    .choice([
      .init("background", "The canvas's background, or what is under the item."),
      .init("blur", "A blurred, enlarged copy of the picture."),
    ]), Color.shape,
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Fill? {
    switch node.scalar?.text {
    case "background": return .background
    case "blur": return .blur
    default:
      if let text = node.scalar?.text, !text.hasPrefix("#"), Color(text: text) == nil {
        _ = reading.choose(node, among: ["background", "blur"] + Color.named.keys.sorted(), called: "fill")
        return nil
      }
      return Color.read(node, &reading).map(Fill.color)
    }
  }
}

/// A point of a picture: `{x: 50%, y: 30%}`, `[50%, 30%]`, or a name such as `top`.
package struct Point: ParameterValue, Hashable {
  package var x: Length
  package var y: Length
  /// It was written as a name: what is placed there is placed by the same point of its own.
  package var isNamed = false

  package static let names: [String: Point] = {
    let shares: [(String, Rational)] = [("", .half), ("left", 0), ("right", 1)]
    var named = ["center": Point(x: .share(.half), y: .share(.half), isNamed: true)]
    for (horizontal, x) in shares {
      for (vertical, y) in [("", Rational.half), ("top", 0), ("bottom", 1)] where !(horizontal + vertical).isEmpty {
        let name = [vertical, horizontal].filter { !$0.isEmpty }.joined(separator: "-")
        named[name] = Point(x: .share(x), y: .share(y), isNamed: true)
      }
    }
    return named
  }()

  package static let shape = ValueShape.oneOf([
    .choice(names.keys.sorted().map { .init($0, "The \($0) of the picture.") }),
    .list(Length.shape, minimum: 2), .construct(PointClause.declaration.facts),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Point? {
    switch node.content {
    case .scalar: return reading.choose(node, among: names.keys.sorted(), called: "place").flatMap { names[$0] }
    case .list(let nodes):
      guard nodes.count == 2 else {
        reading.wrongKind(node, expected: "two lengths, [x, y]")
        return nil
      }
      guard let x = Length.read(nodes[0], &reading), let y = Length.read(nodes[1], &reading) else { return nil }
      return Point(x: x, y: y)
    case .map:
      guard let clause = PointClause.read(node, &reading), let x = clause.x, let y = clause.y else { return nil }
      return Point(x: x.value, y: y.value)
    }
  }
}

/// `{x, y}`.
struct PointClause: Construct {
  var x: Setting<Length>?
  var y: Setting<Length>?

  static let declaration = Declaration<PointClause>(
    "a point", "A place in a picture.",
    [
      Parameter("x", \.x, "From the left edge.", required: true, example: "50%"),
      Parameter("y", \.y, "From the top edge.", required: true, example: "30%"),
    ])
}

/// What is cut off a picture before anything else: the same on every side, some on each, or a rectangle to keep.
/// Pixels and shares are of the upright picture.
package struct Crop: ParameterValue {
  package var left = Length.pixels(0)
  package var top = Length.pixels(0)
  package var right = Length.pixels(0)
  package var bottom = Length.pixels(0)
  /// Where a rectangle is given: what is kept.
  package var kept: (x: Length, y: Length, width: Length, height: Length)?

  package static let shape = ValueShape.oneOf([Length.shape, .construct(CropClause.declaration.facts)])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Crop? {
    if node.scalar != nil {
      return Length.read(node, &reading).map { Crop(left: $0, top: $0, right: $0, bottom: $0) }
    }
    guard let clause = CropClause.read(node, &reading) else { return nil }
    guard clause.width == nil, clause.height == nil, clause.x == nil, clause.y == nil else {
      return rectangle(clause, node, &reading)
    }
    let none = Length.pixels(0)
    return Crop(
      left: clause.left?.value ?? none, top: clause.top?.value ?? none, right: clause.right?.value ?? none,
      bottom: clause.bottom?.value ?? none)
  }

  private static func rectangle(_ clause: CropClause, _ node: SyntaxNode, _ reading: inout Reading) -> Crop? {
    guard let width = clause.width?.value, let height = clause.height?.value,
      clause.left == nil, clause.right == nil, clause.top == nil, clause.bottom == nil
    else {
      reading.bag.error(
        "bad-crop", "'crop' takes what to cut from the sides (left, top, right, bottom) or what to keep (x, y, width, height)",
        at: node.span)
      return nil
    }
    let none = Length.pixels(0)
    return Crop(kept: (clause.x?.value ?? none, clause.y?.value ?? none, width, height))
  }
}

/// The mapping forms of `crop`.
struct CropClause: Construct {
  var left: Setting<Length>?
  var top: Setting<Length>?
  var right: Setting<Length>?
  var bottom: Setting<Length>?
  var x: Setting<Length>?
  var y: Setting<Length>?
  var width: Setting<Length>?
  var height: Setting<Length>?

  static let declaration = Declaration<CropClause>(
    "a crop", "What is cut off, in pixels or % of the upright picture.",
    [
      Parameter("left", \.left, "Cut from the left side.", default: "0", example: "10%"),
      Parameter("top", \.top, "Cut from the top.", default: "0", example: "10%"),
      Parameter("right", \.right, "Cut from the right side.", default: "0", example: "10%"),
      Parameter("bottom", \.bottom, "Cut from the bottom.", default: "0", example: "10%"),
      Parameter("x", \.x, "Left edge of the rectangle to keep.", default: "0", example: "100px"),
      Parameter("y", \.y, "Top edge of the rectangle to keep.", default: "0", example: "50px"),
      Parameter("width", \.width, "Width of the rectangle to keep.", example: "640px"),
      Parameter("height", \.height, "Height of the rectangle to keep.", example: "360px"),
    ])
}
