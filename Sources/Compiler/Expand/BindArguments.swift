import Diagnostics
import Timeline

extension Expander {
  /// What the variables of a sequence hold for one use of it; nil after an error.
  mutating func bind(
    _ arguments: SyntaxEntry?, to definition: SequenceDefinition, at span: Span, _ context: ExpandContext
  ) -> [String: Binding]? {
    guard let given = given(arguments, to: definition, context) else { return nil }
    var bindings: [String: Binding] = [:]
    var isGood = true
    for parameter in definition.parameters {
      guard let argument = given[parameter.name] else {
        bindings[parameter.name] = standard(parameter, module: definition.module)
        guard case .missing? = bindings[parameter.name]?.content else { continue }
        error(
          "missing-argument", "'\(definition.name)' needs '\(parameter.name)'", at: span,
          caption: "add 'with: {\(parameter.name): …}'",
          labels: [.init(parameter.nameSpan, "it has no default")])
        isGood = false
        continue
      }
      guard let binding = value(argument, of: parameter, context) else {
        isGood = false
        continue
      }
      bindings[parameter.name] = binding
    }
    return isGood ? bindings : nil
  }

  /// The arguments by name; those that the sequence does not have are reported. Nil where there is no mapping.
  private mutating func given(
    _ arguments: SyntaxEntry?, to definition: SequenceDefinition, _ context: ExpandContext
  ) -> [String: SyntaxNode]? {
    guard let arguments, arguments.value.scalar?.isNull != true else { return [:] }
    guard let entries = arguments.value.map else {
      error(
        "wrong-kind", "'with' takes a mapping of arguments, not \(arguments.value.kindName)",
        at: arguments.value.span)
      return nil
    }
    let names = definition.parameters.map(\.name)
    var given: [String: SyntaxNode] = [:]
    for entry in entries where !entry.key.hasPrefix("x-") {
      given[entry.key] = entry.value
      guard !names.contains(entry.key) else { continue }
      error(
        "unknown-argument", "'\(definition.name)' has no argument '\(entry.key)'", at: entry.keySpan,
        caption: names.isEmpty ? "it takes none" : "",
        notes: names.isEmpty ? [] : ["'\(definition.name)' takes: " + names.joined(separator: ", ")],
        meant: closest(to: entry.key, among: names))
    }
    return given
  }

  private mutating func value(
    _ node: SyntaxNode, of parameter: VariableDeclaration, _ context: ExpandContext
  ) -> Binding? {
    if parameter.isBroken { return Binding(.unknown, of: parameter) }
    guard node.scalar != nil else { return check(node, parameter) ? Binding(.unknown, of: parameter) : nil }
    guard let (result, replacement) = replaced(node, context), let scalar = result.scalar else { return nil }
    if replacement.isUnknown { return Binding(.unknown, of: parameter) }
    guard check(result, parameter) else { return nil }
    return Binding(.text(scalar), of: parameter, origin: replacement.origin)
  }
}
