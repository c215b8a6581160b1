/// A look as a document declares it: effects, and what lies between clips. A list alone is its effects.
package struct LookClause: Construct {
  package var effects: Setting<[EffectUse]>?
  package var transition: Setting<TransitionClause>?

  package init() {}

  package static let declaration = Declaration<LookClause>(
    "a look", "Effects that are used together, by name. A list alone is short for {effects: […]}.",
    examples: ["[{temperature: 0.2}, {vignette: 0.3}]", "{effects: [sepia, grain], transition: dissolve}"],
    [
      Parameter(
        "effects", \.effects, "What is done to the picture, in order.", example: "[{contrast: 1.1}, vignette]"),
      Parameter(
        "transition", \.transition, "Between neighbouring clips of a track that names none.",
        example: "dissolve"),
    ])

  package static var shape: ValueShape { .oneOf([[EffectUse].shape, .construct(declaration.facts)]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> LookClause? {
    var clause = LookClause()
    let errors = reading.bag.errorCount
    if node.list != nil {
      guard let effects = reading.within("effects", { [EffectUse].read(node, &$0) }) else { return nil }
      clause.effects = Setting(effects, span: node.span, keySpan: node.span)
    } else if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
    } else {
      reading.wrongKind(node, expected: "a list of effects, or a mapping with 'effects' and 'transition'")
    }
    return reading.bag.errorCount == errors ? clause : nil
  }
}
