import Testing

@Suite struct SequenceTests {
  static let top = """
    vars: {outer: {default: o}}
    sequences:
      bit:
        vars: {from: {type: time}, name: {default: x}}
        tracks: [{items: [{clip: a, in: $from, id: $name-$outer}]}]
      row: [{clip: b}]
      pair:
        vars: {t: {type: time, default: 4s}}
        items: [{sequence: bit, with: {from: $t, name: p}, at: 1s}, {sequence: row}]
    """

  @Test func argumentsReplaceVariables() {
    let result = Expansion(
      film("{sequence: bit, with: {from: 1s}, at: 2s}\n{sequence: pair, x-own: 1}", Self.top))
    #expect(
      result.text == """
        timeline: 1
        tracks:
          - items:
              - sequence:
                  x-name: bit
                  tracks:
                    - items:
                        - {clip: a, in: 1s, id: x-o}
                at: 2s
              - sequence:
                  x-name: pair
                  items:
                    - sequence:
                        x-name: bit
                        tracks:
                          - items:
                              - {clip: a, in: 4s, id: p-o}
                      at: 1s
                    - sequence:
                        x-name: row
                        items:
                          - {clip: b}
                x-own: 1

        """)
    #expect(Expansion(result.text ?? "").text == result.text)
  }

  @Test(arguments: [
    ("{sequence: bti, with: {from: 1s}}", "unknown-sequence 13:20 there is no sequence 'bti'"),
    ("{sequence: bit}", "missing-argument 13:20 'bit' needs 'from'"),
    ("{sequence: bit, with: {form: 1s, from: 1s}}", "unknown-argument 13:32 'bit' has no argument 'form'"),
    ("{sequence: bit, with: {from: 1x}}", "bad-time 13:38 'from': '1x' is not a time"),
    ("{sequence: row, with: {a: 1s}}", "unknown-argument 13:32 'row' has no argument 'a'"),
    ("{sequence: bit, with: [1s]}", "wrong-kind 13:31 'with' takes a mapping of arguments, not a list"),
  ]) func usesAreChecked(item: String, message: String) {
    let messages = Expansion(film(item, Self.top)).messages
    #expect(messages.first?.hasPrefix(message) == true, "\(messages)")
  }

  @Test func namesDoNotLeakIn() {
    let top = "sequences: {s: [{clip: $row}]}"
    #expect(Expansion(film("{each: [a], sequence: s}", top)).codes == ["undefined-variable"])
  }

  @Test(arguments: [
    ("a: [{sequence: a}]", "the sequence 'a' contains itself"),
    ("a: [{sequence: b}]\n  b: [{sequence: a}]", "these sequences contain each other: a > b > a"),
    ("a: [{stack: [{sequence: {items: [{sequence: a}]}}]}]", "the sequence 'a' contains itself"),
  ]) func loopsAreReportedOnce(sequences: String, message: String) {
    for items in ["{clip: x}", "{sequence: a}"] {
      let result = Expansion(film(items, "sequences:\n  \(sequences)"))
      #expect(result.codes == ["sequence-cycle"])
      #expect(result.messages.first?.hasSuffix(message) == true)
    }
    #expect(
      Expansion(film("{sequence: $n}", "vars: {n: {default: a}}\nsequences: {a: [{sequence: $n}]}")).codes
        == ["sequence-cycle"])
  }

  @Test func unusedSequencesAreChecked() {
    let top =
      "sequences:\n  a: {vars: {v: {}}, items: [{clip: $v, in: $w}, {sequence: none}, {each: $v, clip: $row}]}"
    #expect(Expansion(film("{clip: x}", top)).codes == ["undefined-variable", "unknown-sequence"])
  }

  @Test func shapesAreChecked() {
    #expect(Expansion(film("{clip: x}", "sequences: {a: {track: []}}")).codes == ["wrong-kind"])
    #expect(Expansion(film("{clip: x}", "sequences: [a]")).codes == ["wrong-kind"])
    let chain = (0..<100).map { "  s\($0): [{sequence: s\($0 + 1)}]\n" }.joined() + "  s100: [{clip: a}]"
    #expect(Expansion(film("{clip: x}", "sequences:\n" + chain)).codes == ["nesting-too-deep"])
  }

  @Test func stylesAreChecked() {
    #expect(Expansion(film("{clip: x}", "styles: {a: {size: 3}, b: {extends: a}}")).codes == [])
    #expect(Expansion(film("{clip: x}", "styles: {a: {extends: a}}")).codes == ["style-cycle"])
    #expect(
      Expansion(film("{clip: x}", "styles: {a: {extends: b}, b: {extends: a}}")).codes == ["style-cycle"])
    #expect(Expansion(film("{clip: x}", "styles: {title: {extends: tilte}}")).codes == ["unknown-style"])
  }
}
