import Compiler
import Engine
import Testing

/// Masks and regions that change: to fractions of a pixel, on their frame, and the same however a film is cut up.
@Suite struct MovingMaskTests {
  private static let still = EffectMedia.shared.still
  static let moving = [
    "{blur: {radius: 6, region: {x: {from: 0, to: 50%}, width: 40%, shape: ellipse, feather: {from: 0, to: 9}}}}",
    "{invert: {region: [{x: {keyframes: [{at: 2f, value: 10%}, {at: 9f, value: 60%, ease: out-back}]}, width: 20px}, {y: 70%, feather: 3}]}}",
    "{mask: {shape: rounded, radius: {from: 0, to: 50%}, width: {from: 0, to: 100%}, height: {from: 10px, to: 120%}, invert: true}}",
    "{mask: {src: \"\(still)\", channel: luma, x: {from: -20%, to: 40%}, width: 60%, fit: cover}}",
    "{mask: {src: \"\(still)\", channel: luma, width: {from: 0, to: 100%}, feather: 2}}",
    "{mask: {x: 20%, feather: {from: 12, to: 0}}}",
  ]

  @Test(arguments: moving) func howAFilmIsMadeChangesNothing(_ effect: String) throws {
    for hasAlpha in [false, true] {
      let film = EffectFilm(effects: [effect], hasAlpha: hasAlpha, hasTitle: true, frames: 12)
      let whole = try film.pictures()
      #expect(try hashFrames(film.plan(isOptimised: false)).pictures == whole)
      for frame in [2, 6, 11] {
        var alone = try film.plan(moment: "\(frame)f")
        let count = alone.picture?.spans.map(\.count).reduce(0, +) ?? 0
        alone.picture?.frameCount = count
        #expect(try hashFrames(alone).pictures.last == whole[frame], "frame \(frame)")
      }
    }
  }

  /// White on black from an edge on: how much is white says where the edge is.
  private func edges(_ mask: String, from row: Int = 32) throws -> [Double] {
    try edges(ofItem: "{generate: {color: white}, at: 0, duration: 10f, mask: \(mask)}", row)
  }

  private func edges(ofItem item: String, _ row: Int = 32) throws -> [Double] {
    let film = GeneratedFilm(generator: "{color: black}", overlays: [item])
    let line = (0..<96).map { (x: $0, y: row) }
    return try (0..<10).map { frame in
      try film.colors(at: line, frame: frame).reduce(96) { $0 - Double($1[1]) / 255 }
    }
  }

  /// A drawn edge is where its value says in the middle of each frame, and so is a file's.
  @Test func edgesAreWhereTheyAreSaidToBe() throws {
    let drawn = try edges("{x: {from: 10.25px, to: 31.75px}}")
    for (frame, edge) in drawn.enumerated() { #expect(abs(edge - (10.25 + 2.15 * (Double(frame) + 0.5))) < 0.05, "\(frame): \(edge)") }
    let jump = try edges("{x: {keyframes: [{at: 4f, value: 20px}, {at: 5f, value: 60px, ease: hold}]}}")
    #expect(jump.map { Int($0.rounded()) } == [20, 20, 20, 20, 20, 60, 60, 60, 60, 60])
    let soft = try edges("{x: 40px, feather: {from: 0, to: 16}}")
    for edge in soft { #expect(abs(edge - 40) < 0.6) }
  }

  /// Keyframes of a mask in a sequence that runs twice as fast are passed twice as fast.
  @Test func masksFollowTheTimeOfTheirSequence() throws {
    let item = "{generate: {color: white}, duration: 20f, mask: {x: {keyframes: [{at: 0, value: 0px}, {at: 20f, value: 80px}]}}}"
    let edges = try edges(ofItem: "{sequence: {items: [\(item)]}, at: 0, speed: 2}")
    for (frame, edge) in edges.enumerated() { #expect(abs(edge - 8 * (Double(frame) + 0.5)) < 0.05, "\(frame): \(edge)") }
  }

  /// A drawn item that rests is where the document says, to the fraction of a pixel, as one that moves is.
  @Test(arguments: ["shape: {kind: rectangle, width: 20px, height: 40px}", "shape: {kind: ellipse, width: 21px, height: 61px}"])
  func restingShapesAreWhereTheyAreSaidToBe(_ shape: String) throws {
    let line = (0..<96).map { (x: $0, y: 32) }
    for middle in [40, 41, 41.25, 42.5] {
      for position in ["[\(middle)px, 32px]", "{from: [\(middle)px, 32px], to: [\(middle)px, 32.001px]}"] {
        let item = "{generate: {\(shape)}, at: 0, duration: 10f, position: \(position)}"
        let row = try GeneratedFilm(generator: "{color: black}", overlays: [item]).colors(at: line).map { Double($0[1]) }
        let found = zip(row, line).reduce(0) { $0 + $1.0 * (Double($1.1.x) + 0.5) } / row.reduce(0, +)
        #expect(abs(found - middle) < 0.06, "\(position): \(found)")
      }
    }
  }
}
