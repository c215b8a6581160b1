import Diagnostics
import Timeline

extension Expander {
  /// Reads what stands under `sequences` of a document.
  mutating func readSequences(of module: Module) {
    guard let written = module["sequences"]?.value, written.scalar?.isNull != true else { return }
    guard let entries = written.map else {
      return error(
        "wrong-kind", "'sequences' takes a mapping of names, not \(written.kindName)", at: written.span)
    }
    for entry in entries where !entry.key.hasPrefix("x-") {
      guard let definition = definition(entry.key, entry.keySpan, entry.value, module) else { continue }
      module.sequences[entry.key] = definition
      module.sequenceNames.append(entry.key)
    }
  }

  private mutating func definition(
    _ name: String, _ nameSpan: Span, _ node: SyntaxNode, _ module: Module
  ) -> SequenceDefinition? {
    if node.list != nil {
      let items = SyntaxEntry(key: "items", keySpan: nameSpan, value: node)
      return SequenceDefinition(
        name: name, nameSpan: nameSpan, module: module.index, parameters: [], body: [items])
    }
    guard let entries = node.map, entries.contains(where: { $0.key == "tracks" || $0.key == "items" }) else {
      error(
        "wrong-kind", "the sequence '\(name)' has neither 'tracks' nor 'items'", at: nameSpan,
        caption: "add 'items: [{clip: FILE}]'")
      return nil
    }
    return SequenceDefinition(
      name: name, nameSpan: nameSpan, module: module.index,
      parameters: declarations(entries.first { $0.key == "vars" }?.value),
      body: entries.filter { $0.key != "vars" })
  }

  /// The key `sequence` of an item with its tracks in place of its name; nil where there are none, which is
  /// reported.
  mutating func sequence(
    _ entry: SyntaxEntry, _ arguments: SyntaxEntry?, _ context: ExpandContext
  ) -> SyntaxEntry? {
    if entry.value.scalar == nil { return written(entry, arguments, context) }
    guard let (node, replacement) = replaced(entry.value, context), !replacement.isUnknown,
      let name = node.scalar?.text,
      let definition = find(name, modules[replacement.origin], at: entry.value.span)
    else { return nil }
    guard let bindings = bind(arguments, to: definition, at: entry.value.span, context) else { return nil }
    if context.isChecking { return nil }
    definition.isUsed = true
    guard mayEnter(definition, at: entry.value.span, context) else { return nil }
    let module = modules[definition.module]
    var inner = ExpandContext(module: module, scope: Scope(bindings, inside: module.variables))
    inner.sequences = context.sequences + [definition]
    let label = SyntaxEntry(
      key: "x-name", keySpan: entry.value.span,
      value: SyntaxNode(span: entry.value.span, content: .scalar(Scalar(text: name, style: .plain))))
    let made = requested("the sequence '\(name)' is used here", at: entry.value.span, from: definition.nameSpan.source) {
      SyntaxNode(span: entry.value.span, content: .map([label] + $0.body(definition.body, inner)))
    }
    return made.map { entry.with($0) }
  }

  /// A sequence written in place; its variables are those around it, and its own.
  private mutating func written(
    _ entry: SyntaxEntry, _ arguments: SyntaxEntry?, _ context: ExpandContext
  ) -> SyntaxEntry? {
    guard entry.value.list != nil || entry.value["tracks"] != nil || entry.value["items"] != nil else {
      return entry.with(expand(entry.value, context))
    }
    guard let definition = definition("sequence", entry.keySpan, entry.value, context.module),
      let bindings = bind(arguments, to: definition, at: entry.keySpan, context)
    else { return nil }
    let inner = bindings.isEmpty ? context : context.inside(bindings)
    return entry.with(SyntaxNode(span: entry.value.span, content: .map(body(definition.body, inner))))
  }

  mutating func body(_ entries: [SyntaxEntry], _ context: ExpandContext) -> [SyntaxEntry] {
    entries.map { entry in
      switch entry.key {
      case "tracks": entry.with(tracks(entry.value, context))
      case "items": entry.with(items(entry.value, context))
      default: expand(entry, context)
      }
    }
  }

  /// The sequence that a name means in a document; nil where it means none, which is reported.
  mutating func find(_ name: String, _ module: Module, at span: Span) -> SequenceDefinition? {
    if let own = module.sequences[name] { return own }
    if let member = module.member(name) {
      let imported = modules[member.module]
      if let found = imported.sequences[member.name] { return found }
      reportMember("unknown-sequence", "sequence", member, imported.sequenceNames, at: span)
      return nil
    }
    // A sequence that was refused is not missing.
    if module["sequences"]?.value[name] != nil || module.isLost(name) { return nil }
    let names =
      module.sequenceNames
      + module.importNames.flatMap { stem in
        modules[module.imports[stem]!].sequenceNames.map { "\(stem).\($0)" }
      }
    error(
      "unknown-sequence", "there is no sequence '\(name)'", at: span,
      notes: names.isEmpty ? [] : ["sequences: " + names.joined(separator: ", ")],
      meant: closest(to: name, among: names))
    return nil
  }

  private mutating func mayEnter(_ definition: SequenceDefinition, at span: Span, _ context: ExpandContext)
    -> Bool
  {
    if let start = context.sequences.firstIndex(where: { $0 === definition }) {
      if !definition.isLooping { reportLoop(context.sequences[start...].map(\.name), at: span) }
      return false
    }
    if context.sequences.count >= sequenceDepth {
      reportTooDeep(at: span)
      return false
    }
    return true
  }
}
