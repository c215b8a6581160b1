import Diagnostics
import MediaTypes

/// A part of a picture: a rectangle with whole, round or elliptic corners, soft where it is feathered. Pixels are the
/// canvas's, shares are of the picture at its size on the canvas, and both count from its top left corner. All of its
/// numbers may change while the item lasts.
package struct AreaClause: Construct {
  package var x: Setting<AnimatedValue<Length>>?
  package var y: Setting<AnimatedValue<Length>>?
  package var width: Setting<AnimatedValue<Length>>?
  package var height: Setting<AnimatedValue<Length>>?
  package var shape: Setting<AreaShape>?
  package var radius: Setting<AnimatedValue<Length>>?
  package var feather: Setting<AnimatedValue<Feather>>?
  package var invert: Setting<Bool>?

  package init() {}

  package static let declaration = Declaration<AreaClause>(
    "a region", "A part of the picture, in px of the canvas or % of the picture, from its top left corner.",
    examples: [
      "{x: 20%, y: 60%, width: 30%, height: 25%, feather: 20}", "{shape: ellipse, invert: true}",
      "{x: {from: 10%, to: 60%, ease: in-out-sine}, width: 30%}",
    ],
    boxParameters + softParameters)

  package static let boxParameters: [Parameter<AreaClause>] = [
    Parameter("x", \.x, "Its left edge.", default: "0", example: "20%"),
    Parameter("y", \.y, "Its top edge.", default: "0", example: "60%"),
    Parameter("width", \.width, "How wide it is; as far as the picture reaches where absent.", example: "30%"),
    Parameter("height", \.height, "How high it is; as far as the picture reaches where absent.", example: "200px"),
    Parameter("shape", \.shape, "Its outline.", default: "rectangle", example: "ellipse"),
    Parameter("radius", \.radius, "Of a rounded one's corners, in px or % of its shorter side.", default: "10%", example: "24px"),
  ]

  package static let softParameters: [Parameter<AreaClause>] = [
    Parameter("feather", \.feather, "How soft its edge is, in px of the canvas.", default: "0", example: "20"),
    Parameter("invert", \.invert, "Everything but it.", default: "false", example: "true"),
  ]
}

/// The outline of an area.
package enum AreaShape: String, WordChoice {
  case rectangle, rounded, ellipse

  package var help: String {
    switch self {
    case .rectangle: "Straight edges."
    case .rounded: "Straight edges and round corners."
    case .ellipse: "As large as fits its width and height."
    }
  }
}

/// How wide a soft edge is, in canvas pixels.
package struct Feather: BoundedNumber {
  package var pixels: Rational
  package static let words = "a width from 0 to 500 px"
  package static let limits: ClosedRange<Rational> = 0...500
  package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
  package init(_ value: Rational) { pixels = value }
}

/// One area, or several together.
package struct Region: ParameterValue {
  package var areas: [AreaClause]

  package static var shape: ValueShape { .oneOf([AreaClause.shape, .list(AreaClause.shape, minimum: 1)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Region? {
    let nodes = node.list ?? [node]
    guard !nodes.isEmpty else {
      reading.wrongKind(node, expected: "an area such as {x: 20%, y: 60%, width: 30%, height: 25%}")
      return nil
    }
    let errors = reading.bag.errorCount
    let areas = nodes.compactMap { AreaClause.readSized($0, &reading) }
    return reading.bag.errorCount == errors ? Region(areas: areas) : nil
  }
}

extension Region {
  package func retimed(_ change: TimeChange) -> Region { Region(areas: areas.retimed(change)) }
}

extension AreaClause {
  /// An area that is more than nothing; one that changes may come from nothing and go there.
  static func readSized(_ node: SyntaxNode, _ reading: inout Reading) -> AreaClause? {
    guard let area = read(node, &reading) else { return nil }
    for side in [area.width, area.height].compactMap({ $0 }) {
      guard let wrong = side.value.tooSmall(at: side.span) else { continue }
      reading.bag.error("out-of-range", "a width or height is more than nothing", at: wrong)
      return nil
    }
    return area
  }

  /// Its edges change while the item lasts.
  package var changesShape: Bool { [x, y, width, height, radius].contains { $0?.value.isMoving ?? false } }
}

extension AnimatedValue {
  /// It is not the same throughout.
  package var isMoving: Bool { constant == nil }
}

extension AnimatedValue<Length> {
  /// Where a length that cannot be a size is written; nil where there is none.
  fileprivate func tooSmall(at span: Span) -> Span? {
    switch self {
    case .constant(let length): length.isPositive ? nil : span
    case .keyframes(let keyframes): keyframes.compactMap(\.value).first { $0.value.isNegative }?.span
    }
  }
}

extension Length {
  fileprivate var isPositive: Bool { value.isPositive }
  fileprivate var isNegative: Bool { value.isNegative }

  private var value: Rational {
    switch self {
    case .pixels(let value), .share(let value): value
    }
  }
}
