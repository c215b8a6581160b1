import MediaTypes
import TestMedia

/// Numbers that look random and are the same for the same seed.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int(next() % UInt64(list.count))] }
  /// Once in `count` throws.
  mutating func once(in count: Int) -> Bool { next() % UInt64(count) == 0 }

  /// A time below `limit`, seconds, with an awkward denominator.
  mutating func time(below limit: Int) -> Rational {
    let denominator = pick([1, 2, 3, 7, 24, 25, 30, 1000, 48000])
    return Rational(Int(next() % UInt64(limit * denominator)), denominator)
  }
}

/// A small film made by throwing dice: valid more often than not, and never longer than a few seconds.
struct RandomFilm {
  private var dice: Dice
  private let sources: [CodedSource]
  private var last: CodedSource?
  /// With keys that the model does not know (fades, fits, levels).
  private let isDecorated: Bool

  init(seed: Int, isDecorated: Bool) throws {
    dice = Dice(seed: seed)
    self.isDecorated = isDecorated
    sources = [
      try CodedShelf.plain(25), try CodedShelf.plain(CodedShelf.ntsc30), try CodedShelf.variable(),
      try CodedShelf.layout("mkv-60"), try CodedShelf.sound("missing"), try CodedShelf.sound("short"),
    ]
  }

  mutating func make() -> Film {
    var film = Film(dice.pick(CodedShelf.rates), [])
    film.rows = (0..<dice.pick([1, 1, 1, 2, 3])).map { number in
      let kind = !isDecorated || number == 0 ? "video" : dice.pick(["video", "overlay", "audio"])
      var row = Film.Row(kind: kind, items: (0..<dice.pick([1, 2, 3, 4])).map { _ in item(kind) })
      if number > 0, kind == "video" { row.items.insert(.gap(dice.time(below: 1) + Rational(1, 20)), at: 0) }
      return row
    }
    splitSomewhere(&film)
    return film
  }

  /// Lines of tracks over the film, as a document writes them: what the model knows nothing of.
  mutating func tracksAbove() -> [String] {
    var lines: [String] = []
    for _ in 0..<dice.pick([0, 1, 1, 2]) {
      lines.append("  - kind: overlay")
      lines += trackKeys().map { "    \($0)" }
      lines.append("    items:")
      for _ in 0..<dice.pick([1, 2]) { lines.append("      - {\((layer() + placing()).joined(separator: ", "))}") }
    }
    guard dice.once(in: 2) else { return lines }
    lines += ["  - transition: \(transition())"] + trackKeys().map { "    \($0)" } + ["    items:"]
    for _ in 0..<dice.pick([2, 3]) { lines.append("      - {\((shot() + looks()).joined(separator: ", "))}") }
    return lines
  }

  private mutating func trackKeys() -> [String] {
    var keys: [String] = []
    if dice.once(in: 4) { keys.append("opacity: " + dice.pick(["0.5", "{from: 1, to: 1}", "{from: 0, to: 1}"])) }
    if dice.once(in: 4) { keys.append("effects: [\(effect())]") }
    return keys
  }

  /// Something that may be put anywhere: a clip, a colour, or a nested timeline of them.
  private mutating func layer() -> [String] {
    guard dice.once(in: 3) else { return shot() }
    let inner = [shot(), ["generate: {color: \(dice.pick(["red", "\"#8040c0\""]))}", "duration: 0.4s"], shot() + looks()]
    let items = inner.map { "{" + $0.joined(separator: ", ") + "}" }.prefix(dice.pick([1, 2, 3])).joined(separator: ", ")
    return [dice.pick(["stack: [\(items)]", "sequence: {items: [\(items)]}"])]
  }

  private mutating func shot() -> [String] {
    let source = dice.pick(sources), start = dice.time(below: 2)
    return ["clip: \"\(source.path)\"", "in: \(start)s", "out: \(start + Rational(1, 2) + dice.time(below: 1))s", "audio: false"]
  }

  private mutating func placing() -> [String] {
    var keys = ["at: \(dice.time(below: 2))s"] + looks()
    if dice.once(in: 2) { keys.append("position: " + dice.pick(["top-left", "{x: 70%, y: 40%}", "{x: 130%, y: 50%}", "bottom"])) }
    if dice.once(in: 3) { keys.append("scale: " + dice.pick(["50%", "120%", "{width: 64px}"])) }
    return keys
  }

  /// What is done to a picture: much of it nothing, or the same as its neighbour's.
  private mutating func looks() -> [String] {
    var keys: [String] = []
    if dice.once(in: 3) { keys.append("opacity: " + dice.pick(["0", "1", "0.6", "{from: 0.2, to: 1}"])) }
    if dice.once(in: 6) { keys.append("blend: " + dice.pick(["multiply", "screen", "difference", "normal"])) }
    if dice.once(in: 4) { keys.append("fade-out: 3f") }
    if dice.once(in: 2) { keys.append("effects: [\((0..<dice.pick([1, 2, 3])).map { _ in effect() }.joined(separator: ", "))]") }
    return keys
  }

  private mutating func effect() -> String {
    dice.pick([
      "{contrast: 1.3}", "{contrast: 1}", "{saturation: 0.5}", "{exposure: {from: -1, to: 1}}", "{gamma: {from: 1, to: 1}}",
      "{gamma: 1.2}", "sepia", "{blur: 2}", "{blur: 0}", "invert", "{curves: [[0, 0.1], [1, 0.9]]}", "{rounded-corners: 8}",
      "{grain: 0.3}", "{brightness: {value: 0.2, at: 3f, until: 9f}}", "{sepia: {amount: 0.4}}", "shadow", "{border: 2}",
      "{contrast: {value: 1.2, region: {x: 10%, y: 10%, width: 50%, height: 50%}}}",
    ])
  }

  private mutating func transition() -> String {
    "{type: \(dice.pick(["dissolve", "dip", "circle-open", "wipe", "push", "zoom", "slide", "pixelate"])), duration: \(dice.pick(["2f", "0.2s"]))}"
  }

  private mutating func item(_ kind: String) -> Film.Item {
    if kind != "overlay", dice.once(in: 6) { return .gap(dice.time(below: 1) + Rational(1, 20)) }
    // Neighbours from one file are what passes like to join.
    let known = last.map { [$0] } ?? sources
    let choice = dice.once(in: 2) ? known : sources
    let source = dice.pick(kind == "audio" ? sources.filter { $0.soundStart != nil } : choice)
    last = source
    let start = dice.time(below: 3)
    var item = Film.Item.clip(source, start, start + Rational(1, 20) + dice.time(below: 1))
    if dice.once(in: 4) {
      item.speed = dice.pick([2, Rational(1, 2), Rational(3, 2), -1, Rational(-5, 3), 3])
    }
    if dice.once(in: 8) {
      (item.speed, item.to, item.duration) = (0, nil, Rational(1, 10) + dice.time(below: 1))
    } else if dice.once(in: 8) {
      item.loops = dice.pick([1, 2, 3])
    }
    if dice.once(in: 10) { item.holds = true }
    if kind == "overlay" || dice.once(in: 12) { item.at = dice.time(below: 3) }
    if isDecorated { item.more = decoration(kind) }
    return item
  }

  private mutating func decoration(_ kind: String) -> [String] {
    var keys: [String] = []
    if dice.once(in: 3) {
      keys.append(
        dice.pick([
          "audio: {pitch: shift}", "audio: {gain: -6dB}", "audio: false",
          "audio: {fade-in: 0.1s, channels: left}",
        ]))
    }
    guard kind != "audio" else { return keys }
    if dice.once(in: 3) { keys.append("fit: " + dice.pick(["contain", "cover", "stretch", "none"])) }
    if dice.once(in: 4) { keys.append("fill: " + dice.pick(["blur", "red", "background"])) }
    if dice.once(in: 4) { keys.append("fade-in: 0.1s") }
    if dice.once(in: 4) { keys.append("fade-out: 2f") }
    if dice.once(in: 5) { keys.append("crop: {left: 10%, top: 3px}") }
    return keys
  }

  /// A clip becomes two that touch.
  private mutating func splitSomewhere(_ film: inout Film) {
    for row in film.rows.indices where dice.once(in: 2) {
      let place = Int(dice.next() % UInt64(film.rows[row].items.count))
      let item = film.rows[row].items[place]
      guard let from = item.from, let to = item.to, item.loops == nil, item.speed.isPositive,
        film.rows[row].kind != "overlay"
      else { continue }
      let middle = from + (to - from) * dice.pick([Rational(1, 2), Rational(1, 3), Rational(3, 4)])
      film.rows[row].items[place].to = middle
      film.rows[row].items.insert(
        item.with {
          $0.from = middle
          $0.at = nil
        }, at: place + 1)
    }
  }
}
