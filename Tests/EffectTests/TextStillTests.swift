import Testing
import Timeline

/// Every way in which captions are shown and text comes and goes, as it was when somebody looked at it.
@Suite struct TextStillTests {
  private static let style = "{font: DejaVu Sans, weight: bold, size: 34%, outline: true, highlight: '#ffd400'}"

  private static let ground = "items: [{generate: {color: navy}, duration: 10f}]"

  @Test func captions() throws {
    let words = "[{text: AI, at: 0f}, {text: is, at: 3f}, {text: it, at: 6f, until: 9f}]"
    let stills = try CaptionMode.allCases.flatMap { mode in
      let keys = "mode: \(mode.rawValue), position: center, safe: none, style: \(Self.style)"
      let track = "kind: captions, \(keys), cues: [{at: 0, words: \(words)}]"
      let sketches = try GeneratedFilm(track: "\(Self.ground)}\n  - {\(track)").sketches()
      return [1, 4, 7].map { ("\(mode.rawValue) frame \($0)", sketches[$0]) }
    }
    try Sketchbook(name: "captions").check(stills)
  }

  @Test func animations() throws {
    let stills = try AnimationType.allCases.flatMap { type in
      let ways = "{in: {type: \(type.rawValue), duration: 4f}, out: {type: \(type.rawValue), duration: 3f}}"
      let text = "{text: Word, at: 0, duration: 10f, style: \(Self.style), animate: \(ways)}"
      let sketches = try GeneratedFilm(overlays: [text], track: Self.ground).sketches()
      return [0, 2, 5, 8].map { ("text \(type.rawValue) frame \($0)", sketches[$0]) }
    }
    try Sketchbook(name: "animations").check(stills + pictures())
  }

  /// Pictures come and go as text does, but for its letters.
  private func pictures() throws -> [(title: String, sketch: [UInt8])] {
    try ["fade", "{type: slide, from: left}", "{type: slide, from: top}", "pop"].flatMap { way in
      let clip = "{generate: {gradient: {from: white, to: red}}, at: 0, duration: 10f, scale: 50%, animate: {in: \(way), out: \(way)}}"
      let sketches = try GeneratedFilm(overlays: [clip], track: Self.ground).sketches()
      return [0, 2, 5, 8].map { ("picture \(way) frame \($0)", sketches[$0]) }
    }
  }
}
