import Diagnostics
import Testing
import Timeline

/// What is read from texts that are well written.
@Suite struct TreeTests {
  @Test(
    "texts and their trees",
    arguments: [
      ("a: 1\nb: 'x'\n", "{a: 1, b: 'x'}"),
      ("a: |\n  one\n  two\n\nb: >-\n  one\n  two\n", "{a: 'one\ntwo\n', b: 'one two'}"),
      ("- yes\n- 0x10\n- 1:30\n- ~\n-\n", "[yes, 0x10, 1:30, ~, ]"),
      ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", "{a: {x: 1, y: 2}, b: {x: 1, y: 3}}"),
      ("a: &a {x: 1}\nb: {y: 0, <<: [*a, {x: 2, z: 3}]}\n", "{a: {x: 1}, b: {y: 0, x: 1, z: 3}}"),
      ("a: !!str 12\nb: !!int \"3\"\nc: ! no\n", "{a: '12', b: 3, c: 'no'}"),
      ("\"<<\": 1\n", "{<<: 1}"),
      ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"),
      ("[a: 1, {b: 2}]", "[{a: 1}, {b: 2}]"),
      ("a: one\u{2028}two\n", "{a: 'one\u{2028}two'}"),
      ("{\"a\": [1e3, \"\\ud83c\\udfac\\u0041\"], \"b\": null}", "{a: [1e3, '🎬A'], b: null}"),
      ("file: out/${x}.mp4\n", "{file: out/${x}.mp4}"),
      ("a: {x: b (c), d: (e), f: g}\n", "{a: {x: b (c), d: (e), f: g}}"),
    ])
  func trees(text: String, tree: String) {
    let reading = read(text)
    #expect(reading.bag.diagnostics.map(\.message) == [])
    #expect(outline(reading.root) == tree)
  }

  @Test(
    "the span of the value of 'k'",
    arguments: [
      "k: «plain text» # comment\n", "é: ü\nk: «\"quo\\\"ted\"»\n", "k:«» # nothing\nj: 1\n", "k:«»\n",
      "k: «[a, {b: c}]»  # end\n", "k:\n  «a: 1\n  b:\n    - c»\n\n# after\nj: 1\n",
      "k: «|\n  one\n  two»\n\n\nj: 1\n",
      "k: &x «y»\n", "k: &x # c\n  «a: 1»\nj: 1\n", "k: !!str «12»\n", "{\"k\": «\"v\"», \"j\": 1}",
      "{\"k\": «[1, 2]»}",
      "{j: 1, k:«» , l: 2}", "k:\n«- a\n- b»\n", "k: «> \n  a\n  b»\n", "k: «'one\n  two'»\n",
      "💡: 1\nk: «{ö: ä}»\n",
      "j: &a 1\nk: «[b, *a]»\n", "k: «[\n  a, # c\n]»\nj: 2\n",
    ])
  func spans(text: String) throws {
    let (clean, range) = marked(text)
    let reading = read(clean)
    #expect(reading.bag.diagnostics.isEmpty)
    let value = try #require(reading.root?["k"])
    #expect(value.span.range == range)
  }

  @Test("an alias keeps the places of what it names") func aliasSpans() throws {
    let root = try #require(read("a: &a {x: 1}\nb: *a\nc: {<<: *a}\n").root)
    let written = try #require(root["a"]?["x"]).span
    #expect(root["b"]?["x"]?.span == written)
    #expect(root["c"]?["x"]?.span == written)
  }

  @Test("text that opens like JSON and is none is read as YAML, unless its name says JSON") func eitherForm() {
    #expect(outline(read("{a: 1}").root) == "{a: 1}")
    #expect(read("{a: 1}", isJSON: true).bag.diagnostics.map(\.code) == ["json-syntax"])
    #expect(outline(read("{\"a\": 'b'}", isJSON: nil).root) == "{a: 'b'}")
  }

  @Test("bytes become text") func decoding() {
    func codes(_ bytes: [UInt8]) -> String? { decodeText(path: "t", bytes: bytes).diagnostic?.code }
    #expect(decodeText(path: "t", bytes: [0xEF, 0xBB, 0xBF, 0x61]).source.bytes == [0x61])
    #expect(codes(Array("é ✓ 🎬\t\r\n".utf8)) == nil)
    #expect(codes([0xFF, 0xFE, 0x61, 0]) == "not-utf-8")
    #expect(codes([0x61, 0, 0x62, 0]) == "not-utf-8")
    #expect(codes([0, 0, 0, 0x61]) == "not-utf-8")
    #expect(codes([0x61, 0xED, 0xA0, 0x80]) == "not-utf-8")
    #expect(codes([0x61, 0xC0, 0x80]) == "not-utf-8")
    #expect(codes([0x61, 0xE2, 0x82]) == "not-utf-8")
    #expect(codes([0, 0, 0, 0x20] + Array("ftypisom".utf8) + [0, 0, 2, 0]) == "not-a-text")
    #expect(codes(Array("RIFF".utf8) + [0x24, 8, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0]) == "not-a-text")
    #expect(codes([0x61, 0x07]) == "control-character")
    #expect(codes([0x61, 0x62, 0x63, 0x64, 0]) == "control-character")
    let late = decodeText(path: "t", bytes: Array("a: 1\nü: ".utf8) + [0xE9])
    #expect(late.diagnostic?.span == Span(start: 9, end: 10))
  }
}
