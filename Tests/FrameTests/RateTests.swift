import Foundation
import MediaTypes
import TestMedia
import Testing

/// Every picture and click of clips from one rate on a canvas of another.
@Suite struct RateTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    var source: Rational
    var canvas: Rational
    var container: String
    var testDescription: String { "\(source) on \(canvas) in \(container)" }
  }

  /// All pairs on demand; else each source and each canvas with some of the others.
  static let pairs: [Pair] = {
    let rates = CodedShelf.rates
    let isFull = ProcessInfo.processInfo.environment["REELC_MATRIX"] == "full"
    var pairs: [Pair] = []
    for (i, source) in rates.enumerated() {
      for (j, canvas) in rates.enumerated() where isFull || (3 * i + j) % 4 == 0 || i == j {
        pairs.append(Pair(source: source, canvas: canvas, container: ["mov", "mkv", "mp4"][(i + j) % 3]))
      }
    }
    return pairs
  }()

  @Test(arguments: pairs) func everyPair(pair: Pair) throws {
    let source = try CodedShelf.plain(pair.source)
    var film = Film(pair.canvas, Self.awkward(source))
    film.container = pair.container
    film.soundCodec = pair.container == "mp4" ? "aac" : pair.container == "mkv" ? "flac" : "pcm"
    try prove(film, ProofTerms(clicks: 1))
  }

  /// Several clips whose edges fall on no frame, on frames exactly, and half-way between.
  static func awkward(_ source: CodedSource) -> [Film.Item] {
    let frame = source.stamps[1] - source.stamps[0]
    return [
      .clip(source, Rational(1, 3), Rational(5, 3)), .clip(source, frame * 7, frame * 40),
      .clip(source, frame * 11 + frame / 2, frame * 50 + frame / 2), .gap(Rational(1, 7)),
      .clip(source, Rational(4001, 1000), Rational(5999, 1000)),
      .clip(source, frame, frame + Rational(1, 20)),
      .clip(source, 6),
    ]
  }

  @Test(arguments: [CodedShelf.ntsc30, 25, 60]) func variableRates(rate: Rational) throws {
    try prove(Film(rate, Self.awkward(try CodedShelf.variable())), ProofTerms(clicks: 1))
    let slides = try CodedShelf.slides()
    try prove(Film(rate, [.clip(slides), .clip(slides, Rational(449, 100), Rational(501, 100))]))
  }

  @Test(arguments: CodedShelf.layouts) func everyLayout(name: String) throws {
    let source = try CodedShelf.layout(name)
    let items: [Film.Item] = [
      .clip(source, Rational(31, 10), Rational(45, 10)), .clip(source, Rational(2, 3), Rational(9, 5)),
      .clip(source, 5), .clip(source, nil, Rational(3, 2)),
    ]
    for rate in [Rational(25), CodedShelf.ntsc30] { try prove(Film(rate, items), ProofTerms(clicks: 1)) }
  }
}
