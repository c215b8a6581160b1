import Catalogue
import Diagnostics
import Timeline

/// A variable of a document, or an argument of a sequence.
struct VariableDeclaration {
  var name: String
  var nameSpan: Span
  var clause: VariableClause
  /// What it holds unless something else is said; nil where that is nothing, or has been refused.
  var standard: Scalar?
  /// Refused, which has been reported; its uses are not.
  var isBroken = false
}

extension Expander {
  /// Reads the declarations under `vars`.
  mutating func declarations(_ vars: SyntaxNode?) -> [VariableDeclaration] {
    guard let vars, vars.scalar?.isNull != true else { return [] }
    guard let entries = vars.map else {
      error(
        "wrong-kind", "'vars' takes a mapping of names, not \(vars.kindName)", at: vars.span,
        caption: "expected {name: {type: string, default: …}}")
      return []
    }
    return entries.filter { !$0.key.hasPrefix("x-") }.map { declaration($0) }
  }

  private mutating func declaration(_ entry: SyntaxEntry) -> VariableDeclaration {
    var result = VariableDeclaration(name: entry.key, nameSpan: entry.keySpan, clause: VariableClause())
    guard entry.key.utf8.allSatisfy(TextTemplate.isNameByte), !entry.key.isEmpty else {
      error(
        "bad-name", "'\(entry.key)' cannot be a variable: letters, digits and '_'", at: entry.keySpan)
      result.isBroken = true
      return result
    }
    var reading = Reading(registry: catalogue)
    let clause = reading.within(entry.key) { reading -> VariableClause? in
      guard let clause = VariableClause.read(entry.value, &reading), !reading.bag.hasErrors else {
        return nil
      }
      return clause.checkItself(entry.key, span: entry.keySpan, &reading) ? clause : nil
    }
    take(reading.bag)
    guard let clause else {
      result.isBroken = true
      return result
    }
    result.clause = clause
    if let standard = clause.standard?.value.node {
      result.standard = self.standard(standard, of: result)
      result.isBroken = result.standard == nil
    }
    return result
  }

  /// A default as text; nil where it is refused.
  private mutating func standard(_ node: SyntaxNode, of declaration: VariableDeclaration) -> Scalar? {
    guard var scalar = node.scalar else { return nil }
    if TextTemplate.isNeeded(scalar.text) {
      guard let template = template(scalar.text, TextPlace(node)) else { return nil }
      if let use = template.uses.first {
        error(
          "variable-in-default",
          "the default of '\(declaration.name)' uses '\(use.name)'; a default is a value, without variables",
          at: node.span, caption: "write the value, or '$$' for a dollar sign")
        return nil
      }
      scalar.text = template.literal
    }
    return check(SyntaxNode(span: node.span, content: .scalar(scalar)), declaration) ? scalar : nil
  }

  /// Whether a declared variable takes a value; what is wrong is reported at the value.
  mutating func check(_ node: SyntaxNode, _ declaration: VariableDeclaration) -> Bool {
    var reading = Reading(registry: catalogue)
    let isGood = reading.within(declaration.name) { declaration.clause.check(node, &$0) }
    take(reading.bag)
    return isGood
  }

  /// Reports what a reader found.
  mutating func take(_ bag: DiagnosticBag) {
    for diagnostic in bag.diagnostics { report(diagnostic) }
  }

  /// The values of a document's own variables: what was set from outside, or their defaults.
  mutating func values(
    _ declarations: [VariableDeclaration], settingPrefix: String, module: Int
  ) -> [String: Binding] {
    var bindings: [String: Binding] = [:]
    for declaration in declarations {
      let setting = request.variables.last { $0.name == settingPrefix + declaration.name }
      let cell = settingPrefix.isEmpty ? request.row?.cells[declaration.name] : nil
      bindings[declaration.name] =
        setting.map { value($0, of: declaration) } ?? cell.flatMap { value($0, of: declaration) }
        ?? standard(declaration, module: module)
    }
    return bindings
  }

  /// What a cell of the film's row gives; nil where it is empty and the variable's default holds.
  private mutating func value(_ cell: Binding, of declaration: VariableDeclaration) -> Binding? {
    guard !declaration.isBroken, let place = cell.place else { return nil }
    guard case .text(let scalar) = cell.content else {
      error(
        "not-text", "the cell for '\(declaration.name)' is no plain value", at: place,
        labels: [.init(declaration.nameSpan, "the variable")])
      return Binding(.unknown, of: declaration)
    }
    if scalar.text.isEmpty, declaration.clause.variableType != .string { return nil }
    var reading = Reading(registry: catalogue)
    let node = SyntaxNode(span: place, content: .scalar(scalar))
    guard reading.within(declaration.name, { declaration.clause.check(node, &$0) }) else {
      for var diagnostic in reading.bag.diagnostics {
        diagnostic.labels.append(.init(declaration.nameSpan, "the variable"))
        report(diagnostic)
      }
      return Binding(.unknown, of: declaration)
    }
    return Binding(.text(scalar), of: declaration)
  }

  /// What a variable holds where nothing else is said.
  func standard(_ declaration: VariableDeclaration, module: Int) -> Binding {
    var content = Binding.Content.missing
    if declaration.isBroken {
      content = .unknown
    } else if let text = declaration.standard {
      content = .text(text)
    }
    return Binding(content, of: declaration, origin: module)
  }

  private mutating func value(_ setting: VariableSetting, of declaration: VariableDeclaration) -> Binding {
    guard !declaration.isBroken else { return Binding(.unknown, of: declaration) }
    let scalar = Scalar(text: setting.value, style: .quoted)
    let node = SyntaxNode(span: setting.place?.value ?? declaration.nameSpan, content: .scalar(scalar))
    var reading = Reading(registry: catalogue)
    guard reading.within(declaration.name, { declaration.clause.check(node, &$0) }) else {
      for var diagnostic in reading.bag.diagnostics {
        guard setting.place == nil else {
          report(diagnostic)
          continue
        }
        // The words to mend stand on the command line.
        diagnostic.fixIts = []
        diagnostic.notes.insert("set by '--set \(setting.name)=\(setting.value)'", at: 0)
        report(diagnostic)
      }
      return Binding(.unknown, of: declaration)
    }
    return Binding(.text(scalar), of: declaration)
  }

  /// Reports what was set and is not declared, at `vars` or the document's start.
  mutating func checkSettings() {
    let main = modules[0]
    let imported = main.importNames.flatMap { stem in
      modules[main.imports[stem]!].variables.names.map { "\(stem).\($0)" }
    }
    let names = main.variables.names + imported
    let known = Set(names)
    for setting in request.variables where !known.contains(setting.name) {
      let meant = closest(to: setting.name, among: names)
      let notes = names.isEmpty ? [] : ["variables: " + names.joined(separator: ", ")]
      guard setting.place == nil else {
        error(
          "undeclared-variable", "the document has no variable '\(setting.name)' to set", at: setting.place!.name, notes: notes,
          meant: meant)
        continue
      }
      error(
        "undeclared-variable", "the document has no variable '\(setting.name)' to set",
        at: main["vars"]?.keySpan ?? Span(start: 0, end: 0),
        caption: meant.map { "did you mean '--set \($0)=\(setting.value)'?" } ?? "", notes: notes)
    }
  }
}
