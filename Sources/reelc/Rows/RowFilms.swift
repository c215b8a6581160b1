import Compiler
import Diagnostics
import Engine

/// One film a row of data. A row that goes wrong is told and left out; the others are made.
struct RowFilms {
  private var job: DocumentJob
  private let reading: RowReading
  private let names: RowNames
  private let arguments: Arguments
  private var report: Report
  private var results: [RowResult] = []
  /// What has been said once is not said again for every row.
  private var told: Set<String> = []
  /// Which row writes each path.
  private var owners: [String: Int] = [:]

  /// Nil where the document has no rows, or one was chosen.
  /// - Throws: usage where '-o' names columns that do not exist.
  init?(_ job: DocumentJob, _ arguments: Arguments, _ report: Report) throws(Failure) {
    guard job.request.row == nil, let reading = job.readRows() else { return nil }
    self.job = job
    self.job.request.reading = SourceReading(job.request)
    self.reading = reading
    self.arguments = arguments
    self.report = report
    names = try RowNames(job.request.output, reading.table)
  }

  /// Whether the films are only checked.
  enum Work { case check, build }

  mutating func run(_ work: Work) throws(Failure) -> ExitCode {
    guard let table = reading.table else {
      report.show(reading.bag.sorted, in: reading.sources)
      report.showCounts(reading.bag)
      try report.finish(reading.bag, in: reading.sources)
      return .errors
    }
    // Everything is compiled before anything is written: two rows may want one path.
    for row in table.rows { results.append(try compiled(row, work)) }
    var code = results.contains { $0.failed } ? ExitCode.errors : .done
    if work == .build, let other = try makeAll(table) { code = other }
    try report.finishAll()
    if !arguments.has("--quiet"), !report.isJSON { Console.say(RowResult.table(results, isCheck: work == .check)) }
    return code
  }

  /// Compiles a row and tells what is wrong with it; the forms are let go, because there may be many.
  private mutating func compiled(_ row: DataRow, _ work: Work) throws(Failure) -> RowResult {
    var result = RowResult(row: row.number)
    guard let compilation = try compile(row) else {
      result.outcome = .refused(errors: 1)
      return result
    }
    result.paths = compilation.renders.map(\.plan.output.path)
    if compilation.bag.hasErrors { result.outcome = .refused(errors: compilation.bag.errorCount) }
    for path in result.paths where work == .build && !result.failed {
      guard let owner = owners.updateValue(row.number, forKey: job.world.realPath(path)) else { continue }
      tell(ofClash(row, owner, path), in: reading.sources)
      result.outcome = .refused(errors: 1)
    }
    return result
  }

  private mutating func compile(_ row: DataRow) throws(Failure) -> Compilation? {
    var job = job
    job.request.row = row
    do throws(BadRowName) {
      job.request.output = try names.output(of: row)
    } catch {
      tell(error.diagnostic, in: reading.sources)
      return nil
    }
    let compilation = try job.compile()
    for diagnostic in compilation.bag.sorted { tell(diagnostic, in: compilation.sources) }
    return compilation
  }

  /// Makes what could be compiled; the status that ends the run early, if one does.
  private mutating func makeAll(_ table: DataTable) throws(Failure) -> ExitCode? {
    var worst: ExitCode?
    for (index, row) in table.rows.enumerated() where !results[index].failed {
      job.world.forgetPlaces()
      guard var compilation = try compile(row) else { continue }
      let films = Films(arguments: arguments, report: report, row: row.number)
      let code = films.make(&compilation)
      guard code != .done else {
        results[index].outcome = .made
        continue
      }
      for diagnostic in compilation.bag.sorted { report.keep([diagnostic], in: compilation.sources) }
      results[index].outcome = .broken
      if code == .interrupted { return code }
      worst = code
    }
    return worst
  }

  private mutating func tell(_ diagnostic: Diagnostic, in sources: SourceMap) {
    let place = "\(sources[diagnostic.span].path):\(diagnostic.span.start)"
    guard told.insert("\(place) \(diagnostic.code) \(diagnostic.message)").inserted else { return }
    report.show([diagnostic], in: sources)
    report.keep([diagnostic], in: sources)
  }

  private func ofClash(_ row: DataRow, _ owner: Int, _ path: String) -> Diagnostic {
    Diagnostic(
      .error, "same-output", "row \(row.number) and row \(owner) both write '\(path)'",
      at: row.place(of: names.columns.first ?? "") ?? Span(start: 0, end: 0), caption: "give it another name",
      notes: ["'-o' and 'file' may use columns: -o 'film-{index}.mp4', file: 'film-$name.mp4'"])
  }
}
