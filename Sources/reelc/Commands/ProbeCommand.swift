import Engine
import MediaTypes
import Timeline

extension Command {
  static let probe = Command(
    name: "probe", summary: "say what reelc sees in a media file", synopsis: "FILE... [--json]",
    details: [
      "Times are exact seconds of source time, as 'in' and 'out' count them. A numbered picture sequence is "
        + "named by its pattern: shots/f%04d.png."
    ],
    options: [.json],
    examples: [
      ("reelc probe talk.mp4", "size, rate, length, sound"),
      ("reelc probe --json *.mp4", "everything, for programs"),
    ],
    run: runProbe)
}

private func runProbe(_ arguments: Arguments) throws(Failure) -> ExitCode {
  guard !arguments.plain.isEmpty else { throw .usage("name the media files to look at") }
  var rows: [JSONForm] = []
  var hasFailed = false
  for path in arguments.plain {
    do throws(EngineError) {
      let facts = try probeMedia(path: path)
      if arguments.has("--json") { rows.append(facts.json) } else { try printed(facts.page) }
    } catch {
      hasFailed = true
      rows.append(["path": .text(path), "error": .text(error.message), "details": .texts(error.details)])
      Console.say(Failure(code: .errors, message: error.message, notes: error.details).text)
    }
  }
  if arguments.has("--json") { try Console.print(JSONForm.object([("files", .list(rows))]).page) }
  return hasFailed ? .errors : .done
}

/// A page of text on standard output, as the engine's errors are thrown.
private func printed(_ text: String) throws(EngineError) {
  do throws(Failure) {
    try Console.print(text)
  } catch {
    throw EngineError(.output, error.message)
  }
}
