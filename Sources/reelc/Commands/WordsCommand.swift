import Compiler
import Diagnostics
import Engine
import MediaTypes

extension Command {
  static let words = Command(
    name: "words", summary: "when each word of a known text is said in a sound", synopsis: "FILE --script TEXT [OPTIONS]",
    details: [
      "Prints words JSON, which 'source:' of a captions track reads. 'align: {script: TEXT, audio: FILE}' in a document does the same."
    ],
    options: [
      Option("--script", value: "TEXT", "what is said: a .txt or .md file, or the text itself"),
      Option("--lang", value: "TAG", "the language of the text; en where absent"),
    ],
    examples: [("reelc words talk.wav --script talk.txt > talk.words.json", "a file to keep beside the timeline")],
    run: runWords)
}

private func runWords(_ arguments: Arguments) throws(Failure) -> ExitCode {
  guard arguments.plain.count == 1, let path = arguments.plain.first else { throw .usage("name the file to listen to") }
  guard let script = arguments.value("--script") else { throw .usage("'--script' says what is said: a file, or the text itself") }
  var text = script
  if isScriptFile(script) {
    do throws(FileProblem) {
      text = String(decoding: try readFile(script, limit: 1 << 24), as: UTF8.self)
    } catch {
      throw .io("cannot read '\(script)': \(error.reason)")
    }
  }
  let bytes: [UInt8]
  do throws(WorldProblem) {
    let world = EngineWorld(textLimit: 0)
    _ = try world.facts(path: path)
    bytes = try world.analysis(.words(of: text, language: arguments.value("--lang") ?? "en", path: path))
  } catch {
    throw Failure(code: .errors, message: error.message, notes: error.notes)
  }
  try Console.print(String(decoding: bytes, as: UTF8.self))
  return .done
}
