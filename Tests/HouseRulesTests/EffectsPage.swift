import Catalogue
import Timeline

/// `Docs/Effects.md`: every effect with its parameters, and the sheets that `Scripts/gallery.sh` draws.
struct EffectsPage {
  private static let titles: [EffectFamily: String] = [
    .color: "Colour", .focus: "Focus and texture", .geometry: "Geometry", .keying: "Keys and outlines",
    .look: "Looks", .time: "Time", .resolution: "Resolution", .sound: "Sound", .escape: "Raw filters",
  ]

  var text: String {
    """
    # Effects

    Effects stand in `effects:` of an item, in the order in which they work: `name`, `name: value` or
    `name: {parameters}`. Lengths are pixels of the canvas. What may change takes `{from: …, to: …}` or
    `{keyframes: …}` besides a plain value; see [Language](Language.md).

    Every effect takes these, too:

    \(table(of: EffectScope.declaration.facts.parameters))
    This page is made from the declarations in `Sources/Catalogue`, its pictures by `Scripts/gallery.sh`: in each
    pair what went in, and what the first example made of it in the middle of the item.

    """ + EffectFamily.allCases.map(chapter).joined() + soundChapter
  }

  /// Sound effects, which no picture shows.
  private var soundChapter: String {
    """

    ## Sound

    Sound effects stand in `effects:` of an item's `audio`, of an item or track of a track of kind `audio`, and of a
    bus. They keep the length and the place of what they treat, to the sample: what a filter delays is taken back.
    What rings on, does so into what follows; a `fade-out` ends it. Their parameters do not change while they last.

    """ + soundEffects.map { section(Self.facts(of: $0), $0.principal, in: "audio: {effects: ") }.joined()
  }

  /// Sheet, name and effects of each pair of pictures, as `Scripts/gallery.sh` keeps them.
  static var shown: [String] {
    EffectFamily.allCases.flatMap { family in
      pictureEffects.filter { $0.family == family }.compactMap { effect in
        facts(of: effect).examples.first.map { "effects-\(family.rawValue)\t\(effect.name)\t[\($0)]\n" }
      }
    }
  }

  private func chapter(_ family: EffectFamily) -> String {
    let effects = pictureEffects.filter { $0.family == family }
    guard !effects.isEmpty else { return "" }
    let title = Self.titles[family] ?? family.rawValue
    return """

      ## \(title)

      ![Before and after, in pairs](pictures/effects-\(family.rawValue).jpg)

      \(legend(effects))
      """ + effects.map(section).joined()
  }

  /// The names below a sheet of two pairs a row.
  private func legend(_ effects: [any PictureEffect.Type]) -> String {
    let names = effects.map { "`\($0.name)`" }
    guard names.count > 1 else { return "The pair shows \(names[0]).\n" }
    let rows = stride(from: 0, to: names.count, by: 2).map { start in
      "| \(names[start]) | \(start + 1 < names.count ? names[start + 1] : "") |\n"
    }
    return "| left pair | right pair |\n| --- | --- |\n" + rows.joined()
  }

  private func section(_ effect: any PictureEffect.Type) -> String {
    section(Self.facts(of: effect), effect.principal, in: "effects: ")
  }

  private func section(_ facts: DeclarationFacts, _ principal: String?, in key: String) -> String {
    var text = "\n### \(facts.name)\n\n\(facts.summary)\n\n"
    if let principal {
      text += "`\(facts.name): VALUE` is short for `\(facts.name): {\(principal): VALUE}`.\n\n"
    }
    text += facts.parameters.isEmpty ? "It has no parameters of its own.\n\n" : table(of: facts.parameters) + "\n"
    return text + "```yaml\n"
      + facts.examples.map { "- {clip: talk.mp4, \(key)[\($0)]\(key.hasPrefix("audio") ? "}" : "")}\n" }.joined() + "```\n"
  }

  private static func facts<Effect: EffectEntry>(of effect: Effect.Type) -> DeclarationFacts {
    Effect.declaration.facts
  }

  private func table(of parameters: [ParameterFacts]) -> String {
    "| parameter | what it says | takes | unless written | may change |\n| --- | --- | --- | --- | --- |\n"
      + parameters.map { parameter in
        let shape = parameter.shape()
        let missing = parameter.isRequired ? "required" : parameter.defaultText.map { "`\($0)`" } ?? ""
        return "| `\(parameter.key)` | \(parameter.help) | \(taken(shape)) | \(missing) "
          + "| \(shape.isAnimated ? "yes" : "") |\n"
      }.joined()
  }

  /// What a value looks like while nothing moves.
  private func taken(_ shape: ValueShape) -> String {
    switch shape {
    case .oneOf(let shapes): shapes.filter { !$0.isMotion }.map(taken).joined(separator: ", or ")
    case .choice(let choices) where choices.count > 4: choices.map { "`\($0.word)`" }.joined(separator: ", ")
    case .choice(let choices):
      choices.map { $0.help.isEmpty ? "`\($0.word)`" : "`\($0.word)`: \($0.help)" }.joined(separator: "<br>")
    case .list(let inner, _): "a list of \(taken(inner))"
    case .construct(let facts): "a mapping of " + facts.parameters.map { "`\($0.key)`" }.joined(separator: ", ")
    default: shape.expectation
    }
  }
}

extension ValueShape {
  /// A mapping that says how a value changes.
  fileprivate var isMotion: Bool {
    if case .construct(let facts) = self { facts.name == "an animated value" } else { false }
  }

  fileprivate var isAnimated: Bool {
    if case .oneOf(let shapes) = self { shapes.contains { $0.isMotion || $0.isAnimated } } else { false }
  }
}
