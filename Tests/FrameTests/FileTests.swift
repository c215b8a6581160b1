import Engine
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Films as files: equal bytes, and nothing left behind.
@Suite struct FileTests {
  private func film(_ container: String) throws -> Film {
    let (a, b) = (try CodedShelf.plain(25), try CodedShelf.plain(CodedShelf.ntsc30))
    var film = Film(30, [.clip(a, 1, 3), .clip(b, 2, 4), .clip(a, 5, 6)])
    film.container = container
    film.soundCodec = container == "mkv" ? "flac" : "aac"
    return film
  }

  private func folder() throws -> String {
    let folder = scratchPath("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: ["mp4", "mov", "mkv"]) func twiceIsEqual(container: String) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try ["a", "b"].map { name in
      let path = "\(folder)/\(name).\(container)"
      try render(plan(try film(container).document(output: path)))
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    #expect(files[0] == files[1])
    #expect(files[0].count > 10_000)
  }

  @Test(arguments: ["mp4", "mov", "mkv"]) func everyContainer(container: String) throws {
    try prove(try film(container), ProofTerms(clicks: 1))
  }

  @Test(arguments: [1, 40, 149]) func interruptionLeavesNothing(frame: Int) throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cancellation = Cancellation()
    let plan = try plan(try film("mp4").document(output: folder + "/film.mp4"))
    let error = #expect(throws: EngineError.self) {
      try render(plan, options: RenderOptions(cancellation: cancellation)) { progress in
        if progress.frames >= frame { cancellation.cancel() }
      }
    }
    #expect(error?.kind == .interrupted)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}
