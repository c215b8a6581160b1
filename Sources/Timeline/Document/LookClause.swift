/// A look as a document declares it: effects, and what lies between clips. A list alone is its effects.
package struct LookClause: Construct {
  package var effects: Setting<[EffectUse]>?
  package var transition: Setting<TransitionClause>?
  package var montage: Setting<MontagePolicy>?

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
      Parameter("montage", \.montage, "How a montage fits its sources.", example: "{long: speed-up, short: slow}"),
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
      reading.wrongKind(node, expected: "a list of effects, or a mapping with 'effects', 'transition' and 'montage'")
    }
    return reading.bag.errorCount == errors ? clause : nil
  }
}

/// How a montage makes sources as long as the beats want them.
package struct MontagePolicy: Construct {
  package var long: Setting<LongSources>?
  package var short: Setting<ShortSources>?
  package var stills: Setting<StillSources>?

  package init() {}

  package static let declaration = Declaration<MontagePolicy>(
    "a montage manner", "How a montage fits its sources.", examples: ["{long: speed-up, short: hold, stills: still}"],
    [
      Parameter("long", \.long, "What is done to a source that is longer than its part.", default: "crop"),
      Parameter("short", \.short, "What is done to a source that is shorter.", default: "slow"),
      Parameter("stills", \.stills, "What is done to stills.", default: "zoom"),
    ])
}

/// What a montage does to a source that is too long.
package enum LongSources: String, WordChoice {
  case crop, speedUp = "speed-up"

  package var help: String {
    switch self {
    case .crop: "Its most interesting part is shown."
    case .speedUp: "More of it is shown, up to twice as fast."
    }
  }
}

/// What a montage does to a source that is too short.
package enum ShortSources: String, WordChoice {
  case slow, hold

  package var help: String {
    switch self {
    case .slow: "It runs slower, at half its speed at least, and is then held."
    case .hold: "Its last picture is held."
    }
  }
}

/// What a montage does to stills.
package enum StillSources: String, WordChoice {
  case zoom, still

  package var help: String {
    switch self {
    case .zoom: "They are moved into, or out of, slowly."
    case .still: "Nothing."
    }
  }
}
