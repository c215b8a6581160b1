import Catalogue
import Engine
import FilterGraph
import Testing

/// What every effect of the catalogue promises.
@Suite struct EffectTests {
  /// Its examples compile, FFmpeg has its filters and takes their options, and a picture comes out.
  @Test(arguments: EffectExample.all) func examplesRun(_ example: EffectExample) throws {
    let film = EffectFilm(effects: [example.text], frames: 4)
    for node in try film.plan().picture?.spans.flatMap(\.graph.nodes) ?? [] {
      if let problem = FilterOptions.problem(with: node.filter) { Issue.record("\(example): \(problem)") }
    }
    #expect(try film.pictures().count == 4)
    #expect(try EffectFilm(effects: [example.text], hasAlpha: true, frames: 2).pictures().count == 2)
  }

  /// Used by its name alone, an effect can be seen, and passes change nothing of it.
  @Test(arguments: EffectExample.plain) func defaultsShow(_ example: EffectExample) throws {
    let plain = try EffectFilm(frames: 40).pictures()
    let film = EffectFilm(effects: [example.text], frames: 40)
    let changed = try film.pictures()
    if !Self.silentByDefault.contains(example.name) { #expect(plain != changed) }
    #expect(try hashFrames(film.plan(isOptimised: false)).pictures == changed)
  }

  /// Effects whose name alone asks for nothing, or for what a picture as large as the canvas hides.
  private static let silentByDefault: Set<String> = ["levels", "mask", "crop", "perspective", "shadow", "interpolate"]

  /// At amount 0 a picture is as without the effect.
  @Test(arguments: EffectExample.none) func nothingOfIt(_ example: EffectExample) throws {
    let plain = try EffectFilm(frames: 3).pictures()
    let none = try EffectFilm(effects: [example.text], frames: 3).pictures()
    #expect(plain == none)
  }

  /// Parameters that say "as it is" leave the picture alone.
  @Test(
    arguments: [
      "{brightness: 0}", "{contrast: 1}", "{saturation: 1}", "{gamma: 1}", "{exposure: 0}", "{temperature: 0}", "{tint: 0}",
      "{hue: 0}", "{curves: [[0, 0], [1, 1]]}", "{color-balance: {shadows: [0, 0, 0]}}", "levels", "{fade-to: 0}", "{blur: 0}",
      "{glitch: 0}", "{rgb-split: 0}",
    ])
  func identities(_ effect: String) throws {
    for hasAlpha in [false, true] {
      let plain = try EffectFilm(hasAlpha: hasAlpha, frames: 2).pictures()
      #expect(try EffectFilm(effects: [effect], hasAlpha: hasAlpha, frames: 2).pictures() == plain)
    }
  }

  /// A title that comes and goes cuts the picture's span; the frames without it stay what they were.
  @Test(arguments: EffectExample.all) func memory(_ example: EffectExample) throws {
    let whole = try EffectFilm(effects: [example.text]).pictures()
    let cut = try EffectFilm(effects: [example.text], hasTitle: true).pictures()
    #expect(whole.count == cut.count)
    for k in whole.indices where !(4..<8).contains(k) { #expect(whole[k] == cut[k], "\(example), frame \(k)") }
  }
}
