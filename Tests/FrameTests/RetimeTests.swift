import Engine
import MediaTypes
import TestMedia
import Testing

/// Speeds, loops, holds and splits.
@Suite struct RetimeTests {
  static let speeds: [Rational] = [
    2, Rational(3, 2), Rational(1, 2), 7, -1, -2, Rational(-1, 2), Rational(1001, 1000),
  ]

  /// With the pitch shifted, so that clicks keep their shape to a sample.
  @Test(arguments: speeds) func everySpeed(speed: Rational) throws {
    let source = try CodedShelf.plain(25)
    func retimed(_ item: Film.Item) -> Film.Item {
      item.with {
        $0.speed = speed
        $0.more = ["audio: {pitch: shift}"]
      }
    }
    let items = [
      retimed(.clip(source, 1, 6)), .clip(source, 2, 3),
      retimed(.clip(source, Rational(11, 5), Rational(29, 4))),
      retimed(.clip(source, nil, nil)),
    ]
    for rate in [Rational(25), CodedShelf.ntsc30] {
      // Seven times faster, the clicks are above what the film can hold.
      try prove(Film(rate, items), ProofTerms(clicks: 1.5, checksSound: speed.magnitude < 3))
    }
  }

  @Test func keptPitchKeepsPictures() throws {
    let source = try CodedShelf.plain(CodedShelf.ntsc30)
    let items = Self.speeds.map { speed in Film.Item.clip(source, 1, 5).with { $0.speed = speed } }
    try prove(Film(25, items), ProofTerms(checksSound: false))
  }

  @Test func frozenPictures() throws {
    let source = try CodedShelf.plain(25)
    let items = [Rational(2), Rational(201, 100), Rational(199, 100), 0].map { start in
      Film.Item.clip(source, start).with {
        $0.speed = 0
        $0.duration = Rational(4, 5)
      }
    }
    try prove(Film(30, [.clip(source, 1, 2)] + items + [.clip(source, 1, 2)]))
  }

  @Test func fits() throws {
    let source = try CodedShelf.plain(30)
    func fit(_ from: Rational, _ to: Rational, _ duration: Rational) -> Film.Item {
      .clip(source, from, to).with {
        $0.duration = duration
        $0.fits = true
        $0.speed = (to - from) / duration
        $0.more = ["audio: {pitch: shift}"]
      }
    }
    let items = [fit(1, 4, 2), fit(0, 3, 4), fit(Rational(1, 3), Rational(7, 3), Rational(31, 10))]
    for rate in [Rational(24), CodedShelf.ntsc60] { try prove(Film(rate, items), ProofTerms(clicks: 1.5)) }
  }

  @Test func loops() throws {
    let source = try CodedShelf.plain(25)
    let endless = Film.Item.clip(source, 1, Rational(12, 5)).with {
      $0.loops = 0
      $0.duration = 7
    }
    let thrice = Film.Item.clip(source, Rational(1, 2), 2).with { $0.loops = 3 }
    let backwards = thrice.with { $0.speed = -1 }
    let fast = thrice.with {
      $0.speed = 2
      $0.more = ["audio: {pitch: shift}"]
    }
    for rate in [Rational(25), CodedShelf.ntsc30] {
      try prove(Film(rate, [endless, thrice]), ProofTerms(clicks: 1))
      try prove(Film(rate, [thrice, backwards]), ProofTerms(clicks: 1))
      try prove(Film(rate, [fast, endless]), ProofTerms(clicks: 1.5))
    }
  }

  @Test func holds() throws {
    let source = try CodedShelf.plain(25)
    let held = Film.Item.clip(source, 7).with {
      $0.duration = Rational(5, 2)
      $0.holds = true
    }
    let past = Film.Item.clip(source, 6, 9).with { $0.holds = true }
    try prove(Film(30, [held, .clip(source, 1, 2), past]))
  }

  /// However a clip is split, the film is the same.
  @Test(arguments: [Rational(1), 2, Rational(1, 3), -1]) func splits(speed: Rational) throws {
    let source = try CodedShelf.plain(CodedShelf.ntsc24)
    let rate = CodedShelf.ntsc30
    func part(_ from: Rational, _ to: Rational) -> Film.Item {
      .clip(source, from, to).with {
        $0.speed = speed
        $0.more = ["audio: {pitch: shift}"]
      }
    }
    let cuts: [Rational] = [1, Rational(3, 2), Rational(19, 10), Rational(2001, 1000), Rational(31, 7), 5]
    var parts = zip(cuts, cuts.dropFirst()).map { part($0, $1) }
    if speed.isNegative { parts.reverse() }
    try prove(Film(rate, parts), ProofTerms(clicks: 1.5))
    let whole = try hashFrames(plan(Film(rate, [part(1, 5)]).document(output: nil)))
    let split = try hashFrames(plan(Film(rate, parts).document(output: nil)))
    #expect(whole.pictures == split.pictures)
    if speed == 1 { #expect(whole.sound == split.sound) }
  }

  @Test func gapsAndPins() throws {
    let (a, b) = (try CodedShelf.plain(25), try CodedShelf.plain(CodedShelf.ntsc30))
    let items: [Film.Item] = [
      .gap(Rational(1, 3)), .clip(a, 1, 2), .gap(Rational(7, 11)), .clip(b, 2, Rational(10, 3)),
      Film.Item.clip(a, 3, 4).with { $0.at = Rational(17, 4) }, .clip(b, 0, 1),
      Film.Item.clip(b, 4, Rational(51, 10)).with { $0.at = 8 }, .gap(Rational(1, 2)), .clip(a, 6),
    ]
    for rate in [Rational(25), CodedShelf.ntsc60] { try prove(Film(rate, items), ProofTerms(clicks: 1)) }
  }
}
