import Compiler
import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Films that nobody would write: never a crash, and what the passes make is what `-O0` makes.
@Suite struct RandomFilmTests {
  /// Seeds start here; another start makes other films.
  static let start = Int(ProcessInfo.processInfo.environment["REELC_SEED"] ?? "") ?? 1

  @Test(arguments: 0..<20) func passesChangeNothing(batch: Int) throws {
    var valid = 0
    let seconds = Double(ProcessInfo.processInfo.environment["REELC_FUZZ_SECONDS"] ?? "").map { $0 / 20 }
    let deadline = Date(timeIntervalSinceNow: seconds ?? 0)
    var count = 0
    while count < 6 || valid < 2 || Date() < deadline {
      try #require(count < 40, "dice that make hardly a document that compiles")
      let seed = Self.start + batch + 20 * count
      count += 1
      var random = try RandomFilm(seed: seed, isDecorated: true)
      var film = random.make()
      film.tracksAbove = random.tracksAbove()
      let document = film.document(output: nil)
      guard let optimised = try? plan(document) else { continue }
      valid += 1
      do {
        let pictures = try hashFrames(optimised).pictures.count
        try #require(pictures == optimised.picture?.frameCount)
        try proveEqual(optimised, try plan(document, isOptimised: false))
      } catch {
        Issue.record("seed \(seed): \(error)\n\(document)")
      }
    }
    #expect(valid * 4 >= count, "only \(valid) of \(count) documents compile")
  }

  /// Every picture and click of a film made by dice.
  @Test(arguments: 0..<24) func everyPicture(number: Int) throws {
    let seed = Self.start + 1000 * number
    var random = try RandomFilm(seed: seed, isDecorated: false)
    let film = random.make()
    guard (try? plan(film.document(output: nil))) != nil else { return }
    let hasKeptPitch = film.rows.contains { $0.items.contains { ![0, 1, -1].contains($0.speed) } }
    do { try prove(film, ProofTerms(clicks: 1, checksSound: !hasKeptPitch)) } catch {
      Issue.record("seed \(seed): \(error)")
    }
  }
}
