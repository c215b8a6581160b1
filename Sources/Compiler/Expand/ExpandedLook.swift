import Catalogue
import Diagnostics
import Timeline

/// What a look brings to the place that names it.
struct ExpandedLook {
  var effects: [SyntaxNode] = []
  var transition: SyntaxNode?
  /// How a montage fits its sources.
  var montage: SyntaxNode?
  /// The key that names it, or brings it.
  var keySpan: Span
  /// Its name there.
  var span: Span

  /// A look as written under `looks`, known to be one: a list of effects, or a mapping.
  init(_ node: SyntaxNode) {
    effects = node.list ?? node["effects"]?.list ?? []
    transition = node["transition"]
    montage = node["montage"]
    keySpan = node.span
    span = node.span
  }

  /// The same look, brought by an entry `look`.
  func brought(by entry: SyntaxEntry) -> ExpandedLook {
    var look = self
    look.keySpan = entry.keySpan
    look.span = entry.value.span
    return look
  }

  /// Keys of a track or item with the look's effects before its own, and the look's transition where it has
  /// none.
  func dressing(_ entries: [SyntaxEntry], bringsTransition: Bool) -> [SyntaxEntry] {
    var entries = entries
    let place =
      entries.firstIndex { $0.key == "look" } ?? entries.firstIndex { $0.key == "items" } ?? entries.count
    var brought: [SyntaxEntry] = []
    if let index = entries.firstIndex(where: { $0.key == "effects" }) {
      // What is no list is reported where lists are read.
      if let own = entries[index].value.list { entries[index].value.content = .list(effects + own) }
    } else if !effects.isEmpty {
      let value = SyntaxNode(span: span, content: .list(effects))
      brought.append(SyntaxEntry(key: "effects", keySpan: keySpan, value: value))
    }
    if bringsTransition, let transition, !entries.contains(where: { $0.key == "transition" }) {
      brought.append(SyntaxEntry(key: "transition", keySpan: keySpan, value: transition))
    }
    entries.insert(contentsOf: brought, at: place)
    return entries.filter { $0.key != "look" }
  }
}

/// What a track means for the looks of its items.
struct LookPlace {
  var isSound = false
  /// What the track's `defaults` give to items that have none of their own.
  var look: ExpandedLook?
  var effects: SyntaxEntry?
}

extension SyntaxNode {
  /// Nodes in it, itself included.
  var nodeCount: Int {
    switch content {
    case .scalar: 1
    case .list(let nodes): nodes.reduce(1) { $0 + $1.nodeCount }
    case .map(let entries): entries.reduce(1) { $0 + $1.value.nodeCount }
    }
  }

  /// The same value as if all of it stood at `span`.
  func standing(at span: Span) -> SyntaxNode {
    switch content {
    case .scalar: SyntaxNode(span: span, content: content)
    case .list(let nodes): SyntaxNode(span: span, content: .list(nodes.map { $0.standing(at: span) }))
    case .map(let entries):
      SyntaxNode(
        span: span,
        content: .map(
          entries.map { SyntaxEntry(key: $0.key, keySpan: span, value: $0.value.standing(at: span)) }))
    }
  }

  /// Whether any text in it names a variable.
  var usesVariables: Bool {
    switch content {
    case .scalar(let scalar): TextTemplate.isNeeded(scalar.text)
    case .list(let nodes): nodes.contains(where: \.usesVariables)
    case .map(let entries): entries.contains { $0.value.usesVariables }
    }
  }
}
