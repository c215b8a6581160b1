import Compiler
import Diagnostics
import FilterGraph
import MediaTypes

/// A world without files: facts from a table, so that the compiler is tested without media.
struct TableWorld: World {
  func text(path: String) throws(WorldProblem) -> [UInt8] {
    if path == "latin.srt" { return Array("1\n00:00:01,000 --> 00:00:02,000\nCaf".utf8) + [0xE9, 0x0A] }
    guard let text = Self.texts[path] ?? CaptionShelf.texts[path] else { throw WorldProblem("'\(path)' does not exist") }
    return Array(text.utf8)
  }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    if path.hasPrefix("voice-") { return Self.voice(path) }
    guard let facts = Self.table[path] else {
      throw WorldProblem(
        "'\(path)' does not exist", notes: ["paths are relative to the document"],
        nearPath: closest(to: path, among: Self.table.keys.sorted()))
    }
    return facts
  }

  func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    // The second half of everything is the more interesting one.
    if question.kind == "interest-1" { return (0..<240).flatMap { [10, $0 < 8 ? 20 : 80, 120] } }
    switch (question.kind, question.path) {
    case ("beats-1", let path): return heardBeats(in: path)
    // 'p25.mp4' is heard from 0.5 s to 1.5 s and from 2.5 s to 3.2 s.
    case ("levels-1", "p25.mp4"): return (0..<400).map { (50..<150).contains($0) || (250..<320).contains($0) ? 30 : 160 }
    case (MediaQuestion.transcriptKind, "p25.mp4"):
      return Array("{\"words\": [{\"text\": \"Heard\", \"start\": 1, \"end\": 1.5}, {\"text\": \"so.\", \"start\": 1.5, \"end\": 2}]}".utf8)
    case (MediaQuestion.transcriptKind, _):
      throw WorldProblem("'transcribe' asks an engine outside, and none is set", notes: ["--transcriber 'COMMAND {audio}' sets one"])
    case ("words-2", let path): return try Self.followed(question, path)
    default: throw WorldProblem("'\(question.path)' cannot be measured here")
    }
  }

  /// Every letter takes a tenth of a second, and so does a blank; nobody has a voice for 'xx'.
  func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    guard question.language != "xx" else {
      throw WorldProblem("a voice for 'xx' needs espeak-ng, which is not on this machine", notes: ["'apt install libespeak-ng1' adds it"])
    }
    var first = 0
    let words = question.text.split(whereSeparator: \.isWhitespace).map(String.init).map { word in
      defer { first += word.count + 1 }
      return "{\"text\": \"\(word)\", \"start\": \(tenths(first)), \"end\": \(tenths(first + word.count))}"
    }
    return SpeechAnswer(path: "voice-\(question.text.count).wav", words: Array("{\"words\": [\(words.joined(separator: ", "))]}".utf8))
  }

  private func tenths(_ count: Int) -> String { Rational(count, 10).decimal(digits: 1) }

  /// In 'p25.mp4' the first sentence is said from 1 s on, the second otherwise, and no third; there is nothing to hear with in 'p24.mp4'.
  private static func followed(_ question: MediaQuestion, _ path: String) throws(WorldProblem) -> [UInt8] {
    guard path == "p25.mp4" else {
      throw WorldProblem(
        "following an English script needs pocketsphinx, which is not on this machine",
        notes: ["'apt install libpocketsphinx3 pocketsphinx-en-us' adds it"])
    }
    return Array(
      """
      {"words": [{"text": "First", "start": 1.0, "end": 1.3}, {"text": "words.", "start": 1.3, "end": 1.7},
        {"text": "Second", "start": 2.2, "end": 2.5}, {"text": "words.", "start": 2.5, "end": 3}],
       "doubts": [{"sentence": "Second words.", "start": 2.2, "missing": false}, {"sentence": "Third.", "start": 3, "missing": true}]}
      """.utf8)
  }

  /// As many tenths of a second as its name says.
  private static func voice(_ path: String) -> MediaFacts {
    let length = Rational(Int(path.filter(\.isNumber)) ?? 10, 10)
    return MediaFacts(
      path: path, kind: .sound, container: "wav", origin: 0, picture: nil,
      sound: SoundFacts(stream: 0, codec: "pcm_s16le", rate: 16000, channels: 1, layout: "mono", start: 0, end: length), fingerprint: path)
  }

  /// Everything is heard in its second second alone, at -23 LUFS and -6 dBTP.
  func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure {
    guard question.inputs.allSatisfy({ $0.facts.path != "p60.mov" }) else { throw WorldProblem("'p60.mov' ends in its middle") }
    return SoundMeasure(levels: (0..<400).map { (100..<200).contains($0) ? -2000 : -20_000 }, integrated: -2300, truePeak: -600)
  }

  func realPath(_ path: String) -> String { path }
  func isFolder(_ path: String) -> Bool { path.hasSuffix("/") }
  func isWritable(_ path: String) -> Bool { !path.hasPrefix("/readonly/") }

  func problem(with filter: Filter, in medium: FilterMedium) -> String? {
    switch (filter.name, medium) {
    case ("highpass", .picture): "'highpass' is a filter of sound, and here stand filters of pictures"
    case ("hue", .sound): "'hue' is a filter of pictures, and here stand filters of sound"
    default: nil
    }
  }

  func problem(withLookup path: String) -> WorldProblem? {
    switch path {
    case "grade.cube": nil
    case "text.cube": WorldProblem("'\(path)' is no table of colours in three dimensions")
    default: WorldProblem("'\(path)' does not exist", nearPath: closest(to: path, among: ["grade.cube"]))
    }
  }

  func problem(withModel path: String, _ filter: Filter) -> WorldProblem? {
    switch path {
    case "restore.model": nil
    case "restore.pb":
      WorldProblem("this FFmpeg cannot run the model '\(path)': filter 'dnn_processing' refuses 'tensorflow' for 'dnn_backend'")
    default: WorldProblem("'\(path)' is no model that can be run")
    }
  }

  /// Letters half as wide as a line is high; one family that is not there, one letter that no font has.
  func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
    TextMeasure(
      words: words.map { TextMeasure.Extent(width: face.size * Rational($0.count, 2), height: face.size) },
      missing: words.contains { $0.contains("\u{10FFFD}") } ? ["\u{10FFFD}"] : [],
      substitute: face.family == "No Such Font" ? "DejaVu Sans" : nil)
  }

  func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile) {
    guard path == "brand.ttf" else { throw WorldProblem("'\(path)' does not exist", notes: ["paths are relative to the document"]) }
    return ("Brand", FontFile(path: path, fingerprint: "brand"))
  }

  func files(matching pattern: String) -> [String] { Self.table.keys.filter { $0 == pattern } }

  /// What documents import and repeat.
  private static let texts = [
    "lib.timeline.yaml":
      "timeline: 1\nvars: {length: {type: time, default: 1s}}\nmedia: {shot: p50.mov, still: still.jpg}\n",
    "loop-a.yaml": "imports: [loop-b.yaml]\n", "loop-b.yaml": "imports: [loop-a.yaml]\n",
    "shots.csv": "file,from\r\np25.mp4,1s\r\n\"p50.mov\",\"2s\"\r\n",
    "beats.txt": "# played by hand\n0.5\n1.02\n1.51\n2.0\n2.52\n3.04\n3.5\n4.0\n",
    "labels.txt": "0.5\t0.5\t1.3\n1\t1\t1.4\n1.5\t1.5\t2.1\n2\t2\t2.2\n2.5\t2.5\t2.3\n3\t3\t3.1\n3.5\t3.5\t3.2\n",
    "librosa.json": "{\"tempo\": 120.19, \"beat_frames\": [43, 86, 129, 172], \"sr\": 22050, \"hop_length\": 512}",
    "peaks.json":
      "{\"beats\": [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], \"downbeats\": [0, 2, 4], \"beats_per_bar\": 4, \"peaks\": [1.52, 2.4]}",
    "track.json": "[120.0, [0.5, 1.0, 1.5]]",
    "own.json": "{\"beats\": [0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.25], \"downbeats\": [0.75, 2.25], \"beats_per_bar\": 3}",
    "backwards.txt": "1.0\n0.5\n", "wordy.txt": "0.5\nnothing\n", "lonely.json": "[1.5]", "cut.json": "{\"beats\": [0.5, 1.0\n",
    "downbeat.json": "{\"beats\": [0.5, 1.0, 1.5], \"downbeats\": [0.7]}", "other.json": "{\"times\": [1, 2]}",
    "script.txt": "First words.\nSecond words. Third.\n", "broken.csv": "file,from\np24.mp4,1s\np30.mp4\n",
  ]

  static let table: [String: MediaFacts] = {
    let rates: [(String, Rational, Int, Bool)] = [
      ("p24.mp4", 24, 96, true), ("p25.mp4", 25, 100, true), ("p30.mp4", 30, 180, true), ("p50.mov", 50, 200, true),
      ("p60.mov", 60, 240, true), ("p2997.mov", Rational(30000, 1001), 180, true), ("silent.mp4", 25, 100, false),
    ]
    var table: [String: MediaFacts] = [:]
    for (name, rate, count, hasSound) in rates { table[name] = video(name, rate, count, hasSound: hasSound) }
    table["tall.mp4"] = video("tall.mp4", 25, 50, size: PixelSize(width: 90, height: 160), hasSound: false)
    table["full-hd.mp4"] = video("full-hd.mp4", 30, 9000, size: PixelSize(width: 1920, height: 1080), hasSound: true)
    table["hdr.mp4"] = highRange("hdr.mp4", .pq, peak: 1000)
    table["hlg.mp4"] = highRange("hlg.mp4", .hlg, peak: nil)
    table["still.jpg"] = still("still.jpg", format: "yuvj420p", hasAlpha: false)
    table["logo.png"] = still("logo.png", format: "rgba", hasAlpha: true)
    table["song.mp3"] = MediaFacts(
      path: "song.mp3", kind: .sound, container: "mp3", origin: 0, picture: nil,
      sound: SoundFacts(stream: 0, codec: "mp3", rate: 44100, channels: 2, layout: "stereo", start: 0, end: 180), fingerprint: "song")
    return table
  }()

  private static func video(
    _ name: String, _ rate: Rational, _ count: Int, size: PixelSize = PixelSize(width: 160, height: 90), hasSound: Bool
  ) -> MediaFacts {
    let end = Rational(count) / rate
    let sound = SoundFacts(stream: 1, codec: "aac", rate: 48000, channels: 2, layout: "stereo", start: 0, end: end)
    return MediaFacts(
      path: name, kind: .video, container: "mov", origin: 0,
      picture: picture(codec: "h264", size, "yuv420p", hasAlpha: false, .bt709, end: end, rate, count),
      sound: hasSound ? sound : nil, fingerprint: name)
  }

  private static func highRange(_ name: String, _ color: ColorTags, peak: Int?) -> MediaFacts {
    var facts = video(name, 25, 100, hasSound: false)
    facts.picture?.pixelFormat = "yuv420p10le"
    facts.picture?.color = color
    facts.picture?.peak = peak
    return facts
  }

  private static func still(_ name: String, format: String, hasAlpha: Bool) -> MediaFacts {
    let color = ColorTags(matrix: hasAlpha ? "gbr" : "bt470bg", range: "pc", primaries: "bt709", transfer: "bt709")
    return MediaFacts(
      path: name, kind: .still, container: "image2", origin: 0,
      picture: picture(codec: "png", PixelSize(width: 160, height: 90), format, hasAlpha: hasAlpha, color, end: 0, nil, 1),
      sound: nil, fingerprint: name)
  }

  private static func picture(
    codec: String, _ size: PixelSize, _ format: String, hasAlpha: Bool, _ color: ColorTags, end: Rational,
    _ rate: Rational?, _ count: Int
  ) -> PictureFacts {
    PictureFacts(
      stream: 0, codec: codec, codedSize: size, pixelAspect: 1, orientation: .upright, pixelFormat: format,
      hasAlpha: hasAlpha, isInterlaced: false, color: color, start: 0, end: end, meanRate: rate, frameCount: count)
  }
}
