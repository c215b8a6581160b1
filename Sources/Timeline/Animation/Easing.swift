import Diagnostics
import MediaTypes

/// How a value goes from one keyframe to the next.
package enum Easing: Hashable, Sendable {
  case linear
  /// Stays until the keyframe, then jumps.
  case hold
  case curve(Shape, Side)
  /// A cubic Bézier from (0, 0) to (1, 1) with these two handles.
  case bezier(Rational, Rational, Rational, Rational)

  package enum Shape: String, CaseIterable, Sendable {
    case sine, quad, cubic, quart, quint, expo, circ, back, elastic, bounce
  }

  /// Where the slow part is.
  package enum Side: String, CaseIterable, Sendable {
    case easeIn = "in"
    case easeOut = "out"
    case easeInOut = "in-out"
  }

  /// Every easing that has a name.
  package static let named: [(name: String, easing: Easing)] =
    [("linear", .linear), ("hold", .hold)]
    + Side.allCases.flatMap { side in Shape.allCases.map { ("\(side.rawValue)-\($0.rawValue)", .curve($0, side)) } }
}

extension Easing: ParameterValue {
  package static let shape = ValueShape.oneOf([
    .choice(named.map { .init($0.name, $0.name == "hold" ? "Stays, then jumps." : "The curve of this name.") }),
    .list(.number("a handle of a cubic Bézier"), minimum: 4),
  ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Easing? {
    guard let nodes = node.list else {
      let word = reading.choose(node, among: named.map(\.name), called: "easing")
      return named.first { $0.name == word }?.easing
    }
    let handles = nodes.compactMap { BezierHandle.read($0, &reading)?.value }
    guard handles.count == nodes.count else { return nil }
    guard handles.count == 4, (0...1).contains(handles[0]), (0...1).contains(handles[2]) else {
      reading.wrongKind(node, expected: "four numbers [a, b, c, d], a and c from 0 to 1")
      return nil
    }
    return .bezier(handles[0], handles[1], handles[2], handles[3])
  }
}

private struct BezierHandle: BoundedNumber {
  var value: Rational
  static let words = "a number from -10 to 10"
  static let limits: ClosedRange<Rational> = -10...10
  init(_ value: Rational) { self.value = value }
}
