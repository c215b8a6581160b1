import Compiler
import FilterGraph
import MediaTypes

/// A world in which every file that is named exists: what it is follows from its ending, how long it is
/// from the table of samples, or ten minutes.
struct PaperWorld: World {
  /// Seconds of the files that the samples use, and sizes that are not 1280x720.
  static let lengths: [String: Rational] = [
    "fractal.mp4": 4, "plasma.mp4": 4, "life.mp4": 1, "upright.mp4": Rational(5, 2), "comet.mp4": 2, "spiral.mp4": 2,
    "song.wav": 20,
    "voice.wav": 2, "host.wav": Rational(486, 100), "guest.wav": Rational(771, 100),
  ]

  /// The document that the pages import.
  static let house = """
    timeline: 1
    vars: {accent: {type: color, default: navy}}
    sequences:
      closing:
        vars: {long: {type: time, default: 2s}}
        items: [{generate: {color: $accent}, duration: $long}]
    """

  func text(path: String) throws(WorldProblem) -> [UInt8] {
    guard path == "house.timeline.yaml" else { throw WorldProblem("'\(path)' does not exist") }
    return Array(Self.house.utf8)
  }

  /// Everything is as loud as speech, with a second of silence in every five.
  /// Every sound beats twice a second.
  func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    if question.kind == "interest-1" { return (0..<2400).flatMap { [10, UInt8($0 % 200), 120] } }
    if question.kind == "beats-1" {
      let beats = (1...1200).map { "\(Double($0) / 2)" }.joined(separator: ", ")
      return Array("{\"beats\": [\(beats)], \"beats_per_bar\": 4, \"downbeats\": [0.5]}".utf8)
    }
    if ["words-2", MediaQuestion.transcriptKind].contains(question.kind) {
      return Array("{\"words\": [{\"text\": \"Known\", \"start\": 0.5, \"end\": 1.5}]}".utf8)
    }
    if question.kind == "motion-2" { return Array("0 0 0 0\n1/25 0.01 0 0.5\n2/25 -0.01 0.01 -0.5\n".utf8) }
    guard question.kind == "levels-1" else { throw WorldProblem("'\(question.path)' cannot be measured here") }
    return (0..<60_000).map { $0 / 100 % 5 == 4 ? 160 : 40 }
  }

  /// Everything is said in two seconds.
  func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    let word = question.text.split(separator: " ").first ?? ""
    return SpeechAnswer(
      path: "voice.wav", words: Array("{\"words\": [{\"text\": \"\(word)\", \"start\": 0.05, \"end\": 1.95}]}".utf8))
  }

  /// Everything is as loud as most films are.
  func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure {
    SoundMeasure(levels: (0..<1000).map { $0 / 100 % 5 == 4 ? -8000 : -2000 }, integrated: -2300, truePeak: -1400)
  }

  func realPath(_ path: String) -> String { path }
  func isFolder(_ path: String) -> Bool { path.hasSuffix("/") }
  func isWritable(_ path: String) -> Bool { true }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    let name = String(path.split(separator: "/").last ?? "")
    let length = Self.lengths[name] ?? 600
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    switch ending {
    case "mp4", "mov", "mkv", "webm":
      return facts(path, .video, picture(name, end: length), sound(end: length))
    case "wav", "mp3", "m4a", "flac": return facts(path, .sound, nil, sound(end: length))
    case "gif": return facts(path, .animation, picture(name, end: 2), nil)
    case "png" where name.contains("%"): return facts(path, .pictureSequence, picture(name, end: 240), nil)
    case "png", "jpg": return facts(path, .still, picture(name, end: nil), nil)
    default: throw WorldProblem("'\(path)' is not a media file")
    }
  }

  private func facts(_ path: String, _ kind: MediaKind, _ picture: PictureFacts?, _ sound: SoundFacts?)
    -> MediaFacts
  {
    MediaFacts(
      path: path, kind: kind, container: "paper", origin: 0, picture: picture, sound: sound, fingerprint: path
    )
  }

  private func picture(_ name: String, end: Rational?) -> PictureFacts {
    let isUpright = name.contains("upright")
    let size = isUpright ? PixelSize(width: 720, height: 1280) : PixelSize(width: 1280, height: 720)
    let rate: Rational = name == "comet.mp4" ? 60 : 30
    return PictureFacts(
      stream: 0, codec: "h264", codedSize: size, pixelAspect: 1, orientation: .upright,
      pixelFormat: name.hasSuffix(".png") ? "rgba" : "yuv420p", hasAlpha: name.hasSuffix(".png"),
      isInterlaced: false,
      color: .bt709, start: 0, end: end ?? 0, meanRate: end == nil ? nil : rate,
      frameCount: end.map { ($0 * rate).roundedHalfUp ?? 1 } ?? 1)
  }

  private func sound(end: Rational) -> SoundFacts {
    SoundFacts(stream: 1, codec: "aac", rate: 48000, channels: 2, layout: "stereo", start: 0, end: end)
  }
}
