import Foundation
import Testing

/// `check`: what it finds, in words and as JSON, and the statuses that scripts rely on.
@Suite struct CheckTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test func summarisesAGoodDocument() throws {
    defer { reelc.remove() }
    try reelc.write(Sample.short, to: "a.timeline.yaml")
    let outcome = try reelc.run("check", "a.timeline.yaml")
    #expect(outcome.status == 0)
    #expect(outcome.out == "a.timeline.yaml: no errors, no warnings; 2.0 s, 50 frames, 64x48 at 25\n")
    #expect(try reelc.run("check", "--quiet", "a.timeline.yaml").out.isEmpty)
    #expect(reelc.names == ["a.timeline.yaml"])
  }

  @Test func pointsAtTheMistake() throws {
    defer { reelc.remove() }
    try reelc.write(Sample.misspelt, to: "a.yaml")
    let outcome = try reelc.run("check", "a.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains("a.yaml:4:10"))
    #expect(outcome.err.contains("did you mean 'clip'?"))
    #expect(outcome.err.hasSuffix("1 error, no warnings\n"))
    #expect(!outcome.err.contains("\u{1B}"))
    #expect(try reelc.run("check", "--color", "always", "a.yaml").err.contains("\u{1B}[1;31m"))
  }

  @Test func jsonIsAloneOnStandardOutput() throws {
    defer { reelc.remove() }
    try reelc.write(Sample.misspelt, to: "a.yaml")
    let outcome = try reelc.run("check", "--diagnostics", "json", "a.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.err.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    #expect(object?["errors"] as? Int == 1)
    #expect(try Validation(schema: "diagnostics").problems(with: outcome.out).isEmpty)
    try reelc.write(Sample.short, to: "b.yaml")
    let good = try reelc.run("check", "--diagnostics=json", "b.yaml")
    #expect(good.status == 0)
    #expect(try Validation(schema: "diagnostics").problems(with: good.out).isEmpty)
  }

  @Test func readsStandardInput() throws {
    defer { reelc.remove() }
    #expect(try reelc.run("check", "-", input: Sample.short).out.hasPrefix("<stdin>: no errors"))
    #expect(try reelc.run("check", "-", input: Sample.misspelt).err.contains("<stdin>:4:10"))
  }

  @Test func takesAnyFileNameBehindTwoDashes() throws {
    defer { reelc.remove() }
    try reelc.write(Sample.short, to: "--help")
    #expect(try reelc.run("check", "--", "--help").out.hasPrefix("--help: no errors"))
  }

  @Test func cannotReadWhatIsNotThere() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("check", "x.yaml")
    #expect(outcome.status == 74)
    #expect(outcome.err == "error: cannot read 'x.yaml': there is no such file\n")
    #expect(try reelc.run("check", ".").err == "error: cannot read '.': it is a folder\n")
    let json = try reelc.run("check", "--diagnostics", "json", "x.yaml")
    #expect(json.status == 74)
    #expect(try Validation(schema: "diagnostics").problems(with: json.out).isEmpty)
  }

  @Test func suggestsAFileThatIsThere() throws {
    defer { reelc.remove() }
    #expect(try reelc.run("build", "-", "-o", "media/plasma.mp4", input: Sample.short).status == 0)
    try reelc.write("timeline: 1\ntracks: [{items: [{clip: Media/plasma.mp4}]}]\n", to: "b.yaml")
    let near = try reelc.run("check", "b.yaml").err
    #expect(near.contains("did you mean 'media/plasma.mp4'?"))
    #expect(near.contains("paths are relative to the document"))
    try reelc.write("timeline: 1\ntracks: [{items: [{clip: music.mp3}]}]\n", to: "media/c.yaml")
    #expect(try !reelc.run("check", "media/c.yaml").err.contains("did you mean"))
  }

  @Test func mediaAreNoDocuments() throws {
    defer { reelc.remove() }
    for name in ["a.mp4", "a.wav", "a.mkv", "a.flac"] {
      #expect(try reelc.run("build", "-", "-o", name, input: Sample.short).status == 0)
      let outcome = try reelc.run("check", name)
      #expect(outcome.err.hasPrefix("error: this is not a text; a document is YAML or JSON  [not-a-text]"), "\(name)")
    }
  }

  @Test func keepsItsLimits() throws {
    defer { reelc.remove() }
    try reelc.write(Sample.short, to: "a.yaml")
    for limit in [
      "--max-document-bytes=20", "--max-items=1", "--max-side=32", "--max-rate=10", "--max-nesting=2",
    ] {
      #expect(try reelc.run("check", limit, "a.yaml").status == 1, "\(limit)")
    }
    try reelc.write(
      Sample.short.replacingOccurrences(of: "duration: 1s", with: "duration: 2:00:00"), to: "b.yaml")
    #expect(try reelc.run("check", "--max-hours", "1", "b.yaml").status == 1)
  }

  @Test func staysInsideTheFolderWhenSafe() throws {
    defer { reelc.remove() }
    try reelc.write("timeline: 1\ntracks: [{items: [{clip: ../a.mp4}]}]\n", to: "a.yaml")
    let outcome = try reelc.run("check", "--safe", "a.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("[outside-root]"))
    let wider = try reelc.run("check", "--root", "..", "a.yaml")
    #expect(!wider.err.contains("[outside-root]"))
    #expect(try reelc.run("check", "--root", "nowhere", "a.yaml").status == 2)
  }

  /// Each waits for the next: as deep as the language lets times wait.
  @Test func survivesLongChainsOfAnchors() throws {
    defer { reelc.remove() }
    let count = 4000
    let items = (0..<count).map { index in
      let at = index == count - 1 ? "1s" : "i\(index + 1).end"
      return "      - {generate: {color: white}, id: i\(index), at: \(at), duration: 1f}"
    }
    try reelc.write(
      "timeline: 1\ntracks:\n  - kind: overlay\n    items:\n" + items.joined(separator: "\n") + "\n",
      to: "a.yaml")
    let outcome = try reelc.run("check", "--quiet", "a.yaml")
    #expect(outcome.status == 0, "\(outcome.err.prefix(500))")
  }
}
