import Diagnostics

/// Keys, values and merge keys of maps.
extension YAMLReader {
  mutating func mapKey(of built: BuiltNode) -> MapKey {
    guard let scalar = built.node.scalar else {
      reportCollectionAsKey(built)
      return MapKey(text: "", span: built.span, role: .unusable)
    }
    if scalar.isNull {
      bag.error(
        "empty-key",
        scalar.text.isEmpty ? "a key is missing before ':'" : "'\(scalar.text)' is no key: it means nothing",
        at: built.span, notes: ["to use the word itself as a key, quote it"],
        fixIts: scalar.text.isEmpty
          ? [] : [.init(built.span, replacement: "\"\(scalar.text)\"", title: "write \"\(scalar.text)\"")])
      return MapKey(text: scalar.text, span: built.span, role: .unusable)
    }
    let isMerge = scalar.style == .plain && scalar.text == "<<"
    return MapKey(text: scalar.text, span: built.span, role: isMerge ? .merge : .named)
  }

  private mutating func reportCollectionAsKey(_ built: BuiltNode) {
    let isTemplate =
      built.node.map?.count == 1 && place.bytes[..<Int(built.span.start)].last == UInt8(ascii: "{")
    bag.error(
      "key-not-scalar", "\(built.node.kindName) cannot be a key; a key is a word or a quoted text",
      at: built.span,
      notes: isTemplate ? ["text with braces needs quotes: \"{{…}}\""] : [])
  }

  mutating func attachValue(_ built: BuiltNode, to key: MapKey) {
    var node = built.node
    if isOmitted(node), built.span.start == built.span.end,
      !hasProperties(before: built.span, after: key.span)
    {
      node.span = spanAfterColon(of: key.span)
    }
    mendUnquotedColor(&node)
    let last = open.count - 1
    switch key.role {
    case .named: open[last].entries.append(SyntaxEntry(key: key.text, keySpan: key.span, value: node))
    case .merge:
      open[last].merges.append(
        MergeKey(keySpan: key.span, position: open[last].entries.count, value: node))
    case .unusable: break
    }
  }

  func isOmitted(_ node: SyntaxNode) -> Bool {
    node.scalar.map { $0.style == .plain && $0.text.isEmpty } ?? false
  }

  private func hasProperties(before value: Span, after key: Span) -> Bool {
    guard value.start > key.end else { return false }
    return place.bytes[Int(key.end)..<Int(value.start)].contains {
      $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "!")
    }
  }

  /// The empty place right after the colon of a key, or after the key where no colon is written.
  func spanAfterColon(of key: Span) -> Span {
    let colon = colonOffset(after: key)
    let offset = colon.map { $0 + 1 } ?? Int(key.end)
    return place.span(offset, offset)
  }

  /// Where the colon of a key stands; nil where only blanks separate the key from something else.
  func colonOffset(after key: Span) -> Int? {
    let rest = place.bytes[Int(key.end)...]
    guard let next = rest.firstIndex(where: { !isBlankByte($0) }) else { return nil }
    return rest[next] == UInt8(ascii: ":") ? next : nil
  }

  /// The entries of a map that ends here: function calls mended, duplicates dropped, merge keys resolved.
  mutating func finishedEntries(_ collection: inout OpenCollection) -> [SyntaxEntry] {
    if collection.isFlow { mendSwallowedCommas(&collection.entries) }
    dropDuplicateKeys(&collection.entries, into: &bag)
    guard let first = collection.merges.first else { return collection.entries }
    for second in collection.merges.dropFirst() {
      bag.error(
        "duplicate-key", "'<<' is written twice in one mapping", at: second.keySpan,
        labels: [.init(first.keySpan, "first written here")],
        notes: ["merge several with one list: <<: [*a, *b]"])
    }
    return merged(collection.entries, with: first)
  }

  /// A map's own entries with those that `<<` adds in its place; own keys win, then earlier maps.
  private mutating func merged(_ entries: [SyntaxEntry], with merge: MergeKey) -> [SyntaxEntry] {
    var known = Set(entries.map(\.key))
    var added: [SyntaxEntry] = []
    for source in mergeSources(of: merge) {
      for entry in source where known.insert(entry.key).inserted { added.append(entry) }
    }
    let position = min(merge.position, entries.count)
    return Array(entries[..<position]) + added + Array(entries[position...])
  }

  private mutating func mergeSources(of merge: MergeKey) -> [[SyntaxEntry]] {
    switch merge.value.content {
    case .map(let entries): return [entries]
    case .list(let nodes):
      var sources: [[SyntaxEntry]] = []
      for node in nodes {
        if let entries = node.map { sources.append(entries) } else { reportMerge(of: node, merge) }
      }
      return sources
    case .scalar:
      reportMerge(of: merge.value, merge)
      return []
    }
  }

  private mutating func reportMerge(of node: SyntaxNode, _ merge: MergeKey) {
    bag.error(
      "merge-not-mapping", "'<<' merges mappings, but this is \(node.kindName)", at: node.span,
      labels: [.init(merge.keySpan, "merged here")],
      notes: ["write an alias of a mapping, such as <<: *defaults"])
  }
}

func isBlankByte(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
