import Compiler
import Diagnostics
import Engine

extension Command {
  static let frame = Command(
    name: "frame", summary: "one picture of the film, as PNG", synopsis: "DOCUMENT --at TIME [-o FILE]",
    details: [
      "Shows the picture that is on screen at a time, without making the film. TIME is what a document may "
        + "say: seconds, frames, timecode, a percentage, or a moment such as 'intro.end - 1f'."
    ],
    options: [
      .output("write the picture here"),
      Option("--at", value: "TIME", "which moment"),
    ] + Option.ofDocuments,
    examples: [
      ("reelc frame opening.timeline.yaml --at 2.5s -o look.png", "the picture at 2.5 seconds"),
      ("reelc frame opening.timeline.yaml --at 'main.end - 1f'", "the last one of a track"),
    ],
    run: runFrame)
}

private func runFrame(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let report = Report(arguments)
  guard let moment = arguments.value("--at") else { throw .usage("say which moment with '--at TIME'") }
  let document = try DocumentJob.onlyDocument(arguments.plain)
  var compilation = try report.guarding { () throws(Failure) in
    var job = try DocumentJob(arguments, document: document)
    job.request.moment = moment
    return try job.compile()
  }
  report.show(compilation.bag.sorted, in: compilation.sources)
  var result = compilation.bag.hasErrors ? ExitCode.errors : .done
  if let frame = compilation.momentFrame, let planned = compilation.renders.first, result == .done {
    let path = arguments.value("-o") ?? DocumentJob.defaultPicture(for: document ?? "-", frame: frame)
    do throws(EngineError) {
      try frameImage(planned.plan, frame: frame, to: path)
    } catch {
      result = tell(error, of: planned, &compilation, report)
    }
  }
  try report.finish(compilation.bag, in: compilation.sources)
  return result
}
