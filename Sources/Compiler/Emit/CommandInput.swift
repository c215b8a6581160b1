import FilterGraph
import MediaTypes

/// One `-i` of an ffmpeg command line with the options before it.
struct CommandInput {
  /// Words as ffmpeg gets them, not yet quoted for a shell.
  var words: [String]
  /// What it is for, in a person's words.
  var purpose: String

  /// - Parameter seconds: the container's stamp from which reading may start; nil for the file's start.
  init(_ input: PlanInput, decoder: String?, seekingTo seconds: Rational?, purpose: String) {
    let facts = input.facts
    words = ["-noautorotate", "-protocol_whitelist", "file", "-threads", "1"]
    if let decoder { words += ["-c:v", decoder] }
    let container = facts.container.split(separator: ",").first.map(String.init) ?? ""
    switch facts.kind {
    case .pictureSequence:
      words += ["-f", "image2", "-start_number_range", "1000000"]
      if let rate = input.sequenceRate { words += ["-framerate", rate.value.description] }
    case .still where container == "image2": words += ["-f", "image2", "-pattern_type", "none"]
    case .still where container.hasSuffix("_pipe"): words += ["-f", container]
    default: break
    }
    if let seconds {
      words += ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", seconds.decimal(digits: 6)]
    }
    words += ["-i", "file:" + facts.path]
    self.purpose = purpose
  }
}

/// How early reading starts, so that what is wanted is decoded as if from the file's start.
private let leadIn = Rational(1)
/// Nearer to the file's start than this, a seek saves nothing.
private let worthSeeking = Rational(4)

/// Where reading pictures may start for an instant in source seconds, as the container's stamp; nil where
/// the file is read from its start: no gain, or a container whose seeks do not land where they should.
func pictureSeek(_ facts: MediaFacts, before instant: Rational) -> Rational? {
  guard facts.kind == .video, let picture = facts.picture, isSeekable(facts, ["mov", "matroska"]) else {
    return nil
  }
  let wanted = min(instant, picture.end)
  guard wanted - picture.start > worthSeeking else { return nil }
  return facts.origin + wanted - leadIn
}

/// The same for sound. Matroska is left out: its stamps are rounded to milliseconds, so that after a seek
/// the number of a sample is not known exactly.
func soundSeek(_ facts: MediaFacts, before instant: Rational) -> Rational? {
  guard let sound = facts.sound, isSeekable(facts, ["mov", "wav"]) else { return nil }
  let wanted = min(instant, sound.end)
  guard wanted - sound.start > worthSeeking else { return nil }
  return facts.origin + wanted - leadIn
}

private func isSeekable(_ facts: MediaFacts, _ containers: Set<String>) -> Bool {
  facts.container.split(separator: ",").contains { containers.contains(String($0)) }
}
