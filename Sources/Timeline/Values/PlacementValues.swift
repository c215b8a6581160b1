import Diagnostics
import MediaTypes

/// How much of what is below is covered: 0 to 1, or 0 % to 100 %.
package struct Opacity: BoundedNumber {
  package var value: Rational
  package static let words = "a number from 0 to 1, or a share such as '80%'"
  package static let limits: ClosedRange<Rational> = 0...1
  package static let units = percent
  package init(_ value: Rational) { self.value = value }
}

/// Degrees clockwise.
package struct Angle: BoundedNumber {
  package var degrees: Rational
  package static let words = "an angle in degrees from -36000 to 36000, such as '45'"
  package static let limits: ClosedRange<Rational> = -36000...36000
  package static let units: [(suffix: String, factor: Rational)] = [("deg", 1), ("°", 1)]
  package init(_ value: Rational) { degrees = value }
}

/// A factor of the fitted size, as `0.5` or `50%`.
package struct ScaleFactor: BoundedNumber, Hashable {
  package var value: Rational
  package static let words = "a factor from 0.001 to 100, or a share such as '50%'"
  package static let limits: ClosedRange<Rational> = Rational(1, 1000)...100
  package static let units = percent
  package init(_ value: Rational) { self.value = value }
}

/// How large a layer is: a factor of its fitted size, or a width or height in px or % of the canvas.
package enum Scale: ParameterValue, Hashable {
  case factor(ScaleFactor)
  case size(width: Length?, height: Length?)

  package static var shape: ValueShape { .oneOf([ScaleFactor.shape, .construct(ScaleSize.declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Scale? {
    guard node.map != nil else { return ScaleFactor.read(node, &reading).map(Scale.factor) }
    guard let size = ScaleSize.read(node, &reading) else { return nil }
    for side in [size.width, size.height].compactMap({ $0 }) where !isPositive(side.value) {
      reading.bag.error("out-of-range", "a width or height is more than nothing", at: side.span)
      return nil
    }
    return .size(width: size.width?.value, height: size.height?.value)
  }

  private static func isPositive(_ length: Length) -> Bool {
    switch length {
    case .pixels(let value), .share(let value): value.isPositive
    }
  }
}

/// `{width}`, `{height}` or both.
struct ScaleSize: Construct {
  var width: Setting<Length>?
  var height: Setting<Length>?

  static let declaration = Declaration<ScaleSize>(
    "a size", "A width or height on the canvas; where one is absent the shape is kept.",
    [
      Parameter("width", \.width, "In px, or % of the canvas's width.", example: "12%"),
      Parameter("height", \.height, "In px, or % of the canvas's height.", example: "120px"),
    ])
}

/// How far a layer stays from the canvas's edges.
package enum Margin: ParameterValue {
  case length(Length)
  /// SMPTE ST 2046-1: 5 % of each side.
  case title
  /// SMPTE ST 2046-1: 3.5 % of each side.
  case action

  package static let shape = ValueShape.oneOf([
    Length.shape, .choice([.init("title", "Title safe: 5% of each side."), .init("action", "Action safe: 3.5% of each side.")]),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Margin? {
    switch node.scalar?.text {
    case "title": return .title
    case "action": return .action
    default: return Length.read(node, &reading).map(Margin.length)
    }
  }

  /// The distance from an edge of a canvas, in pixels along an axis of `extent`; shares are of that axis.
  package func pixels(of extent: Rational) -> Rational {
    switch self {
    case .length(let length): length.pixels(of: extent)
    case .title: extent / 20
    case .action: extent * Rational(35, 1000)
    }
  }
}
