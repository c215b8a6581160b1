import Testing

/// Focus, geometry, keying and time: what of them can be said exactly.
@Suite struct AlphaAndShapeTests {
  private let plain: [UInt64]
  private let nothing: [UInt64]

  init() throws {
    plain = try GeneratedFilm().pictures()
    nothing = try GeneratedFilm(generator: "{color: \(GeneratedFilm.ground)}").pictures()
  }

  /// Parameters that say "as it is", and what undoes itself, leave the picture alone.
  @Test(
    arguments: [
      ["{sharpen: 0}"], ["{pixelate: 1}"], ["{grain: 0}"], ["{denoise: 0}"], ["{glow: 0}"], ["{vignette: 0}"], ["{deband: 0}"],
      ["{crop: {left: 0%}}"], ["{lens: 0}"], ["{rounded-corners: 0}"], ["{border: 0}"], ["{shadow: {opacity: 0}}"],
      ["{strobe: {duty: 0}}"], ["perspective"], ["flip", "flip"], ["{flip: vertical}", "{flip: vertical}"],
      ["{crop: {left: {from: 0%, to: 0%}}}"], ["{rounded-corners: {radius: 9, amount: 0}}"],
    ])
  func identities(_ effects: [String]) throws {
    #expect(try GeneratedFilm(effects: effects).pictures() == plain)
  }

  /// A border between spans in the item's middle changes no frame at all: what appears there cannot be seen.
  @Test(arguments: EffectExample.all) func bordersOfSpans(_ example: EffectExample) throws {
    let unseen = "{generate: {color: white}, at: 4f, duration: 3f, opacity: 0.001}"
    let cut = GeneratedFilm(effects: [example.text], overlays: [unseen])
    #expect((try cut.plan().picture?.spans.count ?? 0) > 1)
    #expect(try cut.pictures() == GeneratedFilm(effects: [example.text]).pictures())
  }

  /// A cut that moves in from nothing begins with the whole picture and ends with none of it.
  @Test func movingCrop() throws {
    let keys = "[{at: 1f, value: 0%}, {at: 8f, value: 100%}]"
    for side in ["left", "right", "top", "bottom"] {
      let cut = try GeneratedFilm(effects: ["{crop: {\(side): {keyframes: \(keys)}}}"]).pictures()
      #expect(cut[0] == plain[0])
      #expect(cut[4] != plain[4] && cut[4] != nothing[4])
      #expect(cut[9] == nothing[9])
    }
  }

  @Test func keysTakeAll() throws {
    let screen = "{color: \"#00b140\"}"
    #expect(try GeneratedFilm(effects: ["chroma-key"], generator: screen).pictures() == nothing)
    #expect(try GeneratedFilm(effects: ["{chroma-key: blue}"], generator: "{color: blue}").pictures() == nothing)
    #expect(try GeneratedFilm(effects: ["luma-key"], generator: "{color: black}").pictures() == nothing)
    #expect(try GeneratedFilm(effects: ["{luma-key: {threshold: 0.5, drop: bright}}"], generator: "{color: white}").pictures() == nothing)
  }

  /// What one effect made transparent, the next one leaves so.
  @Test func alphaAddsUp() throws {
    let halves = ["{crop: {left: 50%}}", "{crop: {right: 50%}}"]
    #expect(try GeneratedFilm(effects: halves).pictures() == nothing)
    for effect in ["chroma-key", "luma-key", "{rounded-corners: 8}", "grain", "glow", "vignette", "flip"] {
      #expect(try GeneratedFilm(effects: halves + [effect]).pictures() == nothing, "\(effect)")
    }
  }

  @Test func strobeCountsFromTheItem() throws {
    let flashes = try GeneratedFilm(effects: ["{strobe: {rate: 5, duty: 0.4}}"]).pictures()
    let white = try GeneratedFilm(generator: "{color: white}").pictures()
    for frame in 0..<10 { #expect(flashes[frame] == (frame % 5 < 2 ? white : plain)[frame], "frame \(frame)") }
  }

  /// A border fills what is smaller than its width twice; huge corners make an ellipse at most.
  @Test(arguments: [
    "{border: 4000}", "{rounded-corners: 4000}", "{border: {width: 40, radius: 4000}}", "{pixelate: 1024}",
    "{sharpen: {strength: 5, radius: 6}}",
  ])
  func extremes(_ effect: String) throws {
    #expect(try GeneratedFilm(effects: [effect]).pictures().count == 10)
  }
}
