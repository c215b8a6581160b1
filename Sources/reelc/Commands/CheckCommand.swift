import Compiler
import Diagnostics

extension Command {
  static let check = Command(
    name: "check", summary: "say everything that is wrong with a document, and what it comes to",
    synopsis: "DOCUMENT [OPTIONS]",
    details: [
      "Looks at the document and at every file that it names, and gives advice on what is allowed but seldom "
        + "meant. Nothing is written."
    ],
    options: [.explain, .quiet] + Option.ofDocuments,
    examples: [
      ("reelc check opening.timeline.yaml", "every problem, with its line"),
      ("reelc check --diagnostics json opening.timeline.yaml", "the same, for an editor or a script"),
    ],
    run: runCheck)
}

private func runCheck(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let report = Report(arguments)
  Interruption.install()
  let job = try report.guarding { () throws(Failure) in
    var job = try DocumentJob(arguments, document: try DocumentJob.onlyDocument(arguments.plain))
    job.request.givesAdvice = true
    job.request.measuresSound = false
    return job
  }
  if var films = try RowFilms(job, arguments, report) { return try films.run(.check) }
  let compilation = try report.guarding(job.compile)
  report.show(compilation.bag.sorted, in: compilation.sources)
  if arguments.has("--explain") { report.explain(compilation) }
  report.showCounts(compilation.bag)
  try report.finish(compilation.bag, in: compilation.sources)
  guard !compilation.bag.hasErrors, let composition = compilation.composition else { return .errors }
  if !report.isJSON, !arguments.has("--quiet") {
    try Console.print("\(compilation.path): \(Report.counts(compilation.bag)); \(composition.summary)\n")
  }
  return .done
}
