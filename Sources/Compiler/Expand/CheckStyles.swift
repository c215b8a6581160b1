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

  private mutating func reportUnknownStyle(_ name: String, _ module: Module, at span: Span) {
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
