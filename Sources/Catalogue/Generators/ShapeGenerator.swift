import FilterGraph
import MediaTypes
import Timeline

/// A drawn shape with smooth edges, as large as it is said to be; its item places it.
package struct ShapeGenerator: GeneratorEntry {
  package var kind: Setting<ShapeKind>?
  package var width: Setting<Length>?
  package var height: Setting<Length>?
  package var fill: Setting<ShapePaint>?
  package var stroke: Setting<ShapePaint>?
  package var strokeWidth: Setting<EdgeLength>?
  package var radius: Setting<Length>?
  package var sides: Setting<SideCount>?
  package var from: Setting<Point>?
  package var to: Setting<Point>?

  package init() {}

  package static let name = "shape"
  package static let principal: String? = "kind"
  package static let makesSound = false
  package static let declaration = Declaration<ShapeGenerator>(
    "shape", "A drawn shape with smooth edges; the item's 'position' places it.",
    examples: [
      "{shape: {kind: rectangle, width: 40%, height: 120px, fill: \"#102030c0\", radius: 16}}",
      "{shape: {kind: rectangle, width: 300px, height: 200px, fill: none, stroke: \"#ff3030\", stroke-width: 6, radius: 12}}",
      "{shape: {kind: arrow, from: [20%, 80%], to: [45%, 55%], stroke: \"#ffcc00\", stroke-width: 10}}",
    ],
    [
      Parameter("kind", \.kind, "Which shape.", default: "rectangle", example: "ellipse"),
      Parameter(
        "width", \.width, "How wide, in px or % of the canvas; as its height where only that is written.", default: "30%", example: "400px"),
      Parameter(
        "height", \.height, "How high, in px or % of the canvas; as its width where only that is written.", default: "30%", example: "25%"),
      Parameter("fill", \.fill, "What it is filled with.", default: "white", example: "\"#102030c0\""),
      Parameter(
        "stroke", \.stroke, "The colour of its rim, which lies inside its edges, or of a line.", default: "none", example: "\"#ff3030\""),
      Parameter("stroke-width", \.strokeWidth, "How wide the rim or the line is, in px of the canvas.", default: "6", example: "10"),
      Parameter("radius", \.radius, "Of a rectangle's corners, in px or % of its shorter side.", default: "0", example: "16"),
      Parameter("sides", \.sides, "Corners of a polygon, or points of a star.", default: "5", example: "6"),
      Parameter("from", \.from, "Where a line or an arrow starts on the canvas.", default: "[30%, 50%]", example: "[20%, 80%]"),
      Parameter("to", \.to, "Where a line or an arrow ends on the canvas.", default: "[70%, 50%]", example: "[45%, 55%]"),
    ])
}

/// What a shape is.
package enum ShapeKind: String, WordChoice {
  case rectangle, ellipse, line, arrow, polygon, star

  /// It goes from a point to a point.
  package var isLine: Bool { self == .line || self == .arrow }

  package var help: String {
    switch self {
    case .rectangle: "Four sides; round corners with 'radius'."
    case .ellipse: "A circle where width and height are alike."
    case .line: "From a point to a point."
    case .arrow: "From a point to a point, with a head."
    case .polygon: "As many alike sides as 'sides' says, one corner up."
    case .star: "As many points as 'sides' says, one of them up."
    }
  }
}

/// A colour, or nothing.
package enum ShapePaint: ParameterValue, Hashable {
  case none
  case color(Color)

  package static let shape = ValueShape.oneOf([.choice([.init("none", "Nothing.")]), Color.shape])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> ShapePaint? {
    node.scalar?.text == "none" ? ShapePaint.none : Color.read(node, &reading).map(ShapePaint.color)
  }

  var color: Color? { if case .color(let color) = self { color } else { nil } }
}

/// Corners of a regular shape.
package struct SideCount: BoundedNumber {
  package var count: Int
  package static let words = "a whole number from 3 to 60"
  package static let limits: ClosedRange<Rational> = 3...60
  package init(_ value: Rational) { count = value.roundedHalfUp ?? 3 }
}
