import Diagnostics
import Timeline

/// What one repetition of an item offers as variables.
typealias Row = [String: Binding]

extension Expander {
  /// The rows of `each`, with `$index` from 1; empty after an error.
  mutating func rows(of each: SyntaxEntry, _ context: ExpandContext) -> [Row] {
    var rows = rows(each.value, context, for: each.key)
    for index in rows.indices { rows[index]["index"] = Binding(text: String(index + 1)) }
    return rows
  }

  /// The rows that a value gives: a list, a data file or a pattern; empty after an error. `key` is what asks.
  mutating func rows(_ node: SyntaxNode, _ context: ExpandContext, for key: String) -> [Row] {
    if let nodes = node.list { return rows(nodes.map { expand($0, context) }, origin: context.module.index) }
    guard let (result, replacement) = replaced(node, context), let text = result.scalar?.text,
      !replacement.isUnknown
    else {
      if node.map != nil { reportKind(node, key) }
      return []
    }
    let module = modules[replacement.origin]
    let ending = text.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if text.contains("."), ["csv", "json", "yaml", "yml"].contains(ending), !isPattern(text) {
      return tableRows(text, at: node.span, from: module)
    }
    guard isPattern(text) else {
      reportKind(node, key)
      return []
    }
    return fileRows(text, at: node.span, from: module)
  }

  private mutating func reportKind(_ node: SyntaxNode, _ key: String) {
    error(
      "wrong-kind",
      "'\(key)' takes a list, a pattern such as 'clips/*.mp4' or a data file, not \(node.kindName)",
      at: node.span, notes: ["data files end in .csv, .json or .yaml"])
  }

  private func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

  /// A mapping's keys are variables; a plain value is `$row`.
  private mutating func rows(_ nodes: [SyntaxNode], origin: Int) -> [Row] {
    var rows: [Row] = []
    for node in nodes {
      switch node.content {
      case .scalar(let scalar): rows.append(["row": binding(.text(scalar), node.span, origin)])
      case .map(let entries):
        let columns = entries.filter { !$0.key.hasPrefix("x-") }.map { entry in
          (
            entry.key,
            binding(entry.value.scalar.map { .text($0) } ?? .collection(entry.value.kindName), entry.value.span, origin)
          )
        }
        rows.append(Row(columns) { first, _ in first })
      case .list: error("wrong-kind", "a row is a mapping or a plain value, not a list", at: node.span)
      }
    }
    return rows
  }

  private func binding(_ content: Binding.Content, _ place: Span, _ origin: Int) -> Binding {
    var binding = Binding(content, origin: origin)
    binding.place = place
    return binding
  }

  private mutating func fileRows(_ pattern: String, at span: Span, from module: Module) -> [Row] {
    guard let path = resolved(pattern, span, from: module) else { return [] }
    let folder = request.paths.folder.isEmpty || pattern.hasPrefix("/") ? "" : request.paths.folder + "/"
    let files = world.files(matching: path)
    if files.isEmpty {
      report(
        Diagnostic(
          .warning, "no-files", "no file matches '\(pattern)', so the item is left out", at: span))
    }
    return files.map { file in
      let path = String(file.dropFirst(file.hasPrefix(folder) ? folder.count : 0))
      return ["row": Binding(text: path, isPath: true)]
    }
  }

  private mutating func tableRows(_ path: String, at span: Span, from module: Module) -> [Row] {
    guard let file = resolved(path, span, from: module) else { return [] }
    return tableRows(inFile: file, at: span, origin: module.index)
  }

  /// The rows of a file that the machine knows by this path, read once; empty after an error.
  mutating func tableRows(inFile file: String, at span: Span, origin: Int) -> [Row] {
    if let known = tables[file] { return known }
    let rows =
      file.lowercased().hasSuffix(".csv") ? csvRows(file, at: span, origin: origin) : treeRows(file, at: span, origin: origin)
    tables[file] = rows
    return rows
  }

  private mutating func treeRows(_ file: String, at span: Span, origin: Int) -> [Row] {
    guard let tree = readTree(file, at: span, code: "bad-data") else { return [] }
    guard let nodes = tree.list else {
      error(
        "wrong-kind", "a data file is a list of rows, not \(tree.kindName)", at: tree.span,
        labels: [.init(span, "it is read here")])
      return []
    }
    return rows(nodes, origin: origin)
  }

  private mutating func csvRows(_ file: String, at span: Span, origin: Int) -> [Row] {
    guard let number = addText(file, at: span, code: "bad-data") else { return [] }
    do throws(TableFault) {
      let table = try readCSV(sources.texts[Int(number)].bytes)
      return table.rows.map { cells in
        Row(
          zip(table.columns, cells).map { name, cell in
            let place = Span(source: number, start: cell.range.lowerBound, end: cell.range.upperBound)
            return (name, Binding(text: cell.text, origin: origin, place: place))
          }
        ) { first, _ in first }
      }
    } catch {
      self.error(
        "bad-data", error.message,
        at: Span(source: number, start: error.range.lowerBound, end: error.range.upperBound),
        caption: error.caption, labels: [.init(span, "it is read here")])
      return []
    }
  }
}
