import Diagnostics
import Timeline

/// How deep sequences may stand inside each other.
let sequenceDepth = 64

extension Expander {
  /// Reports every sequence that contains itself, used or not, at the use that closes the loop.
  mutating func checkSequenceLoops() {
    var finished: Set<ObjectIdentifier> = []
    for module in modules {
      for name in module.sequenceNames {
        guard let definition = module.sequences[name] else { continue }
        var path: [SequenceDefinition] = []
        findLoops(definition, &path, &finished)
      }
    }
  }

  private mutating func findLoops(
    _ definition: SequenceDefinition, _ path: inout [SequenceDefinition],
    _ finished: inout Set<ObjectIdentifier>
  ) {
    guard !isTooDeep, !finished.contains(ObjectIdentifier(definition)) else { return }
    path.append(definition)
    defer {
      path.removeLast()
      finished.insert(ObjectIdentifier(definition))
    }
    let module = modules[definition.module]
    for use in uses(in: definition.body) {
      guard let text = use.scalar?.text, let next = known(text, module) else { continue }
      if let start = path.firstIndex(where: { $0 === next }) {
        for member in path[start...] { member.isLooping = true }
        reportLoop(path[start...].map(\.name), at: use.span)
      } else if path.count >= sequenceDepth {
        reportTooDeep(at: use.span)
      } else {
        findLoops(next, &path, &finished)
      }
    }
  }

  private func known(_ name: String, _ module: Module) -> SequenceDefinition? {
    if let own = module.sequences[name] { return own }
    return module.member(name).flatMap { modules[$0.module].sequences[$0.name] }
  }

  /// The names behind `sequence:`, wherever they stand.
  private func uses(in entries: [SyntaxEntry]) -> [SyntaxNode] {
    var found: [SyntaxNode] = []
    var waiting = entries.reversed().filter { !$0.key.hasPrefix("x-") }
    while let entry = waiting.popLast() {
      if entry.key == "sequence", entry.value.scalar != nil { found.append(entry.value) }
      for child in Self.entries(inside: entry.value).reversed() where !child.key.hasPrefix("x-") {
        waiting.append(child)
      }
    }
    return found
  }

  private static func entries(inside node: SyntaxNode) -> [SyntaxEntry] {
    switch node.content {
    case .scalar: []
    case .map(let entries): entries
    case .list(let nodes): nodes.flatMap { entries(inside: $0) }
    }
  }

  mutating func reportLoop(_ names: [String], at span: Span) {
    let loop = (names + [names[0]]).joined(separator: " > ")
    error(
      "sequence-cycle",
      names.count == 1
        ? "the sequence '\(names[0])' contains itself" : "these sequences contain each other: \(loop)",
      at: span, caption: "this closes the loop")
  }

  mutating func reportTooDeep(at span: Span) {
    guard !isTooDeep else { return }
    isTooDeep = true
    error(
      "nesting-too-deep", "sequences stand inside each other more than \(sequenceDepth) deep here", at: span)
  }

  /// Checks the names in sequences that nothing used.
  mutating func checkUnusedSequences() {
    for module in modules {
      for name in module.sequenceNames {
        guard let definition = module.sequences[name], !definition.isUsed, !definition.isLooping else {
          continue
        }
        var bindings: [String: Binding] = [:]
        for parameter in definition.parameters {
          bindings[parameter.name] = standard(parameter, module: module.index)
          if case .missing? = bindings[parameter.name]?.content {
            bindings[parameter.name]?.content = .unknown
          }
        }
        var context = ExpandContext(module: module, scope: Scope(bindings, inside: module.variables))
        context.isChecking = true
        _ = body(definition.body, context)
      }
    }
  }
}
