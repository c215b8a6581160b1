import Diagnostics
import MediaTypes

/// How text looks: a named style, or what an item says of itself.
package struct StyleClause: Construct {
  package var extends: Setting<StyleName>?
  package var font: Setting<FontChoice>?
  package var weight: Setting<FontWeight>?
  package var italic: Setting<Bool>?
  package var size: Setting<Length>?
  package var color: Setting<Color>?
  package var outline: Setting<OutlineClause>?
  package var shadow: Setting<TextShadowClause>?
  package var box: Setting<BoxClause>?
  package var align: Setting<TextAlign>?
  package var lineSpacing: Setting<SpacingFactor>?
  package var letterSpacing: Setting<Length>?
  package var wrap: Setting<Length>?
  package var safe: Setting<SafeArea>?
  package var letterCase: Setting<LetterCase>?
  package var highlight: Setting<Color>?
  package var animate: Setting<AnimateClause>?

  package init() {}

  package static let declaration = Declaration<StyleClause>(
    "a style", "How text looks. What a style leaves open comes from the one that it extends.",
    examples: ["{font: DejaVu Sans, weight: bold, size: 8%, color: white, outline: {color: black, width: 6%}}"],
    [Parameter("extends", \.extends, "The style that this one starts from.", example: "title")] + lookParameters + [
      Parameter("highlight", \.highlight, "The colour of the spoken word, in captions.", default: "'#ffd400'", example: "yellow"),
      Parameter("animate", \.animate, "How the text comes and goes.", example: "{in: pop, out: fade}"),
    ])

  /// The keys that a text may have beside its place and time.
  package static let lookParameters: [Parameter<StyleClause>] = [
    Parameter("font", \.font, "A family, or the path of a .ttf, .otf or .ttc file.", default: "sans-serif", example: "DejaVu Sans"),
    Parameter("weight", \.weight, "How heavy: 100 to 900, or a word.", default: "regular", example: "bold"),
    Parameter("italic", \.italic, "Slanted.", default: "false"),
    Parameter("size", \.size, "The height of a line: px, or % of the canvas's shorter side.", default: "8%", example: "6%"),
    Parameter("color", \.color, "The letters' colour.", default: "white", example: "'#ffcc00'"),
    Parameter("outline", \.outline, "A rim around the letters.", example: "{color: black, width: 6%}"),
    Parameter("shadow", \.shadow, "A shadow under the letters.", example: "{color: '#000000a0', y: 6%, blur: 4%}"),
    Parameter("box", \.box, "A box behind the text.", example: "{color: '#000000b0', padding: 30%, radius: 20%}"),
    Parameter("align", \.align, "How lines of different length lie.", default: "center", example: "left"),
    Parameter("line-spacing", \.lineSpacing, "The distance of lines, as a factor of the font's own.", default: "1", example: "1.2"),
    Parameter("letter-spacing", \.letterSpacing, "Room behind each letter: px, or % of the size.", default: "0", example: "5%"),
    Parameter(
      "wrap", \.wrap, "The widest that a line may be: px, or % of the canvas's width; the safe area where absent.", example: "60%"),
    Parameter("safe", \.safe, "The part of the canvas that text keeps to.", default: "title", example: "tiktok"),
    Parameter("case", \.letterCase, "Letters changed to one case.", default: "as-written", example: "upper"),
  ]
}

/// A style by its name; of an import, behind the import's.
package struct StyleName: ParameterValue {
  package var name: String

  package static let shape = ValueShape.form(
    name: "a style's name", help: "A name under 'styles', or one of an import.", pattern: nil, examples: ["title", "brand.title"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> StyleName? {
    guard let scalar = node.scalar, !scalar.isNull, !scalar.text.isEmpty else {
      reading.wrongKind(node, expected: "the name of a style")
      return nil
    }
    return StyleName(name: scalar.text)
  }
}

/// `style: title`, or a style written in place.
package enum StyleUse: ParameterValue {
  case name(StyleName)
  case clause(StyleClause)

  package static var shape: ValueShape { .oneOf([StyleName.shape, .construct(StyleClause.declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> StyleUse? {
    node.map == nil ? StyleName.read(node, &reading).map(StyleUse.name) : StyleClause.read(node, &reading).map(StyleUse.clause)
  }
}
