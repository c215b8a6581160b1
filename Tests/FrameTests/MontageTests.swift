import Compiler
import Diagnostics
import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// A film is built of a montage, and its cuts are read from its pictures.
@Suite struct MontageTests {
  /// The real world, in which every part of a source is as interesting.
  private struct EvenWorld: World {
    func text(path: String) throws(WorldProblem) -> [UInt8] { try MediaWorld.shared.text(path: path) }
    func facts(path: String) throws(WorldProblem) -> MediaFacts { try MediaWorld.shared.facts(path: path) }
    func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] { (0..<64).flatMap { _ in [10, 80, 120] as [UInt8] } }
    func realPath(_ path: String) -> String { MediaWorld.shared.realPath(path) }
    func isFolder(_ path: String) -> Bool { MediaWorld.shared.isFolder(path) }
    func isWritable(_ path: String) -> Bool { true }
  }

  /// Somebody who plays by hand: no two beats are as long.
  private static let beats: [Double] = [0.31, 0.8, 1.27, 1.79, 2.31, 2.8, 3.33, 3.82, 4.3, 4.83, 5.31, 5.78, 6.3]

  @Test(arguments: [("every: 1b", 1), ("every: 2b, order: shuffled, seed: 3", 2), ("on: bar", 4)]) func everyCutIsOnABeat(
    keys: String, every: Int
  ) throws {
    let sources = try [25, CodedShelf.ntsc30, 50].map { try CodedShelf.plain($0) }
    let path = scratchPath("montage.mkv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let document = """
      timeline: 1
      canvas: {size: 160x90, rate: 30}
      tempo: {beats: [\(Self.beats.map { "\($0)s" }.joined(separator: ", "))]}
      tracks:
        - items:
            - montage: {from: [\(sources.map { "'\($0.path)'" }.joined(separator: ", "))], duration: 6s, \(keys)}
      """
    let output = OutputRequest(path: path, defaultPath: path)
    let request = CompileRequest(path: "film.yaml", bytes: Array(document.utf8), folder: "", output: output)
    let compilation = try compile(request, world: EvenWorld())
    try #require(!compilation.bag.hasErrors, "\(compilation.bag.sorted.map(\.message))")
    try render(try #require(compilation.renders.first).plan)
    let codes = try FilmReading.codes(path)
    #expect(codes.count == 180)
    let cuts = codes.indices.dropFirst().filter { codes[$0]?.source != codes[$0 - 1]?.source }
    let grid = Self.beats.map { $0 * 30 }
    for cut in cuts { #expect(grid.contains { abs(Double(cut) - $0) <= 0.5 }, "a cut at frame \(cut)") }
    // One clip for each stretch of beats, and each is another source's.
    #expect(cuts.count >= 11 / every - 1, "\(cuts)")
  }
}
