import MediaTypes
import Timeline

/// How one picture becomes another on the way through FFmpeg.
package enum TransitionMethod: Hashable, Sendable {
  /// The second picture becomes opaque over the first.
  case dissolve
  /// Through a colour.
  case dip
  /// FFmpeg's `xfade` of this name.
  case xfade(String)
  /// The second picture moves in over the first, which stays: FFmpeg's moves of both, and of the edge alone.
  case cover(slide: String, wipe: String)
  /// The first picture moves away over the second, which stays.
  case reveal(slide: String, wipe: String)
  /// As a dissolve, without colour half-way.
  case grays
  /// An edge runs over the canvas: the second picture is where it has passed. Reversed, it runs inwards.
  case map(TransitionMap, isReversed: Bool)
  /// Into the first picture, or out of the second.
  case zoom(isOut: Bool)
  /// The second picture slides in over the first, which gives way more slowly: the way from where it comes.
  case slide(x: Int, y: Int)
}

/// A transition with a direction, ready to lower.
package struct TransitionChoice: Hashable, Sendable {
  package var name: String
  package var direction: String?
  package var method: TransitionMethod
  package var color: Color

  package init(name: String, direction: String?, method: TransitionMethod, color: Color) {
    (self.name, self.direction, self.method, self.color) = (name, direction, method, color)
  }
}

/// A transition of the catalogue: what it is called, and how each of its directions is made.
package struct TransitionFamily: Sendable {
  package var name: String
  package var summary: String
  /// The first is the default; one nameless way where it goes no direction.
  package var ways: [(direction: String?, method: TransitionMethod)]

  package var entry: TransitionEntry { TransitionEntry(name, summary, directions: ways.compactMap(\.direction)) }

  private init(_ name: String, _ summary: String, _ method: TransitionMethod) {
    (self.name, self.summary, ways) = (name, summary, [(nil, method)])
  }

  private init(_ name: String, _ summary: String, _ ways: KeyValuePairs<String, String>) {
    (self.name, self.summary) = (name, summary)
    self.ways = ways.map { ($0.key, .xfade($0.value)) }
  }

  private init(_ name: String, _ summary: String, ways: KeyValuePairs<String, TransitionMethod>) {
    (self.name, self.summary) = (name, summary)
    self.ways = ways.map { ($0.key, $0.value) }
  }

  /// An outline that opens from the middle, or closes in on it.
  private init(_ name: String, _ summary: String, _ map: TransitionMap) {
    self.init(name, summary, ways: ["open": .map(map, isReversed: false), "close": .map(map, isReversed: true)])
  }

  private init(
    _ name: String, _ summary: String, moving method: (_ slide: String, _ wipe: String) -> TransitionMethod
  ) {
    (self.name, self.summary) = (name, summary)
    ways = ["left", "right", "up", "down"].map { ($0, method("slide" + $0, "wipe" + $0)) }
  }

  package static func named(_ name: String) -> TransitionFamily? { all.first { $0.name == name } }

  /// Every transition, in the manual's order. A new one is one line here.
  package static let all: [TransitionFamily] = [
    TransitionFamily("cut", "At once.", .dissolve),
    TransitionFamily("dissolve", "One picture melts into the other.", .dissolve),
    TransitionFamily("dip", "Through a colour, black where none is given.", .dip),
    TransitionFamily(
      "wipe", "An edge moves across and uncovers the second picture.",
      [
        "left": "wipeleft", "right": "wiperight", "up": "wipeup", "down": "wipedown", "top-left": "wipetl",
        "top-right": "wipetr", "bottom-left": "wipebl", "bottom-right": "wipebr",
      ]),
    TransitionFamily(
      "soft-wipe", "A wipe with a soft edge.",
      ["left": "smoothleft", "right": "smoothright", "up": "smoothup", "down": "smoothdown"]),
    TransitionFamily(
      "diagonal", "A soft edge moves across from a corner.",
      ["top-left": "diagtl", "top-right": "diagtr", "bottom-left": "diagbl", "bottom-right": "diagbr"]),
    TransitionFamily(
      "push", "The second picture pushes the first out.",
      ["left": "slideleft", "right": "slideright", "up": "slideup", "down": "slidedown"]),
    TransitionFamily(
      "slide", "The second picture slides in over the first, which gives way more slowly.",
      ways: ["left": .slide(x: -1, y: 0), "right": .slide(x: 1, y: 0), "up": .slide(x: 0, y: -1), "down": .slide(x: 0, y: 1)]),
    TransitionFamily("cover", "The second picture moves in over the first.", moving: TransitionMethod.cover),
    TransitionFamily("reveal", "The first picture moves away from the second.", moving: TransitionMethod.reveal),
    TransitionFamily("circle-open", "A circle with the second picture grows from the middle.", .map(.circle, isReversed: false)),
    TransitionFamily("circle-close", "A circle with the first picture closes to the middle.", .map(.circle, isReversed: true)),
    TransitionFamily("iris", "The six blades of a lens open on the second picture, or close on the first.", .hexagon),
    TransitionFamily("box", "A box grows from the middle with the second picture, or closes on the first.", .box),
    TransitionFamily("diamond", "A diamond grows from the middle with the second picture, or closes on the first.", .diamond),
    TransitionFamily(
      "barn-door", "Two doors part from the middle, or come in from the edges: sideways, or up and down.",
      ways: [
        "open-sideways": .map(.columns, isReversed: false), "close-sideways": .map(.columns, isReversed: true),
        "open-up-and-down": .map(.rows, isReversed: false), "close-up-and-down": .map(.rows, isReversed: true),
      ]),
    TransitionFamily("clock", "A hand goes round like a clock's.", .xfade("radial")),
    TransitionFamily(
      "radial", "Two hands go round from the top like a fan, or fold up again.",
      ways: ["open": .map(.fan, isReversed: false), "close": .map(.fan, isReversed: true)]),
    TransitionFamily("pixelate", "Through large pixels.", .xfade("pixelize")),
    TransitionFamily("blur", "Through a sideways blur.", .xfade("hblur")),
    TransitionFamily(
      "zoom", "Into the first picture and through it, while the second settles; or out of the second.",
      ways: ["in": .zoom(isOut: false), "out": .zoom(isOut: true)]),
    TransitionFamily(
      "squeeze", "The first picture is squeezed away.", ["horizontal": "squeezeh", "vertical": "squeezev"]),
    TransitionFamily(
      "slices", "Slices slide in one after another.",
      ["left": "hlslice", "right": "hrslice", "up": "vuslice", "down": "vdslice"]),
    TransitionFamily("grain", "Grain by grain.", .xfade("dissolve")),
    TransitionFamily("grays", "Through shades of grey.", .grays),
    TransitionFamily("difference", "Pixels that differ least change first.", .xfade("distance")),
  ]
}
