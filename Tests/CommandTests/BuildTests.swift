import Foundation
import Testing

/// `build`: films appear whole or not at all, and what is said about them is where it belongs.
@Suite struct BuildTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test func writesBesideTheDocument() throws {
    defer { reelc.remove() }
    try FileManager.default.createDirectory(
      at: reelc.folder.appending(path: "films"), withIntermediateDirectories: true)
    try reelc.write(Sample.short, to: "films/a.timeline.yaml")
    let outcome = try reelc.run("build", "films/a.timeline.yaml")
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.hasPrefix("wrote films/a.mp4: 2.0 s, 50 frames, "))
    #expect(outcome.err.split(separator: "\n").count == 1)
    #expect(reelc.has("films/a.mp4"))
    #expect(reelc.names == ["films"])
  }

  @Test func writesWhereItIsTold() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("build", "-", "-o", "new/b.mkv", "--quiet", input: Sample.short)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.err.isEmpty)
    #expect(reelc.has("new/b.mkv"))
    #expect(try reelc.run("build", "-", input: Sample.short).status == 0)
    #expect(reelc.has("film.mp4"))
  }

  @Test func writesEveryOutput() throws {
    defer { reelc.remove() }
    let outputs = "outputs: {a: {file: a.mp4}, b: {file: b.wav}}\n"
    let outcome = try reelc.run("build", "-", input: Sample.short + outputs)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(reelc.has("a.mp4") && reelc.has("b.wav"))
    #expect(outcome.err.split(separator: "\n").count == 2)
    #expect(try reelc.run("build", "-", "-o", "c.mp4", input: Sample.short + outputs).status == 1)
  }

  @Test func tellsOfEveryFile() throws {
    defer { reelc.remove() }
    let outputs =
      "outputs: {a: {still: 0.5s, file: a.png}, b: {storyboard: 2x2, file: b.png}, c: {frames: 'c%d.png', range: [0s, 3f]}, "
      + "d: {hls: true, file: d/d.m3u8}}\n"
    let outcome = try reelc.run("build", "-", "--progress", "json", input: Sample.short + outputs)
    #expect(outcome.status == 0, "\(outcome.err)")
    let validation = try Validation(schema: "progress")
    let lines = outcome.err.split(separator: "\n").map(String.init)
    for line in lines { #expect(try validation.problems(with: line).isEmpty) }
    #expect(lines.filter { $0.contains("\"done\"") }.count == 4)
    let again = try reelc.run("build", "-", "--no-clobber", input: Sample.short + outputs)
    #expect(again.status == 74 && again.err.contains("exists already"))
  }

  @Test func replacesOnlyWhatItMay() throws {
    defer { reelc.remove() }
    try reelc.write("mine", to: "a.mp4")
    let outcome = try reelc.run("build", "-", "-o", "a.mp4", "--no-clobber", input: Sample.short)
    #expect(outcome.status == 74)
    #expect(outcome.err.contains("exists already"))
    #expect(try String(contentsOf: reelc.folder.appending(path: "a.mp4"), encoding: .utf8) == "mine")
    #expect(try reelc.run("build", "-", "-o", "a.mp4", input: Sample.short).status == 0)
    #expect(try reelc.run("build", "-", "-o", "/dev/full", input: Sample.short).status != 0)
    #expect(reelc.names == ["a.mp4"])
  }

  @Test func optimisationChangesNoByte() throws {
    defer { reelc.remove() }
    #expect(try reelc.run("build", "-", "-o", "a.mp4", input: Sample.short).status == 0)
    #expect(try reelc.run("build", "-", "-o", "b.mp4", "-O0", input: Sample.short).status == 0)
    let films = try ["a.mp4", "b.mp4"].map { try Data(contentsOf: reelc.folder.appending(path: $0)) }
    #expect(films[0] == films[1])
  }

  @Test func tellsProgressToPrograms() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run(
      "build", "-", "-o", "a.mp4", "--progress", "json", "--diagnostics", "json", input: Sample.short)
    #expect(outcome.status == 0)
    let lines = outcome.err.split(separator: "\n").map(String.init)
    #expect(lines.last?.hasPrefix("{\"event\": \"done\", \"file\": \"a.mp4\", \"frames\": 50, ") == true)
    let validation = try Validation(schema: "progress")
    for line in lines { #expect(try validation.problems(with: line).isEmpty) }
    #expect(try Validation(schema: "diagnostics").problems(with: outcome.out).isEmpty)
  }

  @Test func drawsABar() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("build", "-", "-o", "a.mp4", "--progress", "bar", input: Sample.short)
    #expect(outcome.err.hasPrefix("\r["))
    #expect(outcome.err.contains("/50 frames"))
    #expect(outcome.err.contains("\r\u{1B}[Kwrote a.mp4"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func leavesNothingBehindWhenStopped(_ signal: Int32) throws {
    defer { reelc.remove() }
    let run = try reelc.start(["build", "-", "-o", "a.mp4", "--progress", "json"], input: Sample.long)
    let deadline = Date().addingTimeInterval(60)
    while try !run.text(of: run.err).contains("progress"), run.process.isRunning, Date() < deadline {
      Thread.sleep(forTimeInterval: 0.05)
    }
    kill(run.process.processIdentifier, signal)
    let outcome = try reelc.outcome(run)
    #expect(outcome.status == 130)
    #expect(outcome.err.hasSuffix("interrupted; nothing was left behind\n"))
    #expect(reelc.names.isEmpty)
  }

  @Test func blamesTheLineForBrokenMedia() throws {
    defer { reelc.remove() }
    try reelc.write("this is no film", to: "a.mp4")
    try reelc.write("timeline: 1\ntracks:\n  - items:\n      - {clip: a.mp4}\n", to: "a.yaml")
    let outcome = try reelc.run("build", "a.yaml")
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("a.yaml:4:16"))
    #expect(outcome.err.contains("[bad-media]"))
  }

  @Test func explainsWhatThePassesDid() throws {
    defer { reelc.remove() }
    let text = """
      timeline: 1
      canvas: {size: 64x48, rate: 25}
      tracks:
        - items: [{generate: {color: red}, duration: 1s}]
        - items: [{generate: {color: blue}, duration: 1s}]

      """
    let outcome = try reelc.run("check", "-", "--explain", input: text)
    #expect(outcome.err.contains("drop-hidden-layers: "))
    #expect(outcome.err.contains("<stdin>:4:"))
    #expect(
      try reelc.run("check", "-", "--explain", "-O0", input: text).err.contains("no pass changed anything"))
  }
}
