import Diagnostics
import Timeline

extension Expander {
  /// Reports styles that extend what does not exist, or themselves.
  mutating func checkStyles() {
    for module in modules {
      var finished: Set<String> = []
      for entry in module["styles"]?.value.map ?? [] where !entry.key.hasPrefix("x-") {
        follow(entry.key, module, &finished)
      }
    }
  }

  private mutating func follow(_ first: String, _ module: Module, _ finished: inout Set<String>) {
    var path: [String] = []
    var next: String? = first
    while let name = next, !finished.contains(name) {
      path.append(name)
      next = nil
      guard let base = module.styles[name]?.value["extends"], let text = base.scalar?.text,
        !TextTemplate.isNeeded(text)
      else { break }
      if let start = path.firstIndex(of: text) {
        let loop = (path[start...] + [text]).joined(separator: " > ")
        error(
          "style-cycle",
          start == path.count - 1
            ? "the style '\(text)' extends itself" : "these styles extend each other: \(loop)",
          at: base.span, caption: "this closes the loop")
      } else if module.styles[text] != nil {
        next = text
      } else {
        reportUnknownStyle(text, module, at: base.span)
      }
    }
    finished.formUnion(path)
  }

  mutating func reportUnknownStyle(_ name: String, _ module: Module, at span: Span) {
    if let member = module.member(name) {
      let styles = modules[member.module].styles
      if styles[member.name] == nil {
        reportMember("unknown-style", "style", member, Array(styles.keys), at: span)
      }
      return
    }
    if module.isLost(name) { return }
    let names = module.styles.keys.sorted()
    error(
      "unknown-style", "there is no style '\(name)'", at: span,
      notes: ["styles: " + names.joined(separator: ", ")],
      meant: closest(to: name, among: names))
  }
}

/// Names of styles as the main document would write them.
extension Expander {
  /// The value of `style` or `extends`; an unknown name is reported.
  mutating func placedStyle(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    countNode(at: node.span)
    guard let (result, replacement) = replaced(node, context), var scalar = result.scalar else { return node }
    guard !replacement.isUnknown, !scalar.isNull, !scalar.text.isEmpty else { return result }
    let module = modules[replacement.origin]
    if module.styles[scalar.text] != nil {
      scalar.text = module.prefix + scalar.text
    } else if let member = module.member(scalar.text), modules[member.module].styles[member.name] != nil {
      scalar.text = modules[member.module].prefix + member.name
    } else {
      reportUnknownStyle(scalar.text, module, at: node.span)
      return result
    }
    return SyntaxNode(span: node.span, content: .scalar(scalar))
  }

  /// Adds the styles of imports, under the names that the main document has for them.
  mutating func bringStyles(into document: inout [SyntaxEntry]) {
    var brought: [SyntaxEntry] = []
    for module in modules.dropFirst() {
      let context = ExpandContext(module: module, scope: module.variables)
      for entry in module["styles"]?.value.map ?? [] where !entry.key.hasPrefix("x-") {
        brought.append(SyntaxEntry(key: module.prefix + entry.key, keySpan: entry.keySpan, value: expand(entry.value, context)))
      }
    }
    guard !brought.isEmpty else { return }
    if let index = document.firstIndex(where: { $0.key == "styles" }), let own = document[index].value.map {
      document[index].value.content = .map(own + brought)
    } else if let imports = modules[0]["imports"] {
      let index = document.firstIndex { $0.key == "tracks" } ?? document.endIndex
      let styles = SyntaxNode(span: imports.value.span, content: .map(brought))
      document.insert(SyntaxEntry(key: "styles", keySpan: imports.keySpan, value: styles), at: index)
    }
  }
}
