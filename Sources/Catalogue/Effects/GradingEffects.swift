import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// Free curves from old to new values.
package struct CurvesEffect: PictureEffect {
  package var master: Setting<CurvePoints>?
  package var red: Setting<CurvePoints>?
  package var green: Setting<CurvePoints>?
  package var blue: Setting<CurvePoints>?

  package init() {}

  package static let name = "curves"
  package static let family = EffectFamily.color
  package static let principal: String? = "master"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<CurvesEffect>(
    "curves", "Curves from old to new values through points; with none written, a gentle S.",
    examples: [
      "{curves: [[0, 0], [0.25, 0.12], [0.75, 0.88], [1, 1]]}",
      "{curves: {red: [[0, 0], [0.5, 0.55], [1, 1]], blue: [[0, 0.08], [1, 0.92]]}}",
    ],
    [
      Parameter("master", \.master, "For all three primaries.", example: "[[0, 0.05], [1, 0.95]]"),
      Parameter("red", \.red, "For red, before the master.", example: "[[0, 0], [0.5, 0.55], [1, 1]]"),
      Parameter("green", \.green, "For green, before the master.", example: "[[0, 0], [0.5, 0.55], [1, 1]]"),
      Parameter("blue", \.blue, "For blue, before the master.", example: "[[0, 0.08], [1, 0.92]]"),
    ])

  package var isIdentity: Bool {
    let written = [master, red, green, blue].compactMap { $0?.value }
    return !written.isEmpty && written.allSatisfy { $0.points.allSatisfy { $0.from == $0.to } }
  }

  package func apply(to chain: inout EffectChain) {
    let curves = [("master", master), ("red", red), ("green", green), ("blue", blue)]
    var filter = Filter("curves")
    filter.options = curves.compactMap { name, curve in curve.map { .init(name, $0.value.text) } }
    if filter.options.isEmpty { filter.options = [.init("master", "0/0 0.25/0.2 0.75/0.8 1/1")] }
    chain.add(filter)
  }
}

/// The points of a curve, from left to right: `[[old, new], …]`, from 0 to 1.
package struct CurvePoints: ParameterValue {
  package var points: [(from: Rational, to: Rational)]

  package static let shape = ValueShape.list(.list(.number("a number from 0 to 1"), minimum: 2), minimum: 2)

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> CurvePoints? {
    guard let nodes = node.list, nodes.count >= 2 else {
      reading.wrongCount(node, expected: "two or more points, such as [[0, 0.1], [1, 0.9]]")
      return nil
    }
    var points: [(from: Rational, to: Rational)] = []
    for node in nodes {
      guard let pair = node.list, pair.count == 2 else {
        reading.wrongCount(node, expected: "points of two numbers, such as [0.5, 0.6]")
        return nil
      }
      guard let from = Strength.read(pair[0], &reading), let to = Strength.read(pair[1], &reading) else {
        return nil
      }
      if let last = points.last, last.from >= from.value {
        reading.bag.error(
          "curve-order",
          "the points of a curve go from left to right; \(from.value.decimal(digits: 6)) is not above "
            + last.from.decimal(digits: 6), at: pair[0].span, caption: "the point belongs further to the left")
        return nil
      }
      points.append((from.value, to.value))
    }
    return CurvePoints(points: points)
  }

  /// As FFmpeg writes it.
  fileprivate var text: String {
    points.map { "\($0.from.decimal(digits: 6))/\($0.to.decimal(digits: 6))" }.joined(separator: " ")
  }
}

/// Colour pushed in the shadows, the middle and the lights.
package struct ColorBalanceEffect: PictureEffect {
  package var shadows: Setting<PrimaryShifts>?
  package var midtones: Setting<PrimaryShifts>?
  package var highlights: Setting<PrimaryShifts>?

  package init() {}

  package static let name = "color-balance"
  package static let family = EffectFamily.color
  package static let principal: String? = nil
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<ColorBalanceEffect>(
    "color-balance",
    "Colour pushed in shadows, middle tones and lights; with none written, teal and orange. Slow: about 35 ms a frame in HD.",
    examples: ["{color-balance: {shadows: [-0.1, 0, 0.1], highlights: [0.1, 0.03, -0.1]}}"],
    [
      Parameter(
        "shadows", \.shadows, "Red, green and blue added to the dark.", default: "[0, 0, 0]",
        example: "[-0.1, 0, 0.1]"),
      Parameter(
        "midtones", \.midtones, "Red, green and blue added to the middle.", default: "[0, 0, 0]",
        example: "[0, 0.05, 0]"),
      Parameter(
        "highlights", \.highlights, "Red, green and blue added to the light.", default: "[0, 0, 0]",
        example: "[0.1, 0, -0.1]"),
    ])

  package var isIdentity: Bool {
    let written = [shadows, midtones, highlights].compactMap { $0?.value }
    return !written.isEmpty && written.allSatisfy { $0.shifts.allSatisfy(\.isZero) }
  }

  package func apply(to chain: inout EffectChain) {
    var filter = Filter("colorbalance")
    for (zone, shifts) in [("s", shadows), ("m", midtones), ("h", highlights)] {
      for (primary, shift) in zip(["r", "g", "b"], shifts?.value.shifts ?? []) {
        filter.options.append(.init(primary + zone, shift.decimal(digits: 6)))
      }
    }
    if filter.options.isEmpty {
      filter = Filter(
        "colorbalance", ["rs": -0.08, "bs": 0.08, "rm": 0.02, "rh": 0.08, "gh": 0.02, "bh": -0.08])
    }
    chain.add(filter)
  }
}

/// What is added to red, green and blue: `[red, green, blue]`, each from -1 to 1.
package struct PrimaryShifts: ParameterValue {
  package var shifts: [Rational]

  package static let shape = ValueShape.list(.number("a number from -1 to 1"), minimum: 3)

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> PrimaryShifts? {
    guard let nodes = node.list, nodes.count == 3 else {
      reading.wrongCount(node, expected: "red, green and blue, such as [0.1, 0, -0.1]")
      return nil
    }
    let shifts = nodes.compactMap { SignedShare.read($0, &reading)?.value }
    return shifts.count == 3 ? PrimaryShifts(shifts: shifts) : nil
  }
}

extension Reading {
  /// A list with too few or too many entries, or no list.
  fileprivate mutating func wrongCount(_ node: SyntaxNode, expected: String) {
    guard let count = node.list?.count else { return wrongKind(node, expected: expected) }
    bag.error(
      "wrong-kind", "'\(key)' takes \(expected), not a list of \(count)", at: node.span, caption: "expected \(expected)")
  }
}
