import Diagnostics
import Timeline

extension Expander {
  /// The document without the keys of this stage, with the media that it uses of its imports.
  mutating func expandDocument(_ tree: SyntaxNode) -> SyntaxNode {
    let context = ExpandContext(module: modules[0], scope: modules[0].variables)
    checkLooks()
    let look = modules[0]["look"].flatMap { self.look($0, context) }
    var result: [SyntaxEntry] = []
    for entry in modules[0].entries {
      switch entry.key {
      case "vars", "imports", "sequences", "looks", "look", "rows": continue
      case "styles": result.append(expand(entry, context))
      case "tracks": result.append(entry.with(tracks(entry.value, context, look: look)))
      default: result.append(expand(entry, context))
      }
    }
    bringMedia(into: &result)
    bringStyles(into: &result)
    return SyntaxNode(span: tree.span, content: .map(result))
  }

  /// A value with its variables replaced.
  mutating func expand(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    countNode(at: node.span)
    guard !isExhausted else { return node }
    switch node.content {
    case .scalar(let scalar):
      return TextTemplate.isNeeded(scalar.text) ? replaced(node, context)?.node ?? node : node
    case .list(let nodes):
      return SyntaxNode(span: node.span, content: .list(nodes.map { expand($0, context) }))
    case .map(let entries):
      return SyntaxNode(span: node.span, content: .map(entries.map { expand($0, context) }))
    }
  }

  /// An entry with the variables of its value replaced; keys and what is the author's own stay.
  mutating func expand(_ entry: SyntaxEntry, _ context: ExpandContext) -> SyntaxEntry {
    if entry.key.hasPrefix("x-") { return entry }
    if entry.value.scalar != nil, fileKeys.contains(entry.key) {
      return entry.with(placedFile(entry.value, context))
    }
    if entry.key == "tempo", let keys = entry.value.map {
      let placed = keys.map { $0.key == "source" ? $0.with(placedItem($0.value, context)) : expand($0, context) }
      return entry.with(SyntaxNode(span: entry.value.span, content: .map(placed)))
    }
    if entry.key == "mask" { return entry.with(placedMask(entry.value, context)) }
    if entry.key == "extends", entry.value.scalar != nil {
      return entry.with(placedStyle(entry.value, context))
    }
    if entry.key == "font", let text = entry.value.scalar?.text, FontChoice.isFile(text) {
      return entry.with(placedFile(entry.value, context))
    }
    if entry.key == "lut", let parameters = entry.value.map {
      let placed = parameters.map { part in
        part.key == "file" && part.value.scalar != nil
          ? part.with(placedFile(part.value, context)) : expand(part, context)
      }
      return entry.with(SyntaxNode(span: entry.value.span, content: .map(placed)))
    }
    return entry.with(expand(entry.value, context))
  }

  /// The value of `mask`: its file is named as a clip is.
  private mutating func placedMask(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    guard let parameters = node.map else { return node.scalar == nil ? expand(node, context) : placedClip(node, context) }
    let placed = parameters.map { part in
      part.key == "src" && part.value.scalar != nil ? part.with(placedClip(part.value, context)) : expand(part, context)
    }
    return SyntaxNode(span: node.span, content: .map(placed))
  }

  /// A list of tracks, without those whose condition is false. `look` is for video tracks that name none.
  mutating func tracks(
    _ node: SyntaxNode, _ context: ExpandContext, look: ExpandedLook? = nil
  ) -> SyntaxNode {
    guard let nodes = node.list else { return expand(node, context) }
    let kept = nodes.compactMap { track in
      track.map == nil ? expand(track, context) : self.track(track, context, look: look)
    }
    return SyntaxNode(span: node.span, content: .list(kept))
  }

  private mutating func track(
    _ node: SyntaxNode, _ context: ExpandContext, look: ExpandedLook?
  ) -> SyntaxNode? {
    let entries = node.map ?? []
    guard holds(entries.first { $0.key == "when" }, context) else { return nil }
    let written = entries.first { $0.key == "kind" }.map { expand($0.value, context) }
    let kind = written?.scalar?.text ?? TrackKind.video.rawValue
    let hasCues = kind == TrackKind.captions.rawValue
    var inner = context
    inner.looks = lookPlace(entries, kind: kind, context)
    let kept = entries.compactMap { entry -> SyntaxEntry? in
      switch entry.key {
      case "when": nil
      case "look": entry
      case "items": entry.with(items(entry.value, inner))
      case "defaults": defaults(entry.without("look"), context)
      case "style" where entry.value.scalar != nil: entry.with(placedStyle(entry.value, context))
      case "of" where hasCues && entry.value.scalar != nil: entry.with(placedClip(entry.value, context))
      case "source" where hasCues && entry.value.scalar != nil: entry.with(placedFile(entry.value, context))
      default: expand(entry, context)
      }
    }
    let dressed = dressedTrack(kept, kind: kind, standard: look, context)
    return SyntaxNode(span: node.span, content: .map(dressed))
  }

  /// Keys that items start from.
  private mutating func defaults(_ entry: SyntaxEntry, _ context: ExpandContext) -> SyntaxEntry {
    guard let written = entry.value.map else { return expand(entry, context) }
    let keys = written.map { key in
      key.key == "style" && key.value.scalar != nil ? key.with(placedStyle(key.value, context)) : expand(key, context)
    }
    return entry.with(SyntaxNode(span: entry.value.span, content: .map(keys)))
  }

  /// A list of items: repeated, and without those whose condition is false.
  mutating func items(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    guard let nodes = node.list else { return expand(node, context) }
    var kept: [SyntaxNode] = []
    for item in nodes where !isExhausted {
      guard let entries = item.map else {
        kept.append(expand(item, context))
        continue
      }
      guard let each = entries.first(where: { $0.key == "each" }) else {
        if let item = self.item(item.span, entries, context) { kept.append(item) }
        continue
      }
      let rest = entries.filter { $0.key != "each" }
      for row in rows(of: each, context) where !isExhausted {
        let (reason, place) = request(of: row, each)
        let made = requested(reason, at: place, from: item.span.source) { $0.item(item.span, rest, context.inside(row)) }
        if let made { kept.append(made) }
      }
    }
    return SyntaxNode(span: node.span, content: .list(kept))
  }

  /// Which row asks for an item, in words, and where it stands.
  private func request(of row: Row, _ each: SyntaxEntry) -> (reason: String, place: Span) {
    if let place = row.values.compactMap(\.place).min(by: { $0.start < $1.start }) { return ("for this row", place) }
    guard case .text(let file)? = row["row"]?.content else { return ("repeated here", each.value.span) }
    return ("for '\(file.text)'", each.value.span)
  }

  private mutating func item(_ span: Span, _ entries: [SyntaxEntry], _ context: ExpandContext) -> SyntaxNode? {
    guard holds(entries.first { $0.key == "when" }, context) else { return nil }
    countItem(at: span)
    countNode(at: span)
    let arguments = entries.first { $0.key == "with" }
    let isSequence = entries.contains { $0.key == "sequence" }
    var inner = context
    inner.looks = LookPlace()
    let kept = entries.compactMap { entry -> SyntaxEntry? in
      switch entry.key {
      case "when": nil
      case "with" where isSequence: nil
      case "look": entry
      case "sequence": sequence(entry, arguments, inner)
      case "montage": entry.with(montage(entry.value, context))
      case "clip" where entry.value.scalar != nil: entry.with(placedClip(entry.value, context))
      case "style" where entry.value.scalar != nil: entry.with(placedStyle(entry.value, context))
      case "items", "stack": entry.with(items(entry.value, inner))
      case "tracks": entry.with(tracks(entry.value, inner))
      default: expand(entry, context)
      }
    }
    return SyntaxNode(span: span, content: .map(dressedItem(kept, context)))
  }
}

/// Keys that hold the path of a file to read, wherever they stand.
private let fileKeys: Set<String> = ["src", "lut", "sfx", "beats"]

extension SyntaxEntry {
  /// The same key with another value.
  func with(_ value: SyntaxNode) -> SyntaxEntry { SyntaxEntry(key: key, keySpan: keySpan, value: value) }

  /// The entry without a key of its mapping.
  func without(_ name: String) -> SyntaxEntry {
    guard let entries = value.map, entries.contains(where: { $0.key == name }) else { return self }
    return with(SyntaxNode(span: value.span, content: .map(entries.filter { $0.key != name })))
  }
}
