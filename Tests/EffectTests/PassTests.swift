import Compiler
import Engine
import FilterGraph
import Testing

/// What passes make of effects is, picture for picture, what is made without them.
@Suite struct PassTests {
  /// Rows of effects that passes bring together or move.
  @Test(
    arguments: [
      "{exposure: 0.7}, {contrast: 1.3}, {saturation: 1.4}, {gamma: 0.8}",
      "{contrast: 2}, {levels: {black: 0.1, white: 0.8}}, black-and-white",
      "{saturation: 0}, {exposure: -3}, sepia, {contrast: {from: 0.5, to: 1.5}}, {gamma: 1.4}, {exposure: 1}",
      "{curves: [[0, 0.1], [1, 0.9]]}, {curves: {red: [[0, 0], [0.5, 0.7], [1, 1]]}}, invert, invert",
      "{temperature: 0.5}, {tint: 0.5}, {temperature: -0.3}", "posterize, {brightness: 0.2}, {gamma: 1.3}, {gamma: 0.7}",
      "{rounded-corners: 20}, {border: 4}, shadow", "{blur: 3}, vignette, {sepia: {amount: 0.5}}, {grain: 0.3}",
    ])
  func effectsInARow(_ effects: String) throws {
    for hasAlpha in [false, true] {
      let film = EffectFilm(effects: [effects], hasAlpha: hasAlpha, hasTitle: true)
      let optimised = try film.plan(), plain = try film.plan(isOptimised: false)
      #expect(try hashFrames(optimised).pictures == hashFrames(plain).pictures)
    }
  }

  @Test func passesSayWhatTheyAre() {
    #expect(Set(passTable.map { $0.name }).count == passTable.count)
    #expect(passTable.allSatisfy { !$0.summary.isEmpty && !$0.reason.isEmpty })
  }
}

/// One picture, made by itself, is the film's.
@Suite struct LonePictureTests {
  @Test(arguments: EffectExample.all) func aPictureAloneIsTheFilms(_ example: EffectExample) throws {
    let film = EffectFilm(effects: [example.text], hasTitle: true, frames: 12)
    let whole = try film.pictures()
    for frame in [2, 6, 11] {
      var alone = try film.plan(moment: "\(frame)f")
      let count = alone.picture?.spans.map(\.count).reduce(0, +) ?? 0
      alone.picture?.frameCount = count
      #expect(try hashFrames(alone).pictures.last == whole[frame], "\(example), frame \(frame)")
    }
  }
}
