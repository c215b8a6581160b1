import Testing

@Suite struct VariableTests {
  @Test(arguments: [
    ("$a", "one"), ("x$a", "xone"), ("$a$a", "oneone"), ("$a.end - 2f", "one.end - 2f"),
    ("$$a", "$$a"), ("cost $5", "cost $5"), ("5$", "5$"), ("$$$a", "$$one"), ("$a-b", "one-b"),
  ]) func areReplacedOnce(written: String, expected: String) {
    let expansion = Expansion(film("{clip: \(written)}", "vars: {a: {default: one}}"))
    #expect(expansion.items == ["{clip: \(expected)}"])
  }

  @Test func aValueIsNeitherYAMLNorReplacedAgain() {
    let result = Expansion(
      film("{clip: $a, x-keep: $nothing}", "vars: {a: {default: ''}}"),
      set: [("a", "first"), ("a", "{b: $a}")])
    #expect(result.text?.contains("clip: \"{b: $$a}\"") == true)
    #expect(result.text?.contains("x-keep: $nothing") == true)
  }

  @Test func bareTextStaysBareAndEmptyTextIsText() {
    let result = Expansion(
      film("{clip: $e, in: $n, id: '$n'}", "vars: {n: {type: integer, default: 3}, e: {default: ''}}"))
    #expect(result.items == ["{clip: \"\", in: 3, id: \"3\"}"])
  }

  @Test func theirKeysAreGone() {
    let result = Expansion("timeline: 1\nvars: {}\nimports: []\nsequences: {}\nstyles: {}\ntracks: []\n")
    #expect(result.text == "timeline: 1\nstyles: {}\ntracks: []\n")
  }

  @Test func whatIsUnknownIsAnErrorAtItsLetters() {
    let result = Expansion(film("{clip: 'a-$tpye.mp4'}", "vars: {type: {default: x}}"))
    #expect(result.messages == ["undefined-variable 5:19 there is no variable 'tpye'"])
    #expect(result.bag.diagnostics[0].fixIts.map(\.replacement) == ["${type}"])
  }

  @Test(arguments: [
    ("${a", "unclosed-variable"), ("${}", "bad-variable"), ("${${a}}", "bad-variable"),
    ("${a b}", "undefined-variable"),
    ("$c", "variable-without-value"),
  ]) func brokenUses(written: String, code: String) {
    #expect(Expansion(film("{clip: \"\(written)\"}", "vars: {a: {default: one}, c: {}}")).codes == [code])
  }

  @Test func bracesEndAName() {
    #expect(Expansion(film("clip: ${a}x", "vars: {a: {default: one}}")).items == ["{clip: onex}"])
  }

  @Test(arguments: [
    ("{type: «integre}", "unknown-word"), ("{type: «enum}", "missing-key"),
    ("{type: integer, default: «2, min: 3}", "out-of-range"), ("{«typo: x}", "unknown-key"),
    ("{type: enum, values: [a, b], default: «c}", "unknown-word"), ("{default: «$b}", "variable-in-default"),
    ("{default: «$a}", "variable-in-default"), ("{max-chars: 2, default: «abc}", "out-of-range"),
    ("{type: time, default: «2x}", "bad-time"), ("{type: boolean, default: «yes}", "wrong-value"),
    ("{type: color, default: «rde}", "wrong-value"),
    ("{type: time, max: 2s, default: «2100ms}", "out-of-range"),
    ("{type: color, «max: 3}", "needless-key"), ("«text", "wrong-kind"),
  ]) func declarationsAreChecked(declaration: String, code: String) {
    let document = unmarked("timeline: 1\nvars: {a: \(declaration), b: {default: x}}\ntracks: []\n")
    let messages = Expansion(document.text).messages
    #expect(messages.count == 1)
    #expect(messages.first?.hasPrefix("\(code) \(document.place) ") == true, "\(messages)")
  }

  @Test func settingsAreChecked() {
    let top = "vars: {speed: {type: number, max: 2, default: 1}, t: {type: time}}"
    #expect(
      Expansion(film("{clip: a, speed: $speed, in: $t}", top), set: [("t", "2s"), ("speed", "3/2")]).items
        == [
          "{clip: a, speed: 3/2, in: 2s}"
        ])
    #expect(
      Expansion(film("{clip: a}", top), set: [("sped", "1")]).messages == [
        "undeclared-variable 2:1 the document has no variable 'sped' to set"
      ])
    let bad = Expansion(film("{clip: a, speed: $speed}", top), set: [("speed", "3")])
    #expect(bad.codes == ["out-of-range"])
    #expect(bad.bag.diagnostics[0].notes.first == "set by '--set speed=3'")
  }
}
