import Diagnostics
import Testing
import Timeline

/// What is said about broken texts, and where.
@Suite struct FaultTests {
  @Test(
    "YAML mistakes",
    arguments: [
      ("name: a\n«name»: b\n", "duplicate-key"), ("name: a\n«\"name\"»: b\n", "duplicate-key"),
      ("a: {<<: {b: 1}, «<<»: {c: 1}}\n", "duplicate-key"), ("a: {<<: «5»}\n", "merge-not-mapping"),
      ("- «*nothing»\n", "unknown-alias"), ("a: &a\n  b: «*a»\n", "recursive-alias"),
      ("a: «!!python/object:os.system» x\n", "unknown-tag"), ("a: «!foo» {b: 1}\n", "unknown-tag"),
      ("a: «!e!foo» x\n", "unknown-tag"), ("a: «!!seq» x\n", "tag-mismatch"),
      ("a: 1\n«---»\nb: 2\n", "several-documents"), ("a: 1\n...\n«b:» 2\n", "several-documents"),
      ("? «[a, b]»\n: c\n", "key-not-scalar"), ("text: {«{name}»}\n", "key-not-scalar"),
      ("«:» x\n", "empty-key"), ("«~»: x\n", "empty-key"), ("", "empty-document"),
      ("«»# only this\n", "empty-document"),
      ("a:\n«\t»b: 1\n", "tab-indentation"), ("a: 1\n«\t»b: 2\n", "tab-indentation"),
      ("a: b\n  «\t»c: 1\n", "tab-indentation"), ("a: «\"»b\nc: d\n", "yaml-syntax"),
      ("a: «[»1, 2\nb: 3\n", "yaml-syntax"),
      ("a: 1\n«]»\n", "yaml-syntax"), ("a: {x: [1«}»}\n", "yaml-syntax"), ("a: b«:» c\n", "yaml-syntax"),
      ("a: 1\n  «b»: 2\n", "yaml-syntax"), ("a:\n  b: 1\n «c:» 2\n", "yaml-syntax"),
      ("a: 1\n«b»\nc: 2\n", "yaml-syntax"), ("a: 1\nb«:»2\nc: 3\n", "yaml-syntax"),
      ("a: \"C:«\\p»ath\"\n", "yaml-syntax"), ("a: «@b»\n", "yaml-syntax"), ("{a«:», b: 1}", "yaml-syntax"),
      ("a: «\"x\\0\"»\n", "control-character"),
      ("background: «#ffcc00»\n", "unquoted-color"), ("- «#fff»\n", "unquoted-color"),
      ("a: {background: «#ffcc00»}\nb: 1\n", "unquoted-color"), ("a: [«#fff», #000]\n", "unquoted-color"),
      ("o: {file: «out/${x}.mp4»}\n", "unquoted-variable"), ("[a, «${b} c», d]\n", "unquoted-variable"),
      ("when: «!$x == y» # c\n", "unquoted-condition"), ("when: «!${x}»\n", "unquoted-condition"),
      ("{when: «!$x», a: 1}\n", "unquoted-condition"), ("{e: «f(1, 1, g(2, 3))», h: 3}\n", "unquoted-commas"),
    ])
  func yaml(text: String, code: String) { check(text, code, isJSON: nil) }

  @Test(
    "JSON mistakes",
    arguments: [
      ("{\"a\": 1} «x»", "json-syntax"), ("{\"a\": «025»}", "json-syntax"), ("[«NaN»]", "json-syntax"),
      ("[1«,»]", "json-syntax"), ("{«a»: 1}", "json-syntax"), ("{«'a'»: 1}", "json-syntax"),
      ("[«True»]", "json-syntax"),
      ("[\"a«\n»b\"]", "json-syntax"), ("[«\"»abc", "json-syntax"), ("«[»1", "json-syntax"),
      ("[\"«\\ud800»\"]", "json-syntax"),
      ("[\"«\\u0000»\"]", "json-syntax"), ("[\"«\\x»\"]", "json-syntax"), ("[1 «2»]", "json-syntax"),
      ("{\"a\" «1»}", "json-syntax"), ("[1 «/»/ c\n]", "json-syntax"), ("[«1.»]", "json-syntax"),
      ("[«-»]", "json-syntax"),
      ("{\"a\": 1, «\"a\"»: 2}", "duplicate-key"), ("", "empty-document"), ("[«\"»\\", "json-syntax"),
    ])
  func json(text: String, code: String) { check(text, code, isJSON: true) }

  /// The first diagnostic has the code and the place, and each of its edits mends it.
  private func check(_ text: String, _ code: String, isJSON: Bool?) {
    let (clean, range) = marked(text)
    let first = read(clean, isJSON: isJSON).bag.sorted.first
    #expect(first?.code == code, "\(clean)")
    #expect(first?.span.range == range, "\(clean): \(first?.message ?? "")")
    for fix in first?.fixIts ?? [] {
      let mended = applying(fix, to: clean)
      let left = read(mended, isJSON: isJSON).bag.sorted.first
      #expect(left?.code != code || left?.span.start ?? 0 > range.lowerBound, "\(mended)")
    }
  }
}
