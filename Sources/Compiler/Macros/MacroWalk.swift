import Diagnostics
import Timeline

/// Walks a tree beside the scopes that were made from it, and puts items in the place of macros.
struct MacroWalk {
  let macro: Macro
  let world: any World

  /// The whole document.
  func expanded(_ tree: SyntaxNode, _ root: Resolver) -> SyntaxNode {
    replacing("tracks", in: tree) { tracks($0, root) }
  }

  private func tracks(_ node: SyntaxNode, _ resolver: Resolver) -> SyntaxNode {
    guard let nodes = node.list else { return node }
    let new = nodes.enumerated().map { index, track in
      resolver.tracks.indices.contains(index) && resolver.tracks[index].clause.isEnabled
        ? replacing("items", in: track) { items($0, track["defaults"], resolver, track: index) } : track
    }
    return SyntaxNode(span: node.span, content: .list(new))
  }

  private func items(_ node: SyntaxNode, _ defaults: SyntaxNode?, _ resolver: Resolver, track: Int) -> SyntaxNode {
    guard let nodes = node.list, let clauses = resolver.tracks[track].clause.items?.value, clauses.count == nodes.count else { return node }
    var result: [SyntaxNode] = []
    // Items of the resolver are those that take time: neither transitions nor what is switched off.
    var number = 0
    for (node, clause) in zip(nodes, clauses) {
      guard clause.isEnabled, clause.transition == nil else {
        result.append(node)
        continue
      }
      result += item(node, clause, defaults, resolver, track: track, item: number)
      number += 1
    }
    return SyntaxNode(span: node.span, content: .list(result))
  }

  private func item(
    _ node: SyntaxNode, _ clause: ItemClause, _ defaults: SyntaxNode?, _ resolver: Resolver, track: Int, item: Int
  ) -> [SyntaxNode] {
    if macro.applies(clause) {
      let site = MacroSite(node: node, clause: clause, defaults: defaults, resolver: resolver, track: track, item: item, world: world)
      return macro.expand(site) ?? [node]
    }
    guard let child = resolver.tracks[track].items[item].child else { return [node] }
    return [inner(node, clause, child)]
  }

  /// A sequence or stack with the macros in it expanded.
  private func inner(_ node: SyntaxNode, _ clause: ItemClause, _ child: Resolver) -> SyntaxNode {
    if clause.stack != nil {
      return replacing("stack", in: node) { stack in
        let layers = (stack.list ?? []).enumerated().map { layer($1, child, track: $0) }
        return SyntaxNode(span: stack.span, content: .list(layers))
      }
    }
    return replacing("sequence", in: node) { sequence in
      let whole = replacing("tracks", in: sequence) { tracks($0, child) }
      return replacing("items", in: whole) { items($0, nil, child, track: 0) }
    }
  }

  /// One layer of a stack; several items that a macro stands for follow each other in a sequence.
  private func layer(_ node: SyntaxNode, _ child: Resolver, track: Int) -> SyntaxNode {
    guard let clause = child.tracks[track].clause.items?.value.first, clause.isEnabled else { return node }
    let made = item(node, clause, nil, child, track: track, item: 0)
    guard made.count != 1 else { return made[0] }
    return .map([("sequence", .map([("items", .list(made, at: node.span))], at: node.span))], at: node.span)
  }

  private func replacing(_ key: String, in node: SyntaxNode, _ change: (SyntaxNode) -> SyntaxNode) -> SyntaxNode {
    guard let entries = node.map else { return node }
    return SyntaxNode(span: node.span, content: .map(entries.map { $0.key == key ? $0.with(change($0.value)) : $0 }))
  }
}

/// Nodes that no one wrote stand where the macro does.
extension SyntaxNode {
  static func text(_ text: String, at span: Span, quoted: Bool = false) -> SyntaxNode {
    SyntaxNode(span: span, content: .scalar(Scalar(text: text, style: quoted ? .quoted : .plain)))
  }

  static func list(_ nodes: [SyntaxNode], at span: Span) -> SyntaxNode { SyntaxNode(span: span, content: .list(nodes)) }

  static func map(_ entries: [(String, SyntaxNode)], at span: Span) -> SyntaxNode {
    SyntaxNode(span: span, content: .map(entries.map { SyntaxEntry(key: $0, keySpan: span, value: $1) }))
  }
}
