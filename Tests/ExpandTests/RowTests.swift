import Testing

@Suite struct RowTests {
  @Test func mappingsOfferTheirKeysAndScalarsTheRow() {
    let top = "vars: {a: {default: outer}}"
    #expect(
      Expansion(film("{each: [{a: x, b: 1}, {a: $a, b: 2}], clip: $a$b$index}", top)).items == [
        "{clip: x11}", "{clip: outer22}",
      ])
    #expect(
      Expansion(film("{each: [x, y], clip: '$row', id: i$index}")).items == [
        "{clip: \"x\", id: i1}", "{clip: \"y\", id: i2}",
      ])
    #expect(Expansion(film("{each: [], clip: $row}")).items == [])
    #expect(
      Expansion(film("{each: [1, 2, 3], when: $row != 2, clip: a$row}")).items == [
        "{clip: a1}", "{clip: a3}",
      ])
  }

  @Test func filesAreFoundByPattern() {
    let files = ["clips/b.mp4": "", "clips/a.mp4": "", "clips/c.mov": ""]
    #expect(
      Expansion(film("{each: 'clips/*.mp4', clip: $row}"), files: files).items == [
        "{clip: clips/a.mp4}", "{clip: clips/b.mp4}",
      ])
    let none = Expansion(film("{each: 'x/*.mp4', clip: $row}"), files: files)
    #expect(none.codes == ["no-files"] && none.text != nil)
  }

  @Test(arguments: [
    ("rows.csv", "\u{FEFF}n,t\r\na,1s\r\n\r\n\"b, \"\"c\"\"\",2s\r\n"),
    ("rows.csv", "n,t\na,1s\n\"b, \"\"c\"\"\",2s"),
    ("rows.json", #"[{"n": "a", "t": "1s"}, {"n": "b, \"c\"", "t": "2s"}]"#),
    ("rows.yaml", "- {n: a, t: 1s}\n- n: 'b, \"c\"'\n  t: 2s\n"),
  ]) func dataFiles(name: String, text: String) {
    let result = Expansion(film("{each: \(name), clip: $t, id: \"$n\"}"), files: [name: text])
    #expect(
      result.items == ["{clip: 1s, id: \"a\"}", "{clip: 2s, id: \"b, \\\"c\\\"\"}"], "\(result.messages)")
  }

  @Test(arguments: [
    ("n,t\na,1\nb\n", "bad-data rows.csv:3:1 this row has 1 cell, and the table has 2 columns"),
    ("n,t\na,\"1\n", "bad-data rows.csv:2:3 this quoted cell is not closed"),
    ("n,t\na,\"1\"x\n", "bad-data rows.csv:2:6 text behind the closing quote of a cell"),
    ("n,n\n", "bad-data rows.csv:1:3 two columns are called 'n'"),
    ("n,\n", "bad-data rows.csv:1:3 column 2 has no name"),
    ("\n", "bad-data rows.csv:1:1 the table is empty; its first line names the columns"),
  ]) func brokenTablesPointIntoTheFile(text: String, message: String) {
    #expect(Expansion(film("{each: rows.csv, clip: $n}"), files: ["rows.csv": text]).messages == [message])
  }

  @Test func otherThingsAreErrors() {
    #expect(
      Expansion(film("{each: rows.csv, clip: $n}")).messages == ["bad-data 4:16 'rows.csv' does not exist"])
    #expect(Expansion(film("{each: twice, clip: a}")).codes == ["wrong-kind"])
    #expect(Expansion(film("{each: {a: 1}, clip: a}")).codes == ["wrong-kind"])
    #expect(Expansion(film("{each: [[a]], clip: a}")).codes == ["wrong-kind"])
    #expect(Expansion(film("{each: [{a: [b]}], clip: $a}")).codes == ["not-text"])
    #expect(Expansion(film("{each: ../rows.csv, clip: a}"), safe: true).codes == ["outside-root"])
    #expect(Expansion(film("{each: [1, 2, 3], clip: $nothing}")).codes == ["undefined-variable"])
  }

  @Test func tenThousandRowsTakeNoTime() {
    let rows = (0..<10_000).map { "clip\($0).mp4,\($0)s,\"name \($0)\"\n" }.joined()
    let document = film("{each: rows.csv, clip: $file, in: $from, x-a: 1, id: 'i$index', when: $index != 5}")
    var result: Expansion?
    let time = ContinuousClock().measure {
      result = Expansion(document, files: ["rows.csv": "file,from,name\n" + rows])
    }
    #expect(result?.items.count == 9999)
    #expect(time < .seconds(10))
  }

  @Test func limitsHold() {
    #expect(Expansion(film("{each: [1, 2, 3], clip: a}"), itemLimit: 3).codes == [])
    #expect(Expansion(film("{each: [1, 2, 3, 4], clip: a}"), itemLimit: 3).codes == ["too-many-items"])
    let laughs = (1...15).map { i in
      "  s\(i): [" + repeatElement("{sequence: s\(i - 1)}", count: 10).joined(separator: ", ") + "]\n"
    }
    let document =
      "timeline: 1\nsequences:\n  s0: [{clip: a}]\n\(laughs.joined())tracks: [{items: [{sequence: s15}]}]\n"
    #expect(Expansion(document, itemLimit: 10_000).codes == ["too-many-items"])
    let long = Expansion(
      film(
        "{each: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], clip: $a$a$a$a}",
        "vars: {a: {default: \(String(repeating: "x", count: 1 << 20))}}"),
      itemLimit: 100)
    #expect(long.codes == ["expansion-too-large"])
  }
}
