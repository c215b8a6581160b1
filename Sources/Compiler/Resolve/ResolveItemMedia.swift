import Diagnostics
import MediaTypes
import Timeline

/// Looks up the media of every item; a clip whose file is wrong has nil, and the error has been reported.
func resolveItemMedia(_ document: TimelineDocument, _ media: inout MediaTable, _ bag: inout DiagnosticBag) -> [[Int?]] {
  (document.tracks?.value ?? []).map { track in
    (track.items?.value ?? []).map { item in
      guard track.isEnabled, item.isEnabled, let clip = item.clip, let index = media.find(clip, &bag) else { return nil }
      return checkStreams(media.uses[index].facts, clip, track.trackKind, &bag) ? index : nil
    }
  }
}

/// A sound track takes sound; the others take pictures, or a sound clip heard alone.
private func checkStreams(
  _ facts: MediaFacts, _ clip: Setting<FilePath>, _ kind: TrackKind, _ bag: inout DiagnosticBag
) -> Bool {
  if kind == .audio, facts.sound == nil {
    bag.error(
      "no-sound", "'\(clip.value.value)' has no sound, and an audio track takes nothing else", at: clip.span,
      caption: facts.kind == .still ? "a still makes no sound" : "put it on a video track")
    return false
  }
  if kind != .audio, facts.picture == nil {
    bag.error(
      "no-picture", "'\(clip.value.value)' has no picture, and a \(kind.rawValue) track shows pictures", at: clip.span,
      caption: "put it on a track of 'kind: audio'")
    return false
  }
  return true
}

/// The first picture that the document uses, which gives the canvas what it does not state.
func firstPicture(_ document: TimelineDocument, _ uses: [[Int?]], _ media: MediaTable) -> MediaUse? {
  for (track, items) in zip(document.tracks?.value ?? [], uses) where track.trackKind != .audio {
    if let index = items.compactMap({ $0 }).first(where: { media.uses[$0].facts.picture != nil }) {
      return media.uses[index]
    }
  }
  return nil
}
