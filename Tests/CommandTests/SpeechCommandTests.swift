import Foundation
import Testing

/// Voices and transcripts of engines outside: made-up ones, set by option.
@Suite struct SpeechCommandTests {
  private static let film = """
    timeline: 1
    canvas: {size: 64x36, rate: 25}
    tracks:
      - items: [{generate: {color: navy}, duration: 2s}]
      - kind: audio
        items: [{clip: tone.wav}, {voice: Two words., speaker: nobody, id: other, lang: xx}]
      - {kind: captions, id: heard, transcribe: tone.wav, lang: xx, burn: false}
      - {kind: captions, id: said, of: other, burn: false}
    outputs: {heard: {file: heard.srt, captions: heard}, said: {file: said.srt, captions: said}}

    """

  private func folder() throws -> Reelc {
    let reelc = try Reelc()
    let tone = "timeline: 1\ntracks: [{kind: audio, items: [{generate: {tone: 440}, duration: 1s}]}]\n"
    #expect(try reelc.run("build", "-", "-o", "tone.wav", "--quiet", input: tone).status == 0)
    try reelc.write(Self.film, to: "film.timeline.yaml")
    try reelc.write(#"{"segments": [{"text": " It hums.", "start": 0.2, "end": 0.8}]}"#, to: "answer.json")
    return reelc
  }

  @Test func enginesOfTheUserAreAsked() throws {
    let reelc = try folder()
    defer { reelc.remove() }
    let outcome = try reelc.run(
      "build", ["film.timeline.yaml", "--quiet", "--transcriber", "cp answer.json {out}.json", "--voice-engine", "cp 'tone.wav' {out}"])
    #expect(outcome.status == 0, "\(outcome.err)")
    let heard = try String(contentsOf: reelc.folder.appending(path: "heard.srt"), encoding: .utf8)
    #expect(heard.contains("00:00:00,200 --> 00:00:00,800") && heard.contains("It hums."), "\(heard)")
    let said = try String(contentsOf: reelc.folder.appending(path: "said.srt"), encoding: .utf8)
    #expect(said.contains("00:00:01,000 --> 00:00:02,000") && said.contains("Two words."), "\(said)")
  }

  @Test func withoutEnginesTheDocumentIsToldSo() throws {
    let reelc = try folder()
    defer { reelc.remove() }
    let outcome = try reelc.run("check", "film.timeline.yaml")
    #expect(outcome.status == 1 && outcome.err.contains("--voice-engine"), "\(outcome.err)")
    let refused = try reelc.run("check", ["film.timeline.yaml", "--safe", "--voice-engine", "cp tone.wav {out}"])
    #expect(refused.err.contains("--safe asks none"), "\(refused.err)")
    let broken = try reelc.run("check", ["film.timeline.yaml", "--voice-engine", "false"])
    #expect(broken.err.contains("the engine 'false' failed"), "\(broken.err)")
  }
}
