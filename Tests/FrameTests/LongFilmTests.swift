import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Long timelines: no error adds up, and nothing is left open.
@Suite(.serialized) struct LongFilmTests {
  /// A thousand clips that each hold a click, at a rate at which no edge falls on a sample.
  @Test func aThousandClips() throws {
    let sources = [
      try CodedShelf.brief("brief25.mov", id: 60),
      try CodedShelf.brief("brief24.mov", id: 61, rate: CodedShelf.ntsc24),
      try CodedShelf.brief("brief60.mov", id: 62, rate: CodedShelf.ntsc60),
    ]
    let items = (0..<1000).map { n in
      let start = Rational(n % 3) + Rational(1, 10) + Rational(n % 7, 101)
      return Film.Item.clip(sources[n % 3], start, start + Rational(3, 10))
    }
    var film = Film(CodedShelf.ntsc30, items)
    film.container = "mkv"
    film.soundCodec = "flac"
    try prove(film, ProofTerms(clicks: 1))
  }

  /// A long file read from end to end in pieces.
  @Test func oneLongFileInPieces() throws {
    let source = try CodedShelf.layout("mp4-long")
    let pieces = (0..<120).map { n in
      Film.Item.clip(source, Rational(n * 7 % 113, 20), Rational(n * 7 % 113, 20) + Rational(7, 25))
    }
    try prove(Film(CodedShelf.ntsc24, pieces))
  }
}
