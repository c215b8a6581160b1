import Testing

@Suite struct ImportTests {
  static let library = """
    timeline: 1
    imports: [deep/base.yaml]
    vars: {len: {type: time, default: 2s}, logo: {type: path, default: img/logo.png}}
    media: {shot: clips/shot.mp4, spare: clips/spare.mp4, logo: {src: $logo}}
    sequences:
      bit:
        vars: {extra: {type: path, default: shot}}
        items: [{clip: shot, out: $len}, {clip: clips/own.mp4}, {clip: base.x}, {clip: $extra}, {sequence: base.s}]
    """
  static let files = [
    "lib/lib.timeline.yaml": library,
    "lib/deep/base.yaml":
      "media: {x: x.mp4}\nvars: {v: {default: 1}}\nsequences: {s: [{clip: s.mp4, in: $v}]}\n",
  ]
  static let top = "imports: [lib/lib.timeline.yaml]\nmedia: {mine: mine.mp4}"

  @Test func namesAndPathsBecomeTheDocuments() {
    let result = Expansion(
      film(
        "{sequence: lib.bit, with: {extra: mine}}\n{clip: lib.logo, out: '${lib.len}', in: $lib.len}",
        Self.top),
      files: Self.files)
    #expect(
      result.text == """
        timeline: 1
        media:
          mine: mine.mp4
          lib.shot: lib/clips/shot.mp4
          lib.logo: {src: lib/img/logo.png}
          lib.base.x: lib/deep/x.mp4
        tracks:
          - items:
              - sequence:
                  x-name: lib.bit
                  items:
                    - {clip: lib.shot, out: 2s}
                    - {clip: lib/clips/own.mp4}
                    - {clip: lib.base.x}
                    - {clip: mine}
                    - sequence:
                        x-name: base.s
                        items:
                          - {clip: lib/deep/s.mp4, in: 1}
              - {clip: lib.logo, out: "2s", in: 2s}

        """, "\(result.messages)")
  }

  @Test(arguments: [
    ("{clip: «lib.nothing}", "unknown-media", "'lib' has no media 'nothing'"),
    ("{sequence: «lib.bti}", "unknown-sequence", "'lib' has no sequence 'bti'"),
    ("{clip: '«${lib.lne}'}", "undefined-variable", "'lib' has no variable 'lne'"),
  ]) func unknownMembers(item: String, code: String, message: String) {
    let document = unmarked(film(item, Self.top))
    #expect(Expansion(document.text, files: Self.files).messages == ["\(code) \(document.place) \(message)"])
  }

  @Test func aFileMayBeCalledAsAnImportIs() {
    var files = Self.files
    files["lib.mp4"] = ""
    #expect(Expansion(film("{clip: lib.mp4}", Self.top), files: files).items == ["{clip: lib.mp4}"])
  }

  @Test func pathsBelongToWhoWritesTheirBeginning() {
    let library = """
      vars: {lang: {default: en}, dir: {type: path, default: img}}
      sequences:
        s:
          vars: {name: {}, at: {type: path, default: here}}
          items:
            - clip: ${lang}/a.mp4
            - clip: $name.mp4
            - clip: $dir/b.mp4
            - clip: $at/c.mp4
            - {each: [x], clip: $index-$row.mp4}
            - {each: 'lib/*.mp4', clip: $row}
            - clip: /d/$lang.mp4
      """
    let result = Expansion(
      film("{sequence: lib.s, with: {name: n, at: there}}", "imports: [lib/lib.yaml]"),
      files: ["lib/lib.yaml": library, "lib/lib/z.mp4": ""], set: [("lib.lang", "ar"), ("lib.dir", "pics")])
    let clips = (result.text ?? "").split(separator: "{clip: ").dropFirst().map { $0.prefix { $0 != "}" } }
    #expect(
      clips == [
        "lib/ar/a.mp4", "lib/n.mp4", "pics/b.mp4", "there/c.mp4", "lib/1-x.mp4", "lib/lib/z.mp4", "/d/ar.mp4",
      ], "\(result.messages)")
  }

  @Test func settingsReachImports() {
    let result = Expansion(
      film("{clip: a, in: $lib.len}", Self.top), files: Self.files, set: [("lib.len", "9s")])
    #expect(result.items == ["{clip: a, in: 9s}"])
  }

  @Test(arguments: [
    ("nowhere.yaml", "bad-import 2:11 'nowhere.yaml' does not exist"),
    ("doc.timeline.yaml", "import-cycle 2:11 'doc.timeline.yaml' imports itself"),
    ("a.yaml", "import-cycle 2:11 these documents import each other: a.yaml > b.yaml > a.yaml"),
    ("list.yaml", "not-a-timeline list.yaml:1:1 an imported document is a mapping, not a list"),
    ("https://a.b/c.yaml", "not-a-file 2:11 'https://a.b/c.yaml' is an address; reelc reads files only"),
  ]) func whatCannotBeImported(path: String, message: String) {
    let files = [
      "a.yaml": "imports: [b.yaml]\n", "b.yaml": "imports: [a.yaml]\n", "list.yaml": "[a]\n",
    ]
    let result = Expansion(film("{clip: x}", "imports: ['\(path)']"), files: files)
    #expect(result.messages == [message])
  }

  @Test func namesOfALostImportAreNotMissed() {
    let items = "{sequence: lost.s, with: {a: 1}}\n{clip: '${lost.v}'}\n{clip: lost.m}"
    #expect(Expansion(film(items, "imports: [lost.yaml]")).codes == ["bad-import"])
  }

  @Test func mistakesInAnImportAreShownThere() {
    let result = Expansion(film("{clip: a}", "imports: [a.yaml]"), files: ["a.yaml": "media: [\n"])
    #expect(result.messages.count == 1)
    #expect(result.messages.first?.contains(" a.yaml:") == true, "\(result.messages)")
  }

  @Test func safeImportsStayInside() {
    #expect(
      Expansion(film("{clip: a}", "imports: [../a.yaml]"), files: ["../a.yaml": "{}"], safe: true).codes == [
        "outside-root"
      ])
  }

  @Test func oneFileImportedTwiceIsOneModule() {
    let files = [
      "a.yaml": "imports: [c.yaml]\nsequences: {s: [{clip: c.m}]}\n",
      "b.yaml": "imports: [c.yaml]\nsequences: {s: [{clip: c.m}]}\n",
      "c.yaml": "media: {m: m.mp4}\n",
    ]
    let result = Expansion(
      film("{sequence: a.s}\n{sequence: b.s}\n{clip: c.m}", "imports: [a.yaml, b.yaml, c.yaml]"), files: files
    )
    #expect(result.text?.contains("media: {c.m: m.mp4}") == true)
    #expect(Expansion(film("{clip: a}", "imports: [c.yaml, c.yaml]"), files: files).codes == ["import-twice"])
  }
}
