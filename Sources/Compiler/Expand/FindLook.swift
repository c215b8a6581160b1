import Catalogue
import Diagnostics
import Timeline

extension Expander {
  /// What the look that an entry `look` names brings there; nil where it names none, which is reported.
  mutating func look(_ entry: SyntaxEntry, _ context: ExpandContext) -> ExpandedLook? {
    guard let scalar = entry.value.scalar, !scalar.isNull else {
      error(
        "wrong-kind", "'look' takes the name of a look, not \(entry.value.kindName)", at: entry.value.span,
        caption: "expected a name such as 'vlog-warm'")
      return nil
    }
    guard let (node, replacement) = replaced(entry.value, context), !replacement.isUnknown,
      let name = node.scalar?.text,
      let look = findLook(name, modules[replacement.origin], at: entry.value.span)
    else { return nil }
    let size = look.effects.reduce(look.transition?.nodeCount ?? 0) { $0 + $1.nodeCount }
    countNode(textBytes: 8 * size, at: entry.value.span)
    return look.brought(by: entry)
  }

  /// The look that a name means in a document: its own, an import's, or one of the catalogue.
  private mutating func findLook(_ name: String, _ module: Module, at span: Span) -> ExpandedLook? {
    if let own = module.looks[name] { return readLook(own, of: module) }
    if let look = Look.named(name) { return builtIn(look, at: span) }
    if let member = module.member(name) {
      let imported = modules[member.module]
      if let found = imported.looks[member.name] { return readLook(found, of: imported) }
      reportMember("unknown-look", "look", member, Array(imported.looks.keys), at: span)
      return nil
    }
    if module.isLost(name) { return nil }
    let names = module.looks.keys.sorted() + Look.all.map(\.name)
    error(
      "unknown-look", "there is no look '\(name)'", at: span,
      notes: ["looks: " + names.joined(separator: ", ")], meant: closest(to: name, among: names))
    return nil
  }

  /// A look of the catalogue, all of it standing where its name is written.
  private mutating func builtIn(_ look: Look, at span: Span) -> ExpandedLook? {
    if let known = builtInLooks[look.name] { return ExpandedLook(known.standing(at: span)) }
    let text = SourceText(path: look.name, bytes: Array(look.text.utf8))
    let reading = readSyntax(text, sourceNumber: 0, isJSON: false, limits: SyntaxLimits())
    builtInLooks[look.name] = reading.root
    return reading.root.map { ExpandedLook($0.standing(at: span)) }
  }

  /// Checks every look of the document, used or not.
  mutating func checkLooks() {
    guard let written = modules[0]["looks"]?.value, written.scalar?.isNull != true else { return }
    guard let entries = written.map else {
      return error(
        "wrong-kind", "'looks' takes a mapping of names, not \(written.kindName)", at: written.span,
        caption: "expected {name: [effects]}")
    }
    for entry in entries where !entry.key.hasPrefix("x-") { _ = readLook(entry, of: modules[0]) }
  }

  /// A look under `looks`; nil where it is none, which is reported once.
  private mutating func readLook(_ entry: SyntaxEntry, of module: Module) -> ExpandedLook? {
    if let known = module.readLooks[entry.key] { return known }
    let node = expand(entry.value, ExpandContext(module: module, scope: module.variables))
    // A variable that was refused leaves no value to check.
    let isWhole = !(bag.hasErrors && entry.value.usesVariables)
    var look: ExpandedLook?
    if isWhole {
      var reading = Reading(registry: catalogue)
      let clause = reading.within(entry.key) { LookClause.read(node, &$0) }
      take(reading.bag)
      if clause != nil { look = ExpandedLook(node) }
    }
    module.readLooks.updateValue(look, forKey: entry.key)
    return look
  }
}
