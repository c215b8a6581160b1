import MediaTypes
import TestMedia
import Testing

/// Files that are unusual in shape, sound or place in time.
@Suite struct SourceTests {
  @Test(arguments: CodedShelf.sounds) func everySound(name: String) throws {
    let source = try CodedShelf.sound(name)
    let other = try CodedShelf.plain(25)
    let items: [Film.Item] = [
      .clip(source), .clip(other, 1, 2), .clip(source, Rational(1, 2), Rational(27, 10)),
      .clip(source, Rational(12, 5)),
    ]
    for rate in [Rational(25), CodedShelf.ntsc30] { try prove(Film(rate, items), ProofTerms(clicks: 1)) }
  }

  @Test(arguments: CodedShelf.sounds.filter { $0 != "missing" }) func soundTracks(name: String) throws {
    let source = try CodedShelf.sound(name)
    let picture = try CodedShelf.sound("missing")
    var film = Film(CodedShelf.ntsc30, [.clip(picture), .clip(picture)])
    // A clip on a sound track is as long as its sound.
    var heard = source
    heard.stamps = []
    let start = heard.soundStart ?? 0
    film.rows.append(
      Film.Row(
        kind: "audio",
        items: [
          .clip(heard, start + Rational(1, 10), start + Rational(19, 10)), .gap(Rational(1, 3)), .clip(heard),
        ]))
    try prove(film, ProofTerms(clicks: 1))
  }

  @Test(arguments: CodedShelf.shapes) func everyShape(name: String) throws {
    let source = try CodedShelf.shape(name)
    let items: [Film.Item] = [
      .clip(source), .clip(source, Rational(3, 10), Rational(17, 10)),
      Film.Item.clip(source, 1, 2).with { $0.speed = -1 },
    ]
    for rate in [Rational(25), 50, CodedShelf.ntsc30] {
      var film = Film(rate, items)
      if name == "interlaced" || name == "bottom-first" { film.height = 96 }
      try prove(film)
    }
  }

  @Test func stills() throws {
    let (png, jpg) = (try CodedShelf.still("a.png", id: 57), try CodedShelf.still("b.jpg", id: 58))
    let source = try CodedShelf.plain(25)
    func still(_ source: CodedSource, _ duration: Rational) -> Film.Item {
      // A still has one picture, on screen from its start.
      var still = source
      (still.stamps, still.pictureEnd) = ([0], 0)
      return Film.Item.clip(still).with { $0.duration = duration }
    }
    try prove(
      Film(30, [still(png, Rational(1, 3)), .clip(source, 1, 2), still(jpg, 2), still(png, Rational(1, 20))]))
  }

  @Test func animations() throws {
    let gif = try CodedShelf.gif()
    let looped = Film.Item.clip(gif).with {
      $0.loops = 0
      $0.duration = 5
    }
    let items: [Film.Item] = [
      .clip(gif), .clip(gif, Rational(1, 2), Rational(3, 2)), looped,
      Film.Item.clip(gif, 0, 2).with { $0.speed = 3 },
    ]
    for rate in [Rational(25), CodedShelf.ntsc30] { try prove(Film(rate, items)) }
  }

  @Test func pictureSequences() throws {
    let shots = try CodedShelf.sequence()
    for rate in [Rational(25), CodedShelf.ntsc30] {
      try prove(
        Film(rate, [.clip(shots.paced(rate)), .clip(shots.paced(rate), Rational(1, 3), Rational(9, 10))]))
      var film = Film(rate, [])
      film.more = ["media: {shots: {src: \"\(shots.path)\", rate: 12}}"]
      let items: [Film.Item] = [
        .clip(shots.paced(12)), .clip(shots.paced(12), Rational(1, 2), Rational(7, 4)),
      ]
      film.rows[0].items = items.map { $0.with { $0.name = "shots" } }
      try prove(film)
    }
  }

  @Test func overlays() throws {
    let (source, plain) = (try CodedShelf.plain(25), try CodedShelf.plain(CodedShelf.ntsc30))
    var film = Film(25, [.clip(plain, 0, 5), .clip(source, 1, 3)])
    let small = try CodedShelf.small()
    film.rows.append(
      Film.Row(
        kind: "overlay",
        items: [
          Film.Item.clip(small, 0, 1).with { $0.at = Rational(1, 2) },
          Film.Item.clip(small, 1, Rational(5, 2)).with { $0.at = Rational(21, 5) },
        ], part: FilmReading.Part(x: 40, y: 22, width: 80, height: 44)))
    try prove(film, ProofTerms(clicks: 1))
    // A whole picture on top hides what is below.
    film.rows[1] = Film.Row(items: [.gap(1), .clip(source, 2, 4), .gap(Rational(1, 3)), .clip(source, 5, 6)])
    try prove(film, ProofTerms(clicks: 1))
  }
}
