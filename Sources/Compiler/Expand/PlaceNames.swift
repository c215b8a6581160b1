import Diagnostics
import Timeline

/// Names and paths of imported documents as the main document would write them.
extension Expander {
  /// The value of `clip`: a name of a bin, or a path.
  mutating func placedClip(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    countNode(at: node.span)
    guard let (result, replacement) = replaced(node, context), var scalar = result.scalar else { return node }
    guard !replacement.isUnknown, !scalar.isNull else { return result }
    guard let text = mediaName(scalar.text, modules[replacement.origin], at: node.span, context) else {
      return result
    }
    scalar.text = text
    return SyntaxNode(span: node.span, content: .scalar(scalar))
  }

  /// The id of an item, which is its own wherever it stands, or what `clip` takes.
  mutating func placedItem(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    guard let text = node.scalar?.text, !text.contains("$"), !text.contains("."), !text.contains("/"),
      context.module.media[text] == nil
    else { return node.scalar == nil ? expand(node, context) : placedClip(node, context) }
    return expand(node, context)
  }

  /// The value of a key that takes the path of a file.
  mutating func placedFile(_ node: SyntaxNode, _ context: ExpandContext) -> SyntaxNode {
    countNode(at: node.span)
    guard let (result, replacement) = replaced(node, context), var scalar = result.scalar else { return node }
    guard !replacement.isUnknown, !scalar.isNull else { return result }
    scalar.text = modules[replacement.origin].placed(scalar.text)
    return SyntaxNode(span: node.span, content: .scalar(scalar))
  }

  /// What `name` in a document is called in the main document; nil where an import does not have it, which is
  /// reported.
  private mutating func mediaName(_ name: String, _ module: Module, at span: Span, _ context: ExpandContext)
    -> String?
  {
    if module.media[name] != nil { return module.isMain ? name : use(name, of: module, context) }
    if let member = module.member(name) {
      let imported = modules[member.module]
      if imported.media[member.name] != nil { return use(member.name, of: imported, context) }
      // A file may be called as an import is: 'lib.mp4' beside 'lib.timeline.yaml'.
      let file =
        request.paths.folder.isEmpty ? module.placed(name) : request.paths.folder + "/" + module.placed(name)
      guard !world.files(matching: file).isEmpty else {
        reportMember("unknown-media", "media", member, Array(imported.media.keys), at: span)
        return nil
      }
    }
    let path = module.placed(name)
    return !module.isMain && modules[0].media[path] != nil ? "./" + path : path
  }

  private mutating func use(_ name: String, of module: Module, _ context: ExpandContext) -> String {
    let full = module.prefix + name
    if !context.isChecking { usedMedia.insert(full) }
    return full
  }

  /// Adds what is used of imported bins to the document's own.
  mutating func bringMedia(into document: inout [SyntaxEntry]) {
    guard !usedMedia.isEmpty else { return }
    var brought: [SyntaxEntry] = []
    for module in modules.dropFirst() {
      let context = ExpandContext(module: module, scope: module.variables)
      for entry in module["media"]?.value.map ?? [] where usedMedia.contains(module.prefix + entry.key) {
        let value =
          entry.value.scalar == nil ? expand(entry.value, context) : placedFile(entry.value, context)
        brought.append(SyntaxEntry(key: module.prefix + entry.key, keySpan: entry.keySpan, value: value))
      }
    }
    if let index = document.firstIndex(where: { $0.key == "media" }), let own = document[index].value.map {
      for entry in own where usedMedia.contains(entry.key) {
        error(
          "name-clash", "'\(entry.key)' is also a name of the import that it starts with", at: entry.keySpan)
      }
      document[index].value.content = .map(own + brought)
    } else if let imports = modules[0]["imports"] {
      let index = document.firstIndex { $0.key == "tracks" } ?? document.endIndex
      let media = SyntaxNode(span: imports.value.span, content: .map(brought))
      document.insert(SyntaxEntry(key: "media", keySpan: imports.keySpan, value: media), at: index)
    }
  }
}
