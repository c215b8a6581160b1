import Diagnostics

/// A picture over the whole film.
package struct WatermarkClause: Construct {
  package var src: Setting<FilePath>?
  package var position: Setting<Point>?
  package var margin: Setting<Margin>?
  package var scale: Setting<Scale>?
  package var opacity: Setting<AnimatedValue<Opacity>>?

  package init() {}

  package static let declaration = Declaration<WatermarkClause>(
    "a watermark", "A picture over the whole film. A path alone is short for {src: path}.",
    examples: ["logo.png", "{src: logo.png, position: top-left, opacity: 50%}"],
    [
      Parameter("src", \.src, "The picture: a name of the bin or a path.", required: true, example: "logo.png"),
      Parameter("position", \.position, "Where it is.", default: "bottom-right", example: "top-left"),
      Parameter("margin", \.margin, "How far it stays from the edges.", default: "title", example: "2%"),
      Parameter("scale", \.scale, "Its size.", default: "{width: 12%}", example: "{width: 8%}"),
      Parameter("opacity", \.opacity, "How much it covers.", default: "80%", example: "50%"),
    ])

  package static var shape: ValueShape { .oneOf([FilePath.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> WatermarkClause? {
    var clause = WatermarkClause()
    if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      return clause.src == nil ? nil : clause
    }
    guard let path = FilePath.read(node, &reading) else { return nil }
    clause.src = Setting(path, span: node.span, keySpan: node.span)
    return clause
  }
}
