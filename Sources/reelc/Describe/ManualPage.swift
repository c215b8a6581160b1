import Timeline

/// The manual as text for a terminal.
struct ManualPage {
  private let manual: Manual

  init(_ manual: Manual) { self.manual = manual }

  /// Every construct, generator and form, a line each.
  var contents: String {
    section("A timeline is made of", manual.constructs) + "\n"
      + section("Behind 'generate:'", manual.generators) + "\n"
      + section("In 'effects:'", manual.effects) + "\n"
      + section("In 'effects:' of sound", manual.soundEffects) + "\n"
      + section("Values", manual.forms) + "\n'reelc describe NAME' says more.\n"
  }

  /// What may be asked for.
  var names: [String] { manual.entries.map(\.name) + manual.entries.flatMap(keys) }

  /// All that goes by a name: an entry, entries that share it (`audio`), or a key; nil where nothing does.
  func description(of name: String) -> String? {
    let wanted = plain(name)
    let exact = manual.entries.filter { $0.name == wanted }
    let entries = exact.isEmpty ? manual.entries.filter { $0.name.hasSuffix("-" + wanted) } : exact
    let pages = entries.map(page)
    guard pages.isEmpty else { return pages.joined(separator: "\n\n") }
    let holders = manual.entries.filter { keys($0).contains(wanted) }
    guard !holders.isEmpty else { return nil }
    return holders.map { "\($0.name):\n" + key(wanted, of: $0) }.joined(separator: "\n")
  }

  /// Names in the plural and in American spelling mean the same.
  private func plain(_ name: String) -> String {
    let known = Set(manual.entries.map(\.name)).union(manual.entries.flatMap(keys))
    if known.contains(name) { return name }
    if name.hasSuffix("s"), known.contains(String(name.dropLast())) { return String(name.dropLast()) }
    return name == "color" ? "colour" : name
  }

  private func section(_ title: String, _ entries: [Manual.Entry]) -> String {
    let width = (manual.entries.map(\.name.count).max() ?? 0) + 2
    return title + ":\n" + entries.map { "  \(padded($0.name, width))\($0.summary)\n" }.joined()
  }

  private func keys(_ entry: Manual.Entry) -> [String] { facts(entry)?.parameters.map(\.key) ?? [] }

  private func facts(_ entry: Manual.Entry) -> DeclarationFacts? {
    switch entry.content {
    case .construct(let facts), .generator(let facts, _, _), .effect(let facts, _), .soundEffect(let facts, _, _): facts
    case .form: nil
    }
  }

  private func page(_ entry: Manual.Entry) -> String {
    var text = "\(entry.name)\n\(wrapped(entry.summary, width: 88, indent: "  "))\n"
    switch entry.content {
    case .form(_, _, let examples):
      text += "\nExamples: \(examples.joined(separator: ", "))\n"
      return text
    case .generator(_, let principal?, _), .effect(_, let principal?):
      text += "  '\(entry.name): VALUE' is short for '\(entry.name): {\(principal): VALUE}'.\n"
    case .soundEffect(_, let principal?, let word):
      text += "  '\(word): VALUE' is short for '\(word): {\(principal): VALUE}'.\n"
    case .construct, .generator, .effect, .soundEffect: break
    }
    guard let facts = facts(entry) else { return text }
    if !facts.parameters.isEmpty {
      text += "\nKeys:\n" + facts.parameters.map { KeyPage(manual, $0).text }.joined()
    }
    return text + examples(facts.examples)
  }

  private func key(_ key: String, of entry: Manual.Entry) -> String {
    (facts(entry)?.parameters ?? []).filter { $0.key == key }.map { KeyPage(manual, $0).text }.joined()
  }

  private func examples(_ examples: [String]) -> String {
    guard !examples.isEmpty else { return "" }
    let lines = examples.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    return "\nExamples:\n" + lines.map { "  \($0)\n" }.joined()
  }
}
