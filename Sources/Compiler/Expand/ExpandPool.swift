import Diagnostics
import Timeline

extension Expander {
  /// What a montage says, with its patterns as files and its look as what it brings.
  mutating func montage(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    guard let entries = node.map else { return expand(node, context) }
    let expanded = entries.compactMap { entry -> SyntaxEntry? in
      switch entry.key {
      case "from": entry.with(pool(entry.value, context))
      case "look": look(entry, context).map { entry.with($0.node(at: entry.value.span)) }
      default: expand(entry, context)
      }
    }
    return SyntaxNode(span: node.span, content: .map(expanded))
  }

  /// The names of a pool: one, or a list; patterns stand for the files that match.
  private mutating func pool(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    let names = node.list ?? [node]
    let found = names.flatMap { name -> [SyntaxNode] in
      guard let text = name.scalar?.text, text.contains(where: { "*?[".contains($0) }) else { return [placedClip(name, context)] }
      return files(name, context)
    }
    return SyntaxNode(span: node.span, content: .list(found))
  }

  private mutating func files(_ name: SyntaxNode, _ context: ExpandContext) -> [SyntaxNode] {
    rows(name, context, for: "from").compactMap { row in
      guard case .text(let scalar)? = row["row"]?.content else { return nil }
      return SyntaxNode(span: name.span, content: .scalar(scalar))
    }
  }
}

extension ExpandedLook {
  /// The look as a mapping, standing where it is named.
  func node(at span: Span) -> SyntaxNode {
    var entries = [SyntaxEntry(key: "effects", keySpan: span, value: SyntaxNode(span: span, content: .list(effects)))]
    if let transition { entries.append(SyntaxEntry(key: "transition", keySpan: span, value: transition)) }
    if let montage { entries.append(SyntaxEntry(key: "montage", keySpan: span, value: montage)) }
    return SyntaxNode(span: span, content: .map(entries))
  }
}
