import Compiler
import Diagnostics
import Engine

extension Command {
  static let build = Command(
    name: "build", summary: "make the film", synopsis: "DOCUMENT [-o FILE] [OPTIONS]",
    details: [
      "Writes what the document's outputs name, or one MP4 beside the document and named after it. A film "
        + "appears under its name only when it is whole.",
      "--progress json prints one JSON object a line on standard error: {\"event\": \"progress\", …} at most "
        + "five times a second, and {\"event\": \"done\", …} for each film.",
      "With rows, from the document or --data, one film is made a row; -o may name columns in braces. A row that "
        + "goes wrong is told, and the others are made.",
    ],
    options: [
      .output("write one film here; its ending chooses the container"),
      Option("--no-clobber", "refuse to replace a film that exists"),
      Option(
        "--progress", value: "FORM", choices: ["bar", "json", "none"], "how progress is told: bar, json, none"
      ),
      .explain, .quiet,
    ] + Option.ofDocuments,
    examples: [
      ("reelc build opening.timeline.yaml", "writes opening.mp4 beside it"),
      ("reelc build opening.timeline.yaml -o /tmp/try.mkv", "writes there instead"),
      ("reelc build card.timeline.yaml --data people.csv -o 'out/{name}.mp4'", "one film a row of the table"),
      ("reelc build - -o film.mp4 < film.json", "reads the document from standard input"),
    ],
    run: runBuild)
}

private func runBuild(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let report = Report(arguments)
  Interruption.install()
  let job = try report.guarding { () throws(Failure) in
    try DocumentJob(arguments, document: try DocumentJob.onlyDocument(arguments.plain))
  }
  if var films = try RowFilms(job, arguments, report) { return try films.run(.build) }
  var compilation = try report.guarding(job.compile)
  report.show(compilation.bag.sorted, in: compilation.sources)
  if arguments.has("--explain") { report.explain(compilation) }
  var result = compilation.bag.hasErrors ? ExitCode.errors : .done
  if result == .done { result = Films(arguments: arguments, report: report).make(&compilation) }
  if result == .errors { report.showCounts(compilation.bag) }
  try report.finish(compilation.bag, in: compilation.sources)
  return result
}

/// Says what stopped a film, at its line where one is to blame.
func tell(
  _ error: EngineError, of planned: PlannedRender, _ compilation: inout Compilation, _ report: Report
) -> ExitCode {
  guard error.kind != .interrupted else {
    Console.say("interrupted; nothing was left behind\n")
    return .interrupted
  }
  let diagnostic = diagnose(error, planned)
  compilation.bag.add(diagnostic)
  if error.span(in: planned) != nil {
    report.show([diagnostic], in: compilation.sources)
  } else if !report.isJSON {
    Console.say(Failure(code: error.exitCode, message: diagnostic.message, notes: diagnostic.notes).text)
  }
  return error.exitCode
}
