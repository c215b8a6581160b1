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

  /// An engine that says who it is and never answers.
  private func endless() throws -> (reelc: Reelc, words: [String]) {
    let reelc = try folder()
    try reelc.write("echo $$ > pid.part\nmv pid.part pid\nexec sleep 600\n", to: "engine.sh")
    return (reelc, ["check", "film.timeline.yaml", "--transcriber", "sh engine.sh", "--voice-engine", "cp tone.wav {out}"])
  }

  private func engineIsGone(_ reelc: Reelc) throws -> Bool {
    let text = try String(contentsOf: reelc.folder.appending(path: "pid"), encoding: .utf8)
    let engine = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    return kill(engine, 0) != 0 && errno == ESRCH
  }

  @Test func anEngineThatNeverAnswersIsStopped() throws {
    let (reelc, words) = try endless()
    defer { reelc.remove() }
    let outcome = try reelc.outcome(reelc.start(words + ["--engine-timeout", "1"]))
    #expect(outcome.status == 1 && outcome.err.contains("gave no answer in 1 s") && outcome.err.contains(":7:"), "\(outcome.err)")
    #expect(try engineIsGone(reelc))
    #expect(try reelc.run("check", ["film.timeline.yaml", "--engine-timeout", "soon"]).status == 2)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func whoStopsTheRunStopsTheEngine(signal: Int32) throws {
    let (reelc, words) = try endless()
    defer { reelc.remove() }
    let run = try reelc.start(words)
    let end = Date().addingTimeInterval(60)
    while !reelc.has("pid"), run.process.isRunning, Date() < end { usleep(20_000) }
    kill(run.process.processIdentifier, signal)
    let outcome = try reelc.outcome(run)
    #expect(outcome.status == 130 && outcome.err.contains("interrupted"), "\(outcome.status) \(outcome.err)")
    #expect(try engineIsGone(reelc))
  }
}
