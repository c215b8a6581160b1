import Testing

/// Masks and regions: what is inside is changed or seen, what is outside is not, to the pixel.
@Suite struct MaskTests {
  private let points = [(48, 32), (20, 10), (4, 60), (70, 40)]
  private static let ground = [0x40, 0x60, 0x80]

  /// "%" stands for parameters that every effect takes.
  @Test(arguments: ["{invert: {%}}", "{hue: {angle: 90, %}}", "{curves: {master: [[0, 0.2], [1, 0.9]], %}}", "{sepia: {amount: 0.5, %}}"])
  func regionConfines(_ effect: String) throws {
    let plain = try GeneratedFilm().colors(at: points)
    let whole = try GeneratedFilm(effects: [effect.replacing("%", with: "at: 0s")]).colors(at: points)
    let area = "region: {x: 40px, y: 25%, width: 50%, height: 32px}"
    let got = try GeneratedFilm(effects: [effect.replacing("{%", with: "{" + area).replacing(", %", with: ", " + area)]).colors(at: points)
    #expect(got == [whole[0], plain[1], plain[2], whole[3]], "\(effect)")
  }

  /// Several areas, and everything but an area.
  @Test func regionsAddUpAndInvert() throws {
    let plain = try GeneratedFilm().colors(at: points), whole = try GeneratedFilm(effects: ["invert"]).colors(at: points)
    let both = "{invert: {region: [{x: 0, y: 0, width: 30px, height: 20px}, {x: 60px, y: 0, width: 36px}]}}"
    #expect(try GeneratedFilm(effects: [both]).colors(at: points) == [plain[0], whole[1], plain[2], whole[3]])
    let rest = "{invert: {region: {x: 40px, y: 25%, width: 50%, height: 50%, invert: true}}}"
    #expect(try GeneratedFilm(effects: [rest]).colors(at: points) == [plain[0], whole[1], whole[2], plain[3]])
  }

  /// An area as large as the picture is the whole picture, and one beside it is nothing.
  @Test func regionsAtTheEdge() throws {
    #expect(try GeneratedFilm(effects: ["{invert: {region: {x: 0}}}"]).pictures() == GeneratedFilm(effects: ["invert"]).pictures())
    let beside = "{invert: {region: {x: 200%, width: 10px}}}"
    #expect(try GeneratedFilm(effects: [beside]).pictures() == GeneratedFilm().pictures())
    let hanging = "{invert: {region: {x: -20px, y: -20px, width: 60px, height: 60px, feather: 4}}}"
    #expect(try GeneratedFilm(effects: [hanging]).pictures().count == 10)
  }

  /// A region stays where it is on the picture when an effect before made room around it.
  @Test func regionsAfterRoom() throws {
    let points = [(30, 32), (66, 32)]
    let colors = try ["", "{shadow: {blur: 6, opacity: 0.01}}, "].map { before in
      let item = "{generate: noise, at: 0, duration: 10f, scale: 50%, effects: [\(before){invert: {region: {width: 50%}}}]}"
      return try GeneratedFilm(generator: "{color: black}", overlays: [item]).colors(at: points)
    }
    for (a, b) in zip(colors[0].joined(), colors[1].joined()) { #expect(abs(a - b) <= 2) }
  }

  @Test(arguments: [
    ("{shape: ellipse}", [(48, 32), (4, 4)]), ("{x: 25%, width: 50%}", [(48, 32), (10, 32)]),
    ("{shape: rounded, radius: 50%}", [(48, 32), (1, 1)]), ("{shape: ellipse, invert: true}", [(2, 2), (48, 32)]),
    ("{shape: ellipse, x: 0, width: 48px, height: 32px}", [(24, 16), (60, 40)]),
  ])
  func shapesMask(_ mask: String, _ points: [(Int, Int)]) throws {
    let plain = try GeneratedFilm().colors(at: points)
    for way in ["effects: [{mask: \(mask)}]", "mask: \(mask)"] {
      let film = GeneratedFilm(track: "items: [{generate: noise, duration: 10f, \(way)}]")
      let got = try film.colors(at: points)
      for (a, b) in zip(got[0], plain[0]) { #expect(abs(a - b) <= 2, "\(way)") }
      for (a, b) in zip(got[1], Self.ground) { #expect(abs(a - b) <= 2, "\(way)") }
    }
  }

  /// The middle of a soft edge is where the hard edge was.
  @Test func featherKeepsTheEdge() throws {
    let track = "items: [{generate: {color: white}, duration: 10f, mask: {x: 48px, feather: 16}}]"
    let colors = try GeneratedFilm(track: track).colors(at: [(47, 32), (48, 32), (20, 32), (76, 32), (40, 32), (56, 32)])
    let share = colors.map { Double($0[0] - 0x40) / Double(255 - 0x40) }
    #expect(abs((share[0] + share[1]) / 2 - 0.5) < 0.03)
    #expect(share[2] < 0.02 && share[3] > 0.98)
    #expect(abs(share[4] + share[5] - 1) < 0.05 && share[4] > 0.1)
  }

  /// Brightness, solidity and their opposite, from a file; a film runs along.
  @Test func filesMask() throws {
    let film = EffectMedia.shared.film, still = EffectMedia.shared.still
    let masks = [
      still, "{src: \"\(still)\", channel: alpha, invert: true}", "{src: \"\(still)\", channel: luma}",
      "{src: \"\(film)\", fit: stretch, feather: 3}", "{src: \"\(film)\", in: 1s, speed: 2}",
    ]
    var seen = Set<[UInt64]>()
    for mask in masks { seen.insert(try EffectFilm(effects: ["{mask: \(mask)}"]).pictures()) }
    #expect(seen.count == masks.count)
    let running = try EffectFilm(effects: ["{mask: \"\(film)\"}"]).pictures()
    #expect(Set(running).count > 8)
  }
}
