import Diagnostics
import MediaTypes

/// A rim around letters: a colour, a width, or both.
package struct OutlineClause: Construct {
  package var color: Setting<Color>?
  package var width: Setting<Length>?
  /// `outline: false`.
  package var isOff = false

  package init() {}

  package static let declaration = Declaration<OutlineClause>(
    "an outline", "A rim around the letters. A colour or a width alone is short for it; false is none.",
    examples: ["black", "{color: '#202020', width: 4px}"],
    [
      Parameter("color", \.color, "Its colour.", default: "black", example: "'#202020'"),
      Parameter("width", \.width, "How far it reaches: px, or % of the size.", default: "6%", example: "4px"),
    ])

  package static var shape: ValueShape {
    .oneOf([.boolean, Color.shape, Length.shape, .construct(declaration.facts)])
  }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> OutlineClause? {
    readShort(node, &reading, color: \.color, length: \.width, off: \.isOff)
  }
}

/// A shadow under letters.
package struct TextShadowClause: Construct {
  package var color: Setting<Color>?
  package var x: Setting<Length>?
  package var y: Setting<Length>?
  package var blur: Setting<Length>?
  /// `shadow: false`.
  package var isOff = false

  package init() {}

  package static let declaration = Declaration<TextShadowClause>(
    "a text shadow", "A shadow under the letters. A colour alone, or true, is short for it; false is none.",
    examples: ["true", "{color: '#00000080', x: 0, y: 8%, blur: 6%}"],
    [
      Parameter("color", \.color, "Its colour.", default: "'#000000a0'", example: "black"),
      Parameter("x", \.x, "How far to the right: px, or % of the size.", default: "0", example: "4px"),
      Parameter("y", \.y, "How far down: px, or % of the size.", default: "5%", example: "4px"),
      Parameter("blur", \.blur, "How soft its edge is: px, or % of the size.", default: "4%", example: "8px"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, Color.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TextShadowClause? {
    readShort(node, &reading, color: \.color, length: nil, off: \.isOff)
  }
}

/// A box behind text.
package struct BoxClause: Construct {
  package var color: Setting<Color>?
  package var padding: Setting<Length>?
  package var radius: Setting<Length>?
  /// `box: false`.
  package var isOff = false

  package init() {}

  package static let declaration = Declaration<BoxClause>(
    "a box", "A box behind the text. A colour alone, or true, is short for it; false is none.",
    examples: ["'#000000b0'", "{color: navy, padding: 30%, radius: 20%}"],
    [
      Parameter("color", \.color, "Its colour.", default: "'#000000b0'", example: "navy"),
      Parameter("padding", \.padding, "Room around the text: px, or % of the size.", default: "25%", example: "20px"),
      Parameter("radius", \.radius, "How round its corners are: px, or % of the size.", default: "0", example: "20%"),
    ])

  package static var shape: ValueShape { .oneOf([.boolean, Color.shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> BoxClause? {
    readShort(node, &reading, color: \.color, length: nil, off: \.isOff)
  }
}

/// Reads a mapping, or a scalar that stands for its colour, its length, or for all of it being there or not.
private func readShort<Clause: Construct>(
  _ node: SyntaxNode, _ reading: inout Reading, color: WritableKeyPath<Clause, Setting<Color>?>,
  length: WritableKeyPath<Clause, Setting<Length>?>?, off: WritableKeyPath<Clause, Bool>
) -> Clause? {
  var clause = Clause()
  if let entries = node.map {
    let errors = reading.bag.errorCount
    Clause.declaration.read(entries, into: &clause, span: node.span, &reading)
    return reading.bag.errorCount == errors ? clause : nil
  }
  let text = node.scalar?.text ?? ""
  if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
    clause[keyPath: off] = text.lowercased() == "false"
    return clause
  }
  if let length, let value = Length(text: text) {
    clause[keyPath: length] = Setting(value, span: node.span, keySpan: node.span)
    return clause
  }
  guard let value = Color.read(node, &reading) else { return nil }
  clause[keyPath: color] = Setting(value, span: node.span, keySpan: node.span)
  return clause
}
