import Diagnostics

extension ItemClause {
  /// Reads an item; `defaults` are the track's, and the item's own keys win.
  static func read(
    _ node: SyntaxNode, on track: TrackKind, defaults: [SyntaxEntry], _ reading: inout Reading
  ) -> ItemClause? {
    guard let written = node.map else {
      let meant = node.scalar.flatMap { $0.isNull ? nil : "{clip: \($0.text)}" }
      reading.bag.error(
        "wrong-kind", "an item is a mapping such as {clip: intro.mp4}, not \(node.kindName)", at: node.span,
        caption: meant.map { "write '\($0)'" } ?? "",
        fixIts: meant.map { [Diagnostic.FixIt(node.span, replacement: $0, title: "write '\($0)'")] } ?? [])
      return nil
    }
    guard let kind = findKind(written, node, &reading) else { return nil }
    let declaration = declaration(of: kind, on: track)
    let own = Set(written.map(\.key))
    let accepted = Set(declaration.parameters.map(\.key))
    let inherited = defaults.filter { !own.contains($0.key) && accepted.contains($0.key) && !excluded($0.key, by: own) }
    var item = ItemClause()
    item.kind = kind
    item.span = node.span
    let errors = reading.bag.errorCount
    declaration.read(written + inherited, into: &item, span: node.span, &reading)
    if let montage = item.montage { item.takeLength(of: montage.value) }
    if reading.bag.errorCount == errors { checkPlace(item, on: track, &reading) }
    return reading.bag.errorCount == errors ? item : nil
  }

  /// A montage is as long as it says itself.
  private mutating func takeLength(of montage: MontageClause) {
    until = montage.until
    duration = montage.duration.map { Setting(.time($0.value), span: $0.span, keySpan: $0.keySpan) }
  }

  /// A default duration gives way to a length that the item states in other words.
  private static func excluded(_ key: String, by own: Set<String>) -> Bool {
    key == "duration" && (own.contains("until") && own.contains("at") || own.contains("out") || own.contains("cuts"))
  }

  private static func findKind(_ entries: [SyntaxEntry], _ node: SyntaxNode, _ reading: inout Reading) -> Kind? {
    let found = entries.filter { Kind(rawValue: $0.key) != nil }
    if let second = found.dropFirst().first {
      reading.bag.error(
        "two-kinds", "an item is one thing; '\(found[0].key)' and '\(second.key)' are two", at: second.keySpan,
        caption: "make it an item of its own", labels: [.init(found[0].keySpan, "it is already this")])
      return nil
    }
    guard let first = found.first else {
      reportNoKind(entries, node, &reading)
      return nil
    }
    return Kind(rawValue: first.key)
  }

  private static func reportNoKind(_ entries: [SyntaxEntry], _ node: SyntaxNode, _ reading: inout Reading) {
    let kinds = Kind.allCases.map(\.rawValue)
    for entry in entries where !allKeys.contains(entry.key) {
      guard let meant = closest(to: entry.key, among: kinds) else { continue }
      reading.bag.error(
        "unknown-key", "an item has no key named '\(entry.key)'", at: entry.keySpan, caption: "did you mean '\(meant)'?",
        fixIts: [Diagnostic.FixIt(entry.keySpan, replacement: meant, title: "write '\(meant)'")])
      return
    }
    reading.bag.error(
      "no-kind", "an item says what it is: \(listed(kinds))", at: entries.first?.keySpan ?? node.span,
      caption: "add 'clip: FILE'")
  }

  private static func checkPlace(_ item: ItemClause, on track: TrackKind, _ reading: inout Reading) {
    if let transition = item.transition, track == .overlay {
      reading.bag.error(
        "transition-on-overlay", "items of an overlay track do not follow each other, so nothing is between them",
        at: transition.keySpan, caption: "use 'fade-in' and 'fade-out'")
      return
    }
    if track == .overlay, item.at == nil, !(item.until != nil && item.duration != nil), item.kind != .gap {
      let subject = item.clip?.keySpan ?? item.generate?.keySpan ?? item.text?.keySpan ?? item.voice?.keySpan ?? item.span
      reading.bag.error(
        "overlay-without-at", "an item of an overlay track needs 'at': when it appears", at: subject,
        caption: "add 'at: start'")
    }
    if track == .overlay, let gap = item.gap {
      reading.bag.error("gap-on-overlay", "a gap has no meaning on an overlay track: its items have 'at'", at: gap.keySpan)
    }
    if let text = item.text, track == .audio {
      reading.bag.error("no-sound", "a text is a picture, and an audio track takes sound", at: text.keySpan)
    }
    if let montage = item.montage, track == .audio {
      reading.bag.error(
        "no-sound", "a montage shows pictures, and an audio track takes sound", at: montage.keySpan, caption: "put it on a video track")
    }
    if let use = item.generate, track == .audio, !type(of: use.value.generator).makesSound {
      reading.bag.error(
        "no-sound", "'\(type(of: use.value.generator).name)' makes pictures, and an audio track takes sound", at: use.value.nameSpan)
    }
  }
}
