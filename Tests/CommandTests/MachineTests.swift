import Foundation
import Testing

/// What the program says of itself, of the machine and of media.
@Suite struct MachineTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  @Test func saysItsVersions() throws {
    defer { reelc.remove() }
    let out = try reelc.run("version").out
    #expect(out.hasPrefix("reelc ") && out.contains("(language 1; FFmpeg "))
    #expect(try reelc.run("--version").out == out)
  }

  @Test func doctorFindsEverythingHere() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("doctor")
    #expect(outcome.status == 0, "\(outcome.out)")
    #expect(outcome.out.hasSuffix("Everything reelc needs is here.\n"))
  }

  /// A filter that the sources name and `doctor` does not look for would be missed where it is missing.
  @Test func doctorKnowsEveryFilterOfTheSources() throws {
    defer { reelc.remove() }
    let json =
      try JSONSerialization.jsonObject(with: Data(reelc.run("doctor", "--json").out.utf8)) as? [String: Any]
    let needs = try #require(json?["needs"] as? [[String: Any]])
    let known = Set(needs.compactMap { $0["kind"] as? String == "filter" ? $0["name"] as? String : nil })
    let used = try Self.filtersOfTheSources()
    #expect(used.count > 20)
    #expect(used.subtracting(known).sorted() == [])
  }

  /// What the sources ask FFmpeg for, apart from the printed script, which stock ffmpeg runs.
  private static func filtersOfTheSources() throws -> Set<String> {
    let sources = Validation.root.appending(path: "Sources")
    let pattern = try Regex(#"(?:Filter|\.source)\(\s*"([a-z0-9_]+)""#)
    var names: Set<String> = []
    for folder in ["FilterGraph", "Catalogue", "Compiler/Lower", "Engine"] {
      let files = FileManager.default.enumerator(
        at: sources.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        for match in try String(contentsOf: file, encoding: .utf8).matches(of: pattern) {
          if let name = match.output[1].substring { names.insert(String(name)) }
        }
      }
    }
    return names
  }

  @Test func probesForPeopleAndPrograms() throws {
    defer { reelc.remove() }
    #expect(try reelc.run("build", "-", "-o", "a.mp4", input: Sample.short).status == 0)
    let page = try reelc.run("probe", "a.mp4")
    #expect(page.status == 0)
    #expect(page.out.contains("h264, 64x48"))
    #expect(page.out.contains("as a clip  64x48, at 25, 2 s"))
    let json = try reelc.run("probe", "--json", "a.mp4", "nothing.mp4")
    #expect(json.status == 1)
    #expect(json.err.contains("'nothing.mp4' does not exist"))
    #expect(try Validation(schema: "probe").problems(with: json.out) == "")
    #expect(try reelc.run("probe").status == 2)
  }

  @Test func failsWhereStandardOutputIsFull() throws {
    defer { reelc.remove() }
    let outcome = try Python.run(
      "import subprocess, sys; sys.exit(subprocess.run([sys.argv[1], 'schema'], stdout=open('/dev/full', 'w')).returncode)",
      [Reelc.executable.path], input: "")
    #expect(outcome.status == 74 || outcome.status == 127)
  }

  @Test(arguments: [
    "clip", "document", "canvas", "track", "times", "color", "tone", "audio", "fade-in", "output",
  ])
  func describes(_ name: String) throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("describe", name)
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("  "))
  }

  @Test func describesEverythingThatItLists() throws {
    defer { reelc.remove() }
    let names = try reelc.run("describe").out.split(separator: "\n").filter { $0.hasPrefix("  ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.count > 20)
    for name in names { #expect(try reelc.run("describe", name).status == 0, "\(name)") }
  }
}
