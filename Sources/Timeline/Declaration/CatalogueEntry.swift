import Diagnostics

/// Something of the catalogue that a document uses as `name`, `name: value` or `name: {parameters}`.
package protocol CatalogueEntry: Construct {
  static var name: String { get }
  /// The key whose value may stand directly behind the name: `generate: {color: white}`.
  static var principal: String? { get }
}

/// A generator: makes pictures or sound from nothing.
package protocol GeneratorEntry: CatalogueEntry {
  /// Makes sound instead of pictures.
  static var makesSound: Bool { get }
}

/// An effect: changes pictures or sound.
package protocol EffectEntry: CatalogueEntry {
  static var family: EffectFamily { get }
}

/// What an effect is for; the chapters of the manual.
package enum EffectFamily: String, CaseIterable, Sendable {
  case color, focus, geometry, keying, look, time, resolution, sound, escape
}

/// Reads entries of one kind.
struct EntryReader {
  let types: [any CatalogueEntry.Type]
  /// In messages: "generator".
  let what: String
  /// Keys that every entry takes besides its own; they are handed to the caller.
  var sharedKeys: [String] = []

  struct Result {
    var entry: any CatalogueEntry
    var nameSpan: Span
    var shared: [SyntaxEntry]
  }

  func read(_ node: SyntaxNode, _ reading: inout Reading) -> Result? {
    let names = types.map { $0.name }
    if node.scalar != nil {
      guard let name = reading.choose(node, among: names, called: what) else { return nil }
      return use(name, node.span, parameters: nil, &reading)
    }
    guard let entries = node.map?.filter({ !$0.key.hasPrefix("x-") }), let first = entries.first else {
      reading.wrongKind(node, expected: "a name, or a mapping such as {\(names.first ?? "name"): …}")
      return nil
    }
    for extra in entries.dropFirst() {
      guard !sharedKeys.contains(extra.key) || first.value.map != nil && first.value.map!.contains(where: { $0.key == extra.key }) else {
        reportOutside(extra, first, &reading)
        continue
      }
      reading.bag.error(
        "two-entries", "'\(first.key)' and '\(extra.key)' are two; each \(what) is an entry of its own", at: extra.keySpan,
        labels: [.init(first.keySpan, "the first one")])
    }
    guard names.contains(first.key) else {
      reading.unknownName(first.key, at: first.keySpan, among: names, called: what)
      return nil
    }
    return use(first.key, first.keySpan, parameters: first.value, &reading)
  }

  /// A key that every entry takes stands beside its name instead of inside its braces.
  private func reportOutside(_ extra: SyntaxEntry, _ first: SyntaxEntry, _ reading: inout Reading) {
    let principal = types.first { $0.name == first.key }?.principal
    let inside = first.value.scalar.flatMap { scalar in scalar.isNull ? nil : principal.map { "\($0): \(scalar.text), " } }
    reading.bag.error(
      "key-outside", "'\(extra.key)' belongs to '\(first.key)' and stands beside it", at: extra.keySpan,
      caption: "put it inside the braces: {\(first.key): {\(inside ?? "")\(extra.key): …}}", labels: [.init(first.keySpan, "this one's")])
  }

  private func use(_ name: String, _ span: Span, parameters: SyntaxNode?, _ reading: inout Reading) -> Result? {
    guard let type = types.first(where: { $0.name == name }) else { return nil }
    return reading.within(name) { reading in
      var shared: [SyntaxEntry] = []
      return fill(type, span, parameters, &shared, &reading).map { Result(entry: $0, nameSpan: span, shared: shared) }
    }
  }

  private func fill<Entry: CatalogueEntry>(
    _ type: Entry.Type, _ span: Span, _ parameters: SyntaxNode?, _ shared: inout [SyntaxEntry], _ reading: inout Reading
  ) -> Entry? {
    var own: [SyntaxEntry] = []
    if let parameters, parameters.scalar?.isNull != true {
      let entries = parameters.map
      shared = entries?.filter { sharedKeys.contains($0.key) } ?? []
      let rest = entries?.filter { !sharedKeys.contains($0.key) }
      if let rest, !isValue(rest, of: type) {
        own = rest
      } else if let principal = Entry.principal {
        let value = rest.map { SyntaxNode(span: parameters.span, content: .map($0)) } ?? parameters
        own = [SyntaxEntry(key: principal, keySpan: span, value: value)]
      } else {
        reading.wrongKind(parameters, expected: "a mapping of its parameters")
        return nil
      }
    }
    var entry = Entry()
    let errors = reading.bag.errorCount
    Entry.declaration.read(own, into: &entry, span: span, shared: sharedKeys, &reading)
    return reading.bag.errorCount == errors ? entry : nil
  }

  /// `blur: {from: 0, to: 10}` animates the principal parameter; its keys are not parameters.
  private func isValue<Entry: CatalogueEntry>(_ entries: [SyntaxEntry], of type: Entry.Type) -> Bool {
    let keys = Set(entries.map(\.key)), own = Set(Entry.declaration.parameters.map(\.key))
    return Entry.principal != nil && keys.isDisjoint(with: own) && !keys.isDisjoint(with: ["from", "to", "keyframes"])
  }
}

/// A generator as a document uses it.
package struct GeneratorUse: ParameterValue {
  package var generator: any GeneratorEntry
  package var nameSpan: Span

  package static let shape = ValueShape.form(
    name: "a generator", help: "Pictures or sound made from nothing.", pattern: nil, examples: ["{color: white}"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> GeneratorUse? {
    let reader = EntryReader(types: reading.registry.generators, what: "generator")
    guard let result = reader.read(node, &reading), let generator = result.entry as? any GeneratorEntry else { return nil }
    return GeneratorUse(generator: generator, nameSpan: result.nameSpan)
  }
}

/// An effect as a document uses it, and where and how much it holds.
package struct EffectUse: ParameterValue {
  package var effect: any EffectEntry
  package var nameSpan: Span
  package var scope: EffectScope

  package static let shape = ValueShape.form(
    name: "an effect", help: "name, name: value, or name: {parameters}.", pattern: nil, examples: ["blur: 12"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> EffectUse? {
    let others = reading.registry.soundEffects, own = reading.registry.effects
    if reading.isOfOthers(node, own: own, others: others) {
      reading.wrongMedium(node, "changes sound, and these effects are of the picture", caption: "put it into 'audio: {effects: […]}'")
      return nil
    }
    return read(node, among: own, &reading)
  }

  package func retimed(_ change: TimeChange) -> EffectUse {
    var use = self
    use.effect = effect.retimed(change)
    use.scope = scope.retimed(change)
    use.scope.at = scope.at.map(change)
    use.scope.until = scope.until.map(change)
    return use
  }

  fileprivate static func read(
    _ node: SyntaxNode, among types: [any EffectEntry.Type], _ reading: inout Reading
  ) -> EffectUse? {
    let shared = EffectScope.declaration.parameters.map(\.key)
    let reader = EntryReader(types: types, what: "effect", sharedKeys: shared)
    guard let result = reader.read(node, &reading), let effect = result.entry as? any EffectEntry else { return nil }
    var scope = EffectScope()
    let errors = reading.bag.errorCount
    reading.within(type(of: effect).name) {
      EffectScope.declaration.read(result.shared, into: &scope, span: result.nameSpan, &$0)
    }
    return reading.bag.errorCount == errors ? EffectUse(effect: effect, nameSpan: result.nameSpan, scope: scope) : nil
  }
}

/// An effect on sound as a document uses it.
package struct SoundEffectUse: ParameterValue {
  package var use: EffectUse

  package static let shape = ValueShape.form(
    name: "a sound effect", help: "name, name: value, or name: {parameters}.", pattern: nil, examples: ["high-pass: 80Hz"])

  package func retimed(_ change: TimeChange) -> SoundEffectUse { SoundEffectUse(use: use.retimed(change)) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> SoundEffectUse? {
    let own = reading.registry.soundEffects
    if reading.isOfOthers(node, own: own, others: reading.registry.effects) {
      reading.wrongMedium(
        node, "changes pictures, and these effects are of the sound", caption: "put it on an item or track with a picture")
      return nil
    }
    guard let use = EffectUse.read(node, among: own, &reading) else { return nil }
    if let amount = use.scope.amount, amount.value.constant == nil {
      reading.bag.error(
        "constant-only", "the 'amount' of a sound effect does not change while it lasts", at: amount.span,
        caption: "write one number, or split the item", notes: ["'at' and 'until' confine an effect to a time"])
      return nil
    }
    return SoundEffectUse(use: use)
  }
}

extension Reading {
  /// Whether an entry names an effect of the other medium, and none of its own.
  fileprivate func isOfOthers(_ node: SyntaxNode, own: [any EffectEntry.Type], others: [any EffectEntry.Type]) -> Bool {
    guard let name = node.scalar?.text ?? node.map?.first(where: { !$0.key.hasPrefix("x-") })?.key else { return false }
    return !own.contains { $0.name == name } && others.contains { $0.name == name }
  }

  fileprivate mutating func wrongMedium(_ node: SyntaxNode, _ why: String, caption: String) {
    let entry = node.map?.first { !$0.key.hasPrefix("x-") }
    bag.error("wrong-medium", "'\(entry?.key ?? node.scalar?.text ?? "")' \(why)", at: entry?.keySpan ?? node.span, caption: caption)
  }
}

/// Where, when and how much an effect holds; every effect takes these.
package struct EffectScope: Construct {
  package var amount: Setting<AnimatedValue<Opacity>>?
  package var at: Setting<TimeExpression>?
  package var until: Setting<TimeExpression>?
  package var region: Setting<Region>?

  package init() {}

  package static let declaration = Declaration<EffectScope>(
    "every effect", "Where, when and how much an effect holds.",
    [
      Parameter("amount", \.amount, "A mix of the source (0) and the result (1).", default: "1", example: "0.6"),
      Parameter("at", \.at, "When it starts, from the item's start.", default: "0s", example: "1s"),
      Parameter("until", \.until, "When it ends, from the item's start.", default: "100%", example: "50%"),
      Parameter("region", \.region, "Where it holds: one area of the picture, or several.", example: "{x: 50%, width: 50%}"),
    ])
}
