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
    TransitionFamily("cover", "The second picture moves in over the first.", moving: TransitionMethod.cover),
    TransitionFamily("reveal", "The first picture moves away from the second.", moving: TransitionMethod.reveal),
    TransitionFamily("circle-open", "A soft circle grows from the middle.", .xfade("circleopen")),
    TransitionFamily("circle-close", "A soft circle closes to the middle.", .xfade("circleclose")),
    TransitionFamily("iris", "A circle closes to black and opens again.", .xfade("circlecrop")),
    TransitionFamily("box", "A box closes to black and opens again.", .xfade("rectcrop")),
    TransitionFamily(
      "barn-door", "Two soft doors open or close.",
      [
        "open-horizontal": "horzopen", "close-horizontal": "horzclose", "open-vertical": "vertopen",
        "close-vertical": "vertclose",
      ]),
    TransitionFamily("clock", "A hand goes round like a clock's.", .xfade("radial")),
    TransitionFamily("pixelate", "Through large pixels.", .xfade("pixelize")),
    TransitionFamily("blur", "Through a sideways blur.", .xfade("hblur")),
    TransitionFamily("zoom", "Into the first picture and through it.", .xfade("zoomin")),
    TransitionFamily(
      "squeeze", "The first picture is squeezed away.", ["horizontal": "squeezeh", "vertical": "squeezev"]),
    TransitionFamily(
      "slices", "Slices slide in one after another.",
      ["left": "hlslice", "right": "hrslice", "up": "vuslice", "down": "vdslice"]),
    TransitionFamily("grain", "Grain by grain.", .xfade("dissolve")),
    TransitionFamily("grays", "Through shades of grey.", .xfade("fadegrays")),
    TransitionFamily("difference", "Pixels that differ least change first.", .xfade("distance")),
  ]
}
