import Diagnostics
import Timeline

extension SyntaxNode {
  /// A document with the watermark of one of its outputs: an overlay track above all others.
  func watermarked(for output: String) -> SyntaxNode {
    guard let watermark = self["outputs"]?[output]?["watermark"], let entries = map else { return self }
    var result = self
    result.content = .map(
      entries.map { entry in
        guard entry.key == "tracks", let tracks = entry.value.list else { return entry }
        var entry = entry
        entry.value.content = .list(tracks + [watermark.watermarkTrack])
        return entry
      })
    return result
  }

  /// The track that a watermark stands for.
  private var watermarkTrack: SyntaxNode {
    var item = (map ?? [entry("src", self)]).map { $0.key == "src" ? entry("clip", $0.value) : $0 }
    let usual: [(String, SyntaxNode)] = [
      ("at", word("start")), ("until", word("end")), ("position", word("bottom-right")), ("margin", word("title")),
      ("scale", node(.map([entry("width", word("12%"))]))), ("opacity", word("80%")),
    ]
    for (key, value) in usual where !item.contains(where: { $0.key == key }) { item.append(entry(key, value)) }
    return node(.map([entry("kind", word("overlay")), entry("items", node(.list([node(.map(item))])))]))
  }

  private func word(_ text: String) -> SyntaxNode { node(.scalar(Scalar(text: text, style: .plain))) }
  private func node(_ content: Content) -> SyntaxNode { SyntaxNode(span: span, content: content) }
  private func entry(_ key: String, _ value: SyntaxNode) -> SyntaxEntry { SyntaxEntry(key: key, keySpan: span, value: value) }
}
