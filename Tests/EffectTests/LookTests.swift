import Catalogue
import Engine
import Testing

/// What every look of the catalogue promises.
@Suite struct LookTests {
  /// It compiles on a track of two clips, gives their pictures, and these are not the plain ones.
  @Test(arguments: Look.all.map(\.name)) func looksShow(_ name: String) throws {
    let plain = try EffectFilm(frames: 6).pictures()
    let look = try EffectFilm(look: name, frames: 6).pictures()
    #expect(look.count == plain.count)
    #expect(zip(plain, look).allSatisfy { $0 != $1 })
    let unoptimised = try EffectFilm(look: name, frames: 6).plan(isOptimised: false)
    #expect(try hashFrames(unoptimised).pictures == look)
  }

  /// On a picture with alpha, too.
  @Test(arguments: Look.all.map(\.name)) func looksKeepAlpha(_ name: String) throws {
    #expect(try EffectFilm(look: name, hasAlpha: true, frames: 2).pictures().count == 2)
  }

  /// No two looks are the same, and an effect of the item comes after its look's.
  @Test func looksDiffer() throws {
    let pictures = try Look.all.map { try EffectFilm(look: $0.name, frames: 1).pictures() }
    #expect(Set(pictures).count == Look.all.count)
    let inverted = try EffectFilm(effects: ["invert"], look: "cinematic-drama", frames: 1).pictures()
    let look = try #require(Look.named("cinematic-drama"))
    #expect(try EffectFilm(effects: look.effects + ["invert"], frames: 1).pictures() == inverted)
  }

  /// Its transition lies between the clips of a track.
  @Test(arguments: Look.all) func looksHaveTransitions(_ look: Look) throws {
    let items = "{generate: noise, duration: 3s}, {generate: test-pattern, duration: 3s}"
    let film = GeneratedFilm(track: "look: \(look.name), items: [\(items)]")
    let effects = look.effects.joined(separator: ", ")
    let written = GeneratedFilm(
      track: "effects: [\(effects)], transition: \(look.transition), items: [\(items)]")
    let pictures = try film.pictures()
    #expect(pictures == (try written.pictures()))
    #expect((pictures.count == 150) == (look.transition == "cut"))
  }
}
