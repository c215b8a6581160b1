/// Prints a tree as block-style YAML that reads back to the same tree: the same keys, texts and styles in
/// the same order. Short lists and maps of plain scalars take one line.
public func printYAML(_ node: SyntaxNode) -> String {
  var printer = YAMLPrinter()
  printer.printRoot(node)
  return printer.text
}

private struct YAMLPrinter {
  private(set) var text = ""
  /// What fits between brackets on one line, in bytes.
  private static let flowWidth = 72

  mutating func printRoot(_ node: SyntaxNode) {
    switch node.content {
    case .scalar(let scalar):
      // At the start of a line a text such as `--- a` would open a document.
      if isDocumentMarker(scalar.text) { text += " " }
      text += (spelled(scalar).isEmpty ? "~" : spelled(scalar)) + "\n"
    case .list(let nodes) where !nodes.isEmpty: printItems(nodes, depth: 0)
    case .map(let entries) where !entries.isEmpty: printEntries(entries, depth: 0)
    default: text += isList(node) ? "[]\n" : "{}\n"
    }
  }

  private func isList(_ node: SyntaxNode) -> Bool { node.list != nil }

  private mutating func printItems(_ nodes: [SyntaxNode], depth: Int) {
    for node in nodes {
      indent(depth)
      text += "-"
      printItem(node, depth: depth)
    }
  }

  /// What follows a dash: the first key of a map stands beside it.
  private mutating func printItem(_ node: SyntaxNode, depth: Int) {
    if let entries = node.map, !entries.isEmpty, oneLine(node) == nil {
      text += " "
      printEntries(entries, depth: depth + 1, firstIsIndented: true)
    } else if let nodes = node.list, !nodes.isEmpty, oneLine(node) == nil {
      text += "\n"
      printItems(nodes, depth: depth + 1)
    } else {
      printShort(node)
    }
  }

  private mutating func printEntries(_ entries: [SyntaxEntry], depth: Int, firstIsIndented: Bool = false) {
    for (index, entry) in entries.enumerated() {
      if index > 0 || !firstIsIndented { indent(depth) }
      let key = spelledKey(entry.key)
      // libyaml takes a longer key only after a question mark.
      if key.unicodeScalars.count > 1000 {
        text += "? \(key)\n"
        indent(depth)
        text += ":"
      } else {
        text += "\(key):"
      }
      printValue(entry.value, depth: depth)
    }
  }

  private mutating func printValue(_ node: SyntaxNode, depth: Int) {
    switch node.content {
    case .list(let nodes) where !nodes.isEmpty && oneLine(node) == nil:
      text += "\n"
      printItems(nodes, depth: depth + 1)
    case .map(let entries) where !entries.isEmpty && oneLine(node) == nil:
      text += "\n"
      printEntries(entries, depth: depth + 1)
    default: printShort(node)
    }
  }

  private mutating func printShort(_ node: SyntaxNode) {
    let line = node.scalar.map(spelled) ?? oneLine(node) ?? ""
    text += line.isEmpty ? "\n" : " \(line)\n"
  }

  /// A list or map between brackets; nil where it is long, nested, or needs a block.
  private func oneLine(_ node: SyntaxNode) -> String? {
    switch node.content {
    case .scalar: return nil
    case .list(let nodes):
      guard nodes.count <= 16 else { return nil }
      return bracketed(nodes.map(flowScalar), "[", "]")
    case .map(let entries):
      guard entries.count <= 8 else { return nil }
      return bracketed(
        entries.map { entry in flowScalar(entry.value).map { "\(spelledFlowKey(entry.key)): \($0)" } }, "{",
        "}")
    }
  }

  private func bracketed(_ parts: [String?], _ open: String, _ close: String) -> String? {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count else { return nil }
    let line = open + known.joined(separator: ", ") + close
    return line.utf8.count <= Self.flowWidth ? line : nil
  }

  /// A scalar as it may stand between brackets; nil where it is a collection, or nothing, or must stay bare
  /// and cannot.
  private func flowScalar(_ node: SyntaxNode) -> String? {
    guard let scalar = node.scalar else { return nil }
    if scalar.style == .quoted {
      return scalar.text.utf8.count > Self.flowWidth ? nil : doubleQuoted(scalar.text)
    }
    return isPlain(scalar.text, inFlow: true) ? scalar.text : nil
  }

  private func spelled(_ scalar: Scalar) -> String {
    if scalar.style == .plain, scalar.text.isEmpty { return "" }
    return scalar.style == .plain && isPlain(scalar.text, inFlow: false)
      ? scalar.text : doubleQuoted(scalar.text)
  }

  private func spelledKey(_ key: String) -> String {
    let isWord = isPlain(key, inFlow: false) && !Scalar(text: key, style: .plain).isNull && key != "<<"
    return isWord && !isDocumentMarker(key) ? key : doubleQuoted(key)
  }

  private func spelledFlowKey(_ key: String) -> String {
    isPlain(key, inFlow: true) ? spelledKey(key) : doubleQuoted(key)
  }

  private mutating func indent(_ depth: Int) { text += String(repeating: "  ", count: depth) }
}
