import Testing

@Suite struct ConditionTests {
  static let top =
    "vars: {lang: {type: enum, values: [en, ar], default: ar}, on: {type: boolean, default: true}, n: {type: number, default: 1.0}}"

  @Test(arguments: [
    "$lang == ar", "$lang == \"ar\"", "'ar' == $lang", "$lang != en", "$on", "true", "not false",
    "not $lang == en",
    "$on == TRUE", "$n == 1", "false and false or true", "true or true and false", "not (true and false)",
    "(($on))", "not not $on", "$lang-x == ar-x", "! ($lang == en)", "!false", "$lang==ar", "\"\" == ''",
    "a.b == a.b",
  ]) func hold(condition: String) { #expect(kept(condition) == 1) }

  @Test(arguments: [
    "$lang == en", "$lang != ar", "not $on", "true and false", "not true or false", "false and true or false",
    "!$on", "ar == AR", "1 == 1.0", "not (true or false)", "$lang == \"$lang \"",
  ]) func doNotHold(condition: String) { #expect(kept(condition) == 0) }

  private func kept(_ condition: String) -> Int {
    let quoted = "'" + condition.replacing("'", with: "''") + "'"
    let result = Expansion(film("{clip: a, when: \(quoted)}", Self.top))
    #expect(result.messages.isEmpty)
    return result.items.count
  }

  @Test(arguments: [
    ("$lang «= ar", "a condition has no '='"), ("$lang «&& $on", "a condition has no '&&'"),
    ("$lang == new «york", "a condition goes on with 'and' or 'or' here"),
    ("«($on", "this '(' is not closed"),
    ("$on«)", "this ')' closes nothing"), ("«$lang", "'ar' is neither true nor false"),
    ("$on and «$onn", "there is no variable 'onn'"),
    ("$lang =«=", "the condition ends where a value is wanted"),
    ("«== ar", "a condition has a value here: text or a variable"),
  ]) func faultsHaveColumns(condition: String, message: String) {
    let document = unmarked("timeline: 1\n\(Self.top)\ntracks: [{items: [{when: \(condition), clip: a}]}]\n")
    let messages = Expansion(document.text).messages
    #expect(messages.count == 1)
    #expect(messages.first?.hasSuffix(" \(document.place) \(message)") == true, "\(messages)")
  }

  @Test func tracksAndNestedItemsHaveThem() {
    let result = Expansion(
      """
      timeline: 1
      tracks:
        - {when: 1 == 2, items: [{clip: gone}]}
        - when: true
          items:
            - stack: [{clip: a, when: false}, {clip: b}]
            - sequence: {tracks: [{when: false, items: []}, {items: [{clip: c, when: false}, {clip: d}]}]}
      """)
    #expect(
      result.text == """
        timeline: 1
        tracks:
          - items:
              - stack:
                  - {clip: b}
              - sequence:
                  tracks:
                    - items:
                        - {clip: d}

        """)
  }

  @Test func deepNestingIsRefused() {
    let deep = String(repeating: "(", count: 100_000)
    #expect(Expansion(film("{clip: a, when: '\(deep)'}")).codes == ["bad-condition"])
    let nots = String(repeating: "not ", count: 100_000)
    #expect(Expansion(film("{clip: a, when: '\(nots) true'}")).codes == ["bad-condition"])
  }
}
