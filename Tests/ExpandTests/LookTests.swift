import Testing

@Suite struct LookTests {
  static let library = """
    timeline: 1
    vars: {warmth: {type: number, default: 0.2}, table: {type: path, default: own.cube}}
    looks:
      dusk: [{temperature: $warmth}, {lut: $table}, {lut: {file: half.cube, amount: 0.5}}]
    sequences:
      bit: [{clip: s.mp4, look: dusk}]
    """
  static let files = ["lib/lib.timeline.yaml": library]
  static let top = "imports: [lib/lib.timeline.yaml]"

  @Test func looksOfImportsAreTheirs() {
    let dusk =
      "effects: [{temperature: 0.2}, {lut: lib/own.cube}, {lut: {file: lib/half.cube, amount: 0.5}}]"
    let written = Expansion(film("{clip: a.mp4, \(dusk)}"))
    let named = Expansion(film("{clip: a.mp4, look: lib.dusk}", Self.top), files: Self.files)
    #expect(named.text == written.text, "\(named.messages)")
    let inside = Expansion(film("{sequence: lib.bit}", Self.top), files: Self.files)
    #expect(inside.text?.contains("{lut: lib/own.cube}") == true, "\(inside.messages)")
  }

  @Test(arguments: [
    ("{clip: a.mp4, look: «lib.dsuk}", "unknown-look", "'lib' has no look 'dsuk'"),
    ("{clip: a.mp4, look: «dusk}", "unknown-look", "there is no look 'dusk'"),
    ("{clip: a.mp4, look: «{a: b}}", "wrong-kind", "'look' takes the name of a look, not a mapping"),
  ]) func unknownLooks(item: String, code: String, message: String) {
    let document = unmarked(film(item, Self.top))
    #expect(Expansion(document.text, files: Self.files).messages == ["\(code) \(document.place) \(message)"])
  }

  /// A look whose variable is wrong says so once, and nothing about what it would have held.
  @Test func refusedVariablesAreToldOnce() {
    let top = "looks: {dim: [{exposure: $stops}]}"
    let result = Expansion(film("{clip: a.mp4, look: dim}\n{clip: b.mp4, look: dim}", top))
    #expect(result.codes == ["undefined-variable"])
  }

  /// A document's look is not that of tracks inside its sequences.
  @Test func tracksInsideSequencesHaveNone() {
    let items = film("{sequence: {items: [{clip: a.mp4}]}}", "look: documentary-clean")
    #expect(Expansion(items).text?.occurrences(of: "contrast") == 1)
  }
}

extension String {
  /// How often a text occurs in it.
  fileprivate func occurrences(of text: String) -> Int { ranges(of: text).count }
}
