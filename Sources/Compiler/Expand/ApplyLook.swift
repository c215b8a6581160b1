import Diagnostics
import Timeline

extension Expander {
  /// Keys of a track with its look's effects and transition in place of the name; `standard` is the look of
  /// the document, for video tracks that name none.
  mutating func dressedTrack(
    _ entries: [SyntaxEntry], kind: String, standard: ExpandedLook?, _ context: ExpandContext
  ) -> [SyntaxEntry] {
    let isVideo = kind == TrackKind.video.rawValue
    guard let own = entries.first(where: { $0.key == "look" }) else {
      guard isVideo, let standard else { return entries }
      return standard.dressing(entries, bringsTransition: true)
    }
    let undressed = entries.filter { $0.key != "look" }
    if kind == TrackKind.audio.rawValue {
      reportSound(own)
      return undressed
    }
    return look(own, context)?.dressing(entries, bringsTransition: isVideo) ?? undressed
  }

  /// Keys of an item with the effects of its look, or of its track's `defaults`, before its own.
  mutating func dressedItem(_ entries: [SyntaxEntry], _ context: ExpandContext) -> [SyntaxEntry] {
    guard entries.contains(where: { pictureKinds.contains($0.key) }) else { return entries }
    let own = entries.first { $0.key == "look" }
    if let own, context.looks.isSound {
      reportSound(own)
      return entries.filter { $0.key != "look" }
    }
    guard let look = own.map({ self.look($0, context) }) ?? context.looks.look else {
      return entries.filter { $0.key != "look" }
    }
    var entries = entries
    if let effects = context.looks.effects, !entries.contains(where: { $0.key == "effects" }) {
      entries.append(effects)
    }
    return look.dressing(entries, bringsTransition: false)
  }

  /// What a track of these keys means for the looks of its items.
  mutating func lookPlace(_ entries: [SyntaxEntry], kind: String, _ context: ExpandContext) -> LookPlace {
    var place = LookPlace(isSound: kind == TrackKind.audio.rawValue)
    guard let defaults = entries.first(where: { $0.key == "defaults" })?.value.map else { return place }
    place.effects = defaults.first { $0.key == "effects" }.map { expand($0, context) }
    guard let entry = defaults.first(where: { $0.key == "look" }) else { return place }
    if place.isSound { reportSound(entry) } else { place.look = look(entry, context) }
    return place
  }

  private mutating func reportSound(_ entry: SyntaxEntry) {
    error(
      "look-of-sound", "a look is what pictures look like, and this is a track of sound", at: entry.keySpan,
      caption: "leave it out")
  }
}

/// Items that have a picture, by the key that says what they are.
private let pictureKinds: Set<String> = ["clip", "generate", "sequence", "stack"]
