import Foundation
import Testing

/// `emit`: every stage prints, prints the same again, and says what it cannot print.
@Suite struct EmitCommandTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test(arguments: [
    "syntax", "expanded", "document", "composition", "optimised", "graph", "dot", "filtergraph", "plan",
    "ffmpeg",
  ])
  func printsEveryStage(_ stage: String) throws {
    defer { reelc.remove() }
    try reelc.write(Sample.short, to: "a.yaml")
    let first = try reelc.run("emit", stage, "a.yaml")
    #expect(first.status == 0, "\(first.err)")
    #expect(!first.out.isEmpty && first.out.hasSuffix("\n"))
    #expect(try reelc.run("emit", "a.yaml", "-o", "b.txt", stage).status == 2)
    #expect(try reelc.run("emit", stage, "-o", "b.txt", "a.yaml").out.isEmpty)
    #expect(try String(contentsOf: reelc.folder.appending(path: "b.txt"), encoding: .utf8) == first.out)
    #expect(reelc.names == ["a.yaml", "b.txt"])
  }

  @Test func planFitsItsSchema() throws {
    defer { reelc.remove() }
    let film = try reelc.run("build", "-", "-o", "source.mp4", input: Sample.short)
    #expect(film.status == 0)
    let text = """
      timeline: 1
      tracks:
        - items:
            - {clip: source.mp4, speed: 2, fade-in: 0.5s, loop: 2, fill: blur}
            - {clip: source.mp4, in: 0.5s, out: 1s, speed: -1}
        - {kind: overlay, items: [{clip: source.mp4, at: 0.5s, crop: 10%, fade-out: 0.2s}]}

      """
    let outcome = try reelc.run("emit", "plan", "-", input: text)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(try Validation(schema: "plan").problems(with: outcome.out) == "")
  }

  @Test func syntaxReadsBack() throws {
    defer { reelc.remove() }
    let once = try reelc.run("emit", "syntax", "-", input: Sample.short).out
    #expect(try reelc.run("emit", "syntax", "-", input: once).out == once)
  }

  @Test func printsWhatItGotAndSaysWhyNoMore() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("emit", "syntax", "-", input: Sample.misspelt)
    #expect(outcome.status == 1)
    #expect(outcome.out.contains("clipp: a.mp4"))
    #expect(outcome.err.contains("did you mean 'clip'?"))
    #expect(try reelc.run("emit", "plan", "-", input: Sample.misspelt).out.isEmpty)
  }

  @Test func asksWhichOutput() throws {
    defer { reelc.remove() }
    let text = Sample.short + "outputs: {a: {file: a.mp4}, b: {file: b.wav}}\n"
    let asked = try reelc.run("emit", "graph", "-", input: text)
    #expect(asked.status == 2)
    #expect(asked.err.contains("--output a or b"))
    #expect(try reelc.run("emit", "graph", "-", "--output", "b", input: text).out.contains("b.wav"))
  }

  @Test func cannotWriteIntoNoFolder() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("emit", "plan", "-", "-o", "no/plan.json", input: Sample.short)
    #expect(outcome.status == 74)
    #expect(outcome.err.hasPrefix("error: cannot write 'no/plan.json'"))
  }
}
