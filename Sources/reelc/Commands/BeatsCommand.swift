import Compiler
import Diagnostics
import Engine
import MediaTypes
import Timeline

extension Command {
  static let beats = Command(
    name: "beats", summary: "what is heard in music: tempo, beats, bars, sections", synopsis: "FILE [OPTIONS]",
    details: [
      "Beats are found by listening and may be wrong: --click lets you hear them, --bpm and --meter say what you know. "
        + "'tempo: {source: FILE}' in a document does the same; 'tempo: {beats: FILE.json}' reads what --json prints."
    ],
    options: [
      .json, Option("--labels", "print labels for Audacity: bar.beat at each beat"),
      Option("--click", value: "FILE", "write the music with a click on each beat (WAV)"),
      Option("--plot", value: "FILE", "draw waveform, onsets, beats and sections (SVG)"),
      Option("--bpm", value: "N", "beats a minute, where you know them"),
      Option("--meter", value: "N", "beats a bar, where you know them"),
    ],
    examples: [
      ("reelc beats song.mp3", "tempo, bars, sections"), ("reelc beats song.mp3 --json > song.beats.json", "a file to keep"),
      ("reelc beats song.mp3 --click heard.wav", "listen to what was found"),
    ],
    run: runBeats)
}

private func runBeats(_ arguments: Arguments) throws(Failure) -> ExitCode {
  guard arguments.plain.count == 1, let path = arguments.plain.first else { throw .usage("name the file to listen to") }
  guard !(arguments.has("--json") && arguments.has("--labels")) else { throw .usage("'--json' and '--labels' are two forms; take one") }
  var parameters: [String] = []
  if let bpm = try known("--bpm", 1...1000, arguments) { parameters.append("bpm=\(bpm)") }
  if let meter = try known("--meter", 1...64, arguments) { parameters.append("meter=\(meter)") }
  let bytes: [UInt8]
  do throws(WorldProblem) {
    _ = try EngineWorld(textLimit: 0).facts(path: path)
    bytes = try EngineWorld(textLimit: 0).analysis(MediaQuestion(kind: "beats-1", path: path, parameters: parameters))
  } catch {
    throw Failure(code: .errors, message: error.message, notes: error.notes)
  }
  let facts = heardFacts(bytes, path: path)
  if let click = arguments.value("--click") { try writeClicks(facts, of: path, to: click) }
  if let plot = arguments.value("--plot") { try writePlot(facts, of: path, to: plot) }
  if arguments.has("--json") {
    try Console.print(String(decoding: bytes, as: UTF8.self))
  } else {
    try Console.print(arguments.has("--labels") ? facts.labels : facts.page(path))
  }
  return .done
}

private func known(_ option: String, _ limits: ClosedRange<Rational>, _ arguments: Arguments) throws(Failure) -> Rational? {
  guard let text = arguments.value(option) else { return nil }
  guard let value = Rational(text: text), limits.contains(value), option != "--meter" || value.isInteger else {
    throw .usage(
      "'\(option)' takes \(option == "--meter" ? "a whole number" : "a number") from \(limits.lowerBound) to \(limits.upperBound), not '\(text)'"
    )
  }
  return value
}
