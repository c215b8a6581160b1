import MediaTypes

/// What lets a picture be seen: another picture, or a shape. A path alone is short for `{src: path}`.
package struct MaskClause: Construct {
  package var src: Setting<FilePath>?
  package var channel: Setting<MaskChannel>?
  package var fit: Setting<MaskFit>?
  package var sourceIn: Setting<TimeExpression>?
  package var speed: Setting<MaskSpeed>?
  package var area = AreaClause()

  package init() {}

  package static let parameters: [Parameter<MaskClause>] =
    [
      Parameter("src", \.src, "A name of the bin, or a path: a still or a film.", example: "matte.png"),
      Parameter("channel", \.channel, "What of it counts; alpha where it has any, else luma.", example: "luma"),
      Parameter("fit", \.fit, "How it meets its area.", default: "contain", example: "stretch"),
      Parameter("in", \.sourceIn, "Of a film: the source time that the item starts with.", default: "0s", example: "2s"),
      Parameter("speed", \.speed, "Of a film: how fast it runs.", default: "1", example: "1/2"),
    ] + (AreaClause.boxParameters + AreaClause.softParameters).map { $0.lifted(\.area) }

  package static let declaration = Declaration<MaskClause>(
    "a mask", "What of the picture is seen: as much as a file is bright or solid, or a shape. A path alone is short for {src: path}.",
    examples: ["matte.png", "{src: matte.png, channel: luma, invert: true, feather: 4}", "{shape: ellipse, feather: 30}"],
    parameters)

  package static var shape: ValueShape { .oneOf([FilePath.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> MaskClause? {
    var clause = MaskClause()
    guard let entries = node.map else {
      guard let path = FilePath.read(node, &reading) else { return nil }
      clause.src = Setting(path, span: node.span, keySpan: node.span)
      return clause
    }
    let errors = reading.bag.errorCount
    declaration.read(entries, into: &clause, span: node.span, &reading)
    return reading.bag.errorCount == errors ? clause : nil
  }
}

/// What of a mask's picture counts.
package enum MaskChannel: String, WordChoice {
  case luma, alpha

  package var help: String {
    switch self {
    case .luma: "How bright it is: white is seen, black is not."
    case .alpha: "How solid it is."
    }
  }
}

/// How a mask meets its area.
package enum MaskFit: String, WordChoice {
  case contain, cover, stretch

  package var help: String {
    switch self {
    case .contain: "As large as fits whole; nothing is seen beside it."
    case .cover: "As small as covers all; the overhang is cut."
    case .stretch: "Exactly the area, whatever the shape."
    }
  }
}

/// How fast a mask's film runs.
package struct MaskSpeed: BoundedNumber {
  package var ratio: Rational
  package static let words = "a speed from 1/1000 to 1000"
  package static let limits: ClosedRange<Rational> = Rational(1, 1000)...1000
  package static let units: [(suffix: String, factor: Rational)] = [("x", 1), ("%", Rational(1, 100))]
  package init(_ value: Rational) { ratio = value }
}
