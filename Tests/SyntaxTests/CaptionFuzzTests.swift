import Diagnostics
import Foundation
import Testing
import Timeline

/// Bytes thrown at the readers of captions: they never trap, and what they say points into the file.
///
/// Ten seconds for all readers together; `REELC_FUZZ_SECONDS` is for each and makes it longer; the order of texts is the same every time.
@Suite struct CaptionFuzzTests {
  static let formats: [CaptionFormat] = [.srt, .vtt, .ass, .json]

  private static let seeds: [String] = [
    "1\n00:00:01,000 --> 00:00:02,500\nHello <i>there</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}Top &amp; more\n",
    "WEBVTT\n\nNOTE x\n\na\n00:01.000 --> 00:02.000 line:10%\n<v Ada>One <00:01.500>two\n",
    "[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,{\\p1}m 0 0{\\p0}a\\Nb\n",
    #"{"words": [{"text": "a", "start": 0.5, "end": 1}, {"word": "b"}]}"#,
    #"{"segments": [{"start": 0, "end": 1e1, "text": "a", "words": []}]}"#,
    #"{"transcription": [{"offsets": {"from": 0, "to": 10}, "text": " a"}]}"#,
  ]
  private static let tokens = [
    "-->", "\n", "\r\n", "\n\n", "00:00:01,000", "99999999:00:00,0", "-1", "<", ">", "{\\", "}", "&lt;", "\u{FEFF}", "\u{0}",
    "\u{200F}", "日本", "🎬", ":", ",", "Dialogue:", "1e99", "WEBVTT", "[Events]", "<00:00:01.000>", "\u{2028}",
  ]

  @Test("mutated captions", arguments: formats) func mutated(_ format: CaptionFormat) {
    let seconds = ProcessInfo.processInfo.environment["REELC_FUZZ_SECONDS"].flatMap(Double.init) ?? 2.5
    var state: UInt64 = 0xCA97
    func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return limit > 0 ? Int((state >> 33) % UInt64(limit)) : 0
    }
    let end = Date().addingTimeInterval(seconds)
    var rounds = 0
    while Date() < end {
      var bytes = Array(Self.seeds[below(Self.seeds.count)].utf8)
      for _ in 0...below(8) {
        let at = below(bytes.count + 1)
        switch below(5) {
        case 0: if at < bytes.count { bytes[at] ^= 1 << UInt8(below(8)) }
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + below(20)))
        case 2: bytes += bytes[at...]
        default: bytes.insert(contentsOf: Self.tokens[below(Self.tokens.count)].utf8, at: at)
        }
      }
      check(bytes, format)
      rounds += 1
    }
    #expect(rounds > 20)
    if seconds > 10 { print("\(format): \(rounds) texts in \(Int(seconds)) s") }
  }

  private func check(_ bytes: [UInt8], _ format: CaptionFormat) {
    let source = decodeCaptions(path: "fuzz", bytes: bytes).source
    var bag = DiagnosticBag()
    let list = readCaptions(source, number: 0, format: format, &bag)
    for diagnostic in bag.diagnostics {
      let isInside = diagnostic.span.start >= 0 && diagnostic.span.end <= source.bytes.count
      #expect(isInside, "\(diagnostic.code) \(Data(bytes).base64EncodedString())")
      _ = TextRenderer(usesColor: false).render(diagnostic, in: SourceMap(source))
    }
    #expect(list != nil || bag.hasErrors, "\(Data(bytes).base64EncodedString())")
    for cue in list?.cues ?? [] { #expect(cue.start < cue.end && cue.start.isValid) }
    guard format != .ass else { return }
    let cues = list?.cues ?? []
    #expect(zip(cues, cues.dropFirst()).allSatisfy { $0.end <= $1.start }, "\(Data(bytes).base64EncodedString())")
  }
}
