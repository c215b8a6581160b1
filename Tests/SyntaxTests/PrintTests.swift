import Testing
import Timeline

/// Printed trees read back as themselves.
@Suite struct PrintTests {
  @Test("the corpus, printed and read again") func corpusRoundTrip() throws {
    for (name, bytes) in try corpus() {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let root = read(text).root else { continue }
      let printed = printYAML(root)
      let again = read(printed)
      #expect(again.bag.diagnostics.isEmpty, "\(name):\n\(printed)")
      #expect(outline(again.root) == outline(root), "\(name):\n\(printed)")
      #expect(again.root.map(printYAML) == printed, "\(name)")
    }
  }

  @Test("awkward texts, as keys and values, plain and quoted") func awkward() {
    let texts = [
      "a", "", " ", "- a", "-", "-6dB", "?", "? x", ":", ":x", "a: b", "a:", "a #b", "#fff", "~", "null",
      "<<", "---", "...",
      "--- a", "[a]", "{a}", "a, b", "f(1, 2)", "*a", "&a", "!a", "|", ">", "'", "\"", "%a", "@a", "`a",
      "a\nb", "a\r", "\t",
      "a\tb", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{7F}", "🎬", "é", "\\n", "${x}", "out/${x}.mp4", "a ", " a",
      "true", "1e3",
      String(repeating: "k", count: 1500), String(repeating: "é ", count: 700) + "x",
    ]
    for text in texts {
      check(SyntaxNode(text, .quoted))
      check(SyntaxNode(span: .none, content: .list([SyntaxNode(text, .quoted), SyntaxNode("x", .plain)])))
      let entry = SyntaxEntry(key: text, keySpan: .none, value: SyntaxNode(text, .quoted))
      let map = SyntaxNode(span: .none, content: .map([entry]))
      check(map)
      check(SyntaxNode(span: .none, content: .list([map, map])))
      let tall = SyntaxEntry(
        key: text + "2", keySpan: .none, value: SyntaxNode(span: .none, content: .list([map])))
      check(SyntaxNode(span: .none, content: .map([entry, tall])))
    }
  }

  private func check(_ node: SyntaxNode) {
    let printed = printYAML(node)
    let reading = read(printed, isJSON: false)
    #expect(reading.bag.diagnostics.isEmpty, "\(printed)")
    #expect(outline(reading.root) == outline(node), "\(printed)")
  }
}
