import MediaTypes
import Testing

/// Colours meet as W3C's Compositing and Blending says, whatever covers what.
@Suite struct BlendTests {
  private static let below = [200.0, 120, 40], layer = [90.0, 180, 220]

  /// Both from 0 to 1.
  private func formula(_ mode: BlendMode, _ b: Double, _ s: Double) -> Double {
    func hard(_ b: Double, _ s: Double) -> Double { s <= 0.5 ? 2 * b * s : 1 - 2 * (1 - b) * (1 - s) }
    let curve = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : b.squareRoot()
    switch mode {
    case .normal: return s
    case .multiply: return b * s
    case .screen: return b + s - b * s
    case .overlay: return hard(s, b)
    case .darken: return min(b, s)
    case .lighten: return max(b, s)
    case .add: return min(1, b + s)
    case .difference: return abs(b - s)
    case .softLight: return s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (curve - b)
    case .hardLight: return hard(b, s)
    case .colorDodge: return min(1, b / (1 - s))
    case .colorBurn: return 1 - min(1, (1 - b) / s)
    }
  }

  private func expect(_ color: [Int], _ mode: BlendMode, cover: Double, opacity: Double, _ place: String) {
    for channel in 0..<3 {
      let b = Self.below[channel] / 255, s = Self.layer[channel] / 255
      let own = (1 - cover) * s + cover * formula(mode, b, s)
      let whole = opacity + cover * (1 - opacity)
      let wanted = opacity * own + (1 - opacity) * cover * b + (1 - whole)
      #expect(abs(Double(color[channel]) - wanted * 255) < 4, "\(mode), \(place), channel \(channel)")
    }
  }

  /// A solid layer, a thinner one, and one that covers a part: inside, and the untouched outside.
  @Test(arguments: BlendMode.allCases) func overSolid(_ mode: BlendMode) throws {
    for (opacity, scale) in [(1.0, 1.0), (0.6, 1), (1, 0.5), (0.5, 0.5)] {
      let top = "{generate: {color: \"#5ab4dc\"}, at: 0, duration: 10f, scale: \(scale), opacity: \(opacity), blend: \(mode.rawValue)}"
      let film = GeneratedFilm(generator: "{color: \"#c87828\"}", overlays: [top])
      let colors = try film.colors(at: [(48, 32), (2, 2)])
      expect(colors[0], mode, cover: 1, opacity: opacity, "opacity \(opacity), scale \(scale)")
      if scale < 1 { expect(colors[1], .normal, cover: 1, opacity: 0, "outside") }
    }
  }

  /// Half of nothing is below: there the layer keeps its own colour.
  @Test(arguments: BlendMode.allCases) func overHalf(_ mode: BlendMode) throws {
    for opacity in [1.0, 0.7] {
      let half = "{generate: {color: \"#c87828\"}, duration: 10f, opacity: 0.5}"
      let top = "{generate: {color: \"#5ab4dc\"}, duration: 10f, opacity: \(opacity), blend: \(mode.rawValue)}"
      let film = GeneratedFilm(generator: "{color: white}", overlays: ["{stack: [\(half), \(top)], at: 0}"])
      expect(try film.colors(at: [(48, 32)])[0], mode, cover: 0.5, opacity: opacity, "half")
    }
  }

  /// A layer that hangs over an edge, or lies outside, changes what it reaches and nothing else.
  @Test func overTheEdge() throws {
    let plain = try GeneratedFilm().pictures()
    let outside = "{generate: {color: gray}, at: 0, duration: 10f, position: [300%, 50%], blend: multiply}"
    #expect(try GeneratedFilm(overlays: [outside]).pictures() == plain)
    let hanging = "{generate: {color: white}, at: 0, duration: 10f, position: [100%, 50%], blend: difference}"
    let colors = try GeneratedFilm(generator: "{color: \"#c87828\"}", overlays: [hanging]).colors(at: [(90, 32), (10, 32)])
    for channel in 0..<3 {
      #expect(abs(Double(colors[0][channel]) - (255 - Self.below[channel])) < 4)
      #expect(abs(Double(colors[1][channel]) - Self.below[channel]) < 4)
    }
  }

  /// A blending track is one layer; a solid picture that blends hides nothing.
  @Test func tracksBlend() throws {
    let track = "blend: multiply, items: [{generate: {color: \"#5ab4dc\"}, duration: 10f}]"
    var film = GeneratedFilm(track: track)
    #expect(try film.colors(at: [(48, 32)])[0] != [0x5A, 0xB4, 0xDC])
    film.track = track.replacing("multiply", with: "normal")
    for (got, wanted) in zip(try film.colors(at: [(48, 32)])[0], [0x5A, 0xB4, 0xDC]) { #expect(abs(got - wanted) < 3) }
  }
}
