import Engine
import MediaTypes
import Music
import Timeline

/// What is heard in a file, in seconds of the file, as JSON: the form that `tempo: {beats: FILE}` reads.
/// - Parameter parameters: `bpm=N` and `meter=N`, as far as the author knows.
@Sendable func hearBeats(_ path: String, _ parameters: [String]) throws(EngineError) -> [UInt8] {
  Array(try hearMusic(path, musicHints(parameters)).json.page.utf8)
}

func hearMusic(_ path: String, _ hints: MusicHints) throws(EngineError) -> MusicFacts {
  let facts = try probeMedia(path: path)
  var listener = Listener()
  try scanSound(facts, as: SoundShape(rate: Listener.rate, layout: .mono)) { rows throws(EngineError) in
    listener.take(rows[0])
  }
  return listener.hear(hints).shifted(by: facts.sound?.start ?? 0)
}

private func musicHints(_ parameters: [String]) -> MusicHints {
  var hints = MusicHints()
  for parameter in parameters {
    let parts = parameter.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let value = Rational(text: parts[1]) else { continue }
    if parts[0] == "bpm" { hints.bpm = value.approximation }
    if parts[0] == "meter" { hints.beatsPerBar = value.floor }
  }
  return hints
}
