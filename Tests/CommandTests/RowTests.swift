import Foundation
import Testing

/// `--data` and `rows`: one film a row, and a row that goes wrong does not stop the others.
@Suite struct RowTests {
  let reelc: Reelc

  init() throws {
    reelc = try Reelc()
    try reelc.write(Self.card, to: "card.timeline.yaml")
  }

  private static let card = """
    timeline: 1
    vars:
      name: {type: string, default: nobody}
      length: {type: time, default: 1s}
    canvas: {size: 64x48, rate: 25}
    tracks: [{items: [{generate: {color: red}, duration: $length}]}]
    metadata: {title: "For $name"}

    """

  @Test func makesAFilmARowAndGoesOn() throws {
    defer { reelc.remove() }
    try reelc.write("name,length\nada,\nbob,long\ncy,2s\nada,1s\na/b,1s\n", to: "people.csv")
    let outcome = try reelc.run("build", "card.timeline.yaml", "--data", "people.csv", "-o", "out/{name}-{index}.mp4")
    #expect(outcome.status == 1)
    #expect(["out/ada-1.mp4", "out/cy-3.mp4", "out/ada-4.mp4"].allSatisfy(reelc.has))
    #expect(outcome.err.contains("people.csv:3:1"), "\(outcome.err)")
    #expect(outcome.err.contains("in the film of row 2 of 'people.csv'"))
    #expect(outcome.err.contains("'a/b' cannot be a part of a file's name"))
    #expect(outcome.err.hasSuffix("3 of 5 films made\n"))
  }

  @Test func twoRowsMayNotWriteOnePath() throws {
    defer { reelc.remove() }
    try reelc.write("[{\"name\": \"ada\"}, {\"name\": \"ada\"}]", to: "people.json")
    let outcome = try reelc.run("build", "card.timeline.yaml", "--data", "people.json", "-o", "{name}.mp4")
    #expect(outcome.status == 1 && reelc.has("ada.mp4"))
    #expect(outcome.err.contains("row 2 and row 1 both write 'ada.mp4'  [same-output]\n  people.json:1:28"), "\(outcome.err)")
  }

  @Test func namesFilmsByNumberAndTellsPrograms() throws {
    defer { reelc.remove() }
    try reelc.write("- {name: ada}\n- {name: bob, length: x}\n", to: "people.yaml")
    let outcome = try reelc.run(
      "build", "card.timeline.yaml", "--data", "people.yaml", "--diagnostics", "json", "--progress", "json")
    #expect(outcome.status == 1 && reelc.has("card-1.mp4") && !reelc.has("card-2.mp4"))
    #expect(outcome.err.contains("{\"event\": \"done\", \"row\": 1, \"file\": \"card-1.mp4\""))
    #expect(try Validation(schema: "diagnostics").problems(with: outcome.out).isEmpty)
  }

  @Test func oneRowMayBeChosen() throws {
    defer { reelc.remove() }
    try reelc.write("name\nada\nbob\n", to: "people.csv")
    let expanded = try reelc.run("emit", "expanded", "card.timeline.yaml", "--data", "people.csv", "--row", "2")
    #expect(expanded.out.contains("For bob"), "\(expanded.err)")
    #expect(try reelc.run("build", "card.timeline.yaml", "--data", "people.csv", "--row", "2").status == 0)
    #expect(reelc.has("card.mp4"))
    #expect(try reelc.run("check", "card.timeline.yaml", "--data", "people.csv", "--row", "3").status == 2)
    #expect(try reelc.run("check", "card.timeline.yaml", "--row", "1").status == 2)
    #expect(try reelc.run("build", "card.timeline.yaml", "--data", "people.csv", "-o", "{nam}.mp4").status == 2)
    #expect(try reelc.run("build", "card.timeline.yaml", "--data", "people.csv", "-o", "a.mp4").status == 2)
    #expect(try reelc.run("check", "card.timeline.yaml", "--data", "none.csv").status == 1)
  }
}
