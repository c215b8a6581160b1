/// Everything that a document may say, under names that are unique: the source of the schema and of
/// `reelc describe`.
package struct Manual: Sendable {
  /// One construct, generator or form of value.
  package struct Entry: Sendable {
    package enum Content: Sendable {
      case construct(DeclarationFacts)
      case generator(DeclarationFacts, principal: String?, makesSound: Bool)
      case effect(DeclarationFacts, principal: String?)
      /// - Parameter word: what a document writes.
      case soundEffect(DeclarationFacts, principal: String?, word: String)
      case form(help: String, pattern: String?, examples: [String])
    }

    /// Unique: `clip`, `output-audio`, `a time` is `time`.
    package var name: String
    package var summary: String
    package var content: Content
  }

  package private(set) var constructs: [Entry] = []
  package private(set) var generators: [Entry] = []
  package private(set) var effects: [Entry] = []
  package private(set) var soundEffects: [Entry] = []
  package private(set) var forms: [Entry] = []

  package var entries: [Entry] { constructs + generators + effects + soundEffects + forms }

  package init(_ registry: Registry) {
    var walk = DeclarationWalk()
    walk.visit(TimelineDocument.declaration.facts, owner: nil, key: "")
    for type in registry.generators { walk.visit(parametersOf: facts(of: type), owner: type.name) }
    for type in registry.effects { walk.visit(parametersOf: effectFacts(of: type), owner: type.name) }
    for type in registry.soundEffects { walk.visit(parametersOf: effectFacts(of: type), owner: type.name) }
    let names = uniqueNames(walk.found)
    constructs = zip(walk.found, names).map {
      Entry(name: $1, summary: $0.facts.summary, content: .construct($0.facts))
    }
    generators = registry.generators.map { type in
      let facts = facts(of: type)
      return Entry(
        name: type.name, summary: facts.summary,
        content: .generator(facts, principal: type.principal, makesSound: type.makesSound))
    }
    effects = registry.effects.map { type in
      let facts = effectFacts(of: type)
      return Entry(name: type.name, summary: facts.summary, content: .effect(facts, principal: type.principal))
    }
    let taken = Set(registry.effects.map { $0.name } + registry.generators.map { $0.name } + names)
    soundEffects = registry.soundEffects.map { type in
      let facts = effectFacts(of: type)
      return Entry(
        name: (taken.contains(type.name) ? "sound-" : "") + type.name, summary: facts.summary,
        content: .soundEffect(facts, principal: type.principal, word: type.name))
    }
    forms = walk.forms.map { name, help, pattern, examples in
      let isTaken = names.contains(plainName(name))
      return Entry(
        name: plainName(name) + (isTaken ? "-text" : ""), summary: help,
        content: .form(help: help, pattern: pattern, examples: examples))
    }
  }

  /// The name of a form's entry; nil where the manual has none.
  func name(ofForm name: String, help: String) -> String? {
    forms.first { $0.summary == help && [plainName(name), plainName(name) + "-text"].contains($0.name) }?.name
  }

  /// The name of a declared construct's entry.
  package func name(of facts: DeclarationFacts) -> String? {
    constructs.first { entry in
      if case .construct(let known) = entry.content { known.identity == facts.identity } else { false }
    }?.name
  }
}

private func facts(of type: any CatalogueEntry.Type) -> DeclarationFacts {
  func open<Entry: CatalogueEntry>(_ type: Entry.Type) -> DeclarationFacts { type.declaration.facts }
  return open(type)
}

/// An effect's own parameters, and those that every effect takes.
private func effectFacts(of type: any EffectEntry.Type) -> DeclarationFacts {
  var own = facts(of: type)
  let keys = Set(own.parameters.map(\.key))
  own.parameters += EffectScope.declaration.facts.parameters.filter { !keys.contains($0.key) }
  return own
}

extension DeclarationFacts {
  /// The ways to animate a value are the same for every value; they get no entries of their own.
  package var isWrittenInPlace: Bool { ["an animated value", "a keyframe"].contains(name) }

  /// Tells declarations of one name apart; the same with and without expansion keys.
  var identity: String {
    let keys = parameters.filter { !ParameterFacts.expansionKeys.contains($0.key) }
      .map { "\($0.key): \($0.shape().expectation)" }
    return ([name, summary] + keys).joined(separator: "\n")
  }
}

/// `a clip` is called `clip`, `the document` `document`.
func plainName(_ name: String) -> String {
  for article in ["a ", "an ", "the "] where name.hasPrefix(article) {
    return name.dropFirst(article.count).split(separator: " ").joined(separator: "-")
  }
  return name.split(separator: " ").joined(separator: "-")
}

/// Plain names; those that several constructs share are told apart by what holds them: `output-audio`.
private func uniqueNames(_ found: [DeclarationWalk.Found]) -> [String] {
  let items = Dictionary(ItemForm.all.map { ($0.facts.identity, $0.name) }) { first, _ in first }
  let plain = found.map { plainName($0.facts.name) }
  var taken: Set<String> = []
  return found.indices.map { index in
    if let name = items[found[index].facts.identity] { return name }
    let isShared =
      found.indices.count { plain[$0] == plain[index] && items[found[$0].facts.identity] == nil } > 1
    let owner = isShared ? (found[index].owner.map { plainName($0) + "-" } ?? "") : ""
    let choices = [owner + plain[index], owner + found[index].key, owner + found[index].key + "-\(index)"]
    let name = choices.first { !taken.contains($0) } ?? plain[index]
    taken.insert(name)
    return name
  }
}

/// One kind of item as it may stand on tracks.
struct ItemForm {
  var name: String
  var facts: DeclarationFacts
  var kind: ItemClause.Kind

  /// Those of picture tracks, then those that audio tracks have instead.
  static let all: [ItemForm] = {
    let pictures = ItemClause.Kind.allCases.map { form($0, on: .video) }
    let known = Set(pictures.map(\.facts.identity))
    return pictures
      + ItemClause.Kind.allCases.map { form($0, on: .audio) }.filter { !known.contains($0.facts.identity) }
  }()

  /// What a kind of item is on a kind of track.
  static func form(_ kind: ItemClause.Kind, on track: TrackKind) -> ItemForm {
    let facts = ItemClause.declaration(of: kind, on: track).facts
    // What stands between items has a construct of the same name, which says how.
    let name = kind == .transition ? "transition-item" : plainName(facts.name)
    let isSound =
      track == .audio && facts.identity != ItemClause.declaration(of: kind, on: .video).facts.identity
    return ItemForm(
      name: isSound && !name.hasPrefix("sound-") ? "sound-" + name : name, facts: facts, kind: kind)
  }
}

/// Goes through the language from the document down and collects every construct once.
private struct DeclarationWalk {
  struct Found {
    var facts: DeclarationFacts
    var owner: String?
    /// The key that holds it.
    var key: String
  }

  private(set) var found: [Found] = []
  private(set) var forms: [(String, String, String?, [String])] = []
  private var seen: Set<String> = []

  mutating func visit(_ facts: DeclarationFacts, owner: String?, key: String) {
    guard !facts.isWrittenInPlace else { return visit(parametersOf: facts, owner: owner ?? facts.name) }
    guard seen.insert(facts.identity).inserted else { return }
    found.append(Found(facts: facts.withExpansionKeys, owner: owner, key: key))
    visit(parametersOf: facts.withExpansionKeys, owner: facts.name)
  }

  mutating func visit(parametersOf facts: DeclarationFacts, owner: String) {
    for parameter in facts.parameters { visit(parameter.shape(), owner: owner, key: parameter.key) }
  }

  private mutating func visit(_ shape: ValueShape, owner: String, key: String) {
    switch shape {
    case .construct(let facts): visit(facts, owner: owner, key: key)
    case .list(let inner, _), .named(let inner): visit(inner, owner: owner, key: key)
    case .oneOf(let shapes): for inner in shapes { visit(inner, owner: owner, key: key) }
    case .form(let name, let help, let pattern, let examples):
      // What stands for other declarations has entries of its own.
      guard !examples.isEmpty, StandIn(rawValue: name) == nil, seen.insert("form " + name).inserted else {
        return
      }
      forms.append((name, help, pattern, examples))
    case .text, .boolean, .integer, .number, .choice: break
    }
  }
}
