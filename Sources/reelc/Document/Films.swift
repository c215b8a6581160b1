import Compiler
import Engine

/// Makes the films of a compilation, one after another.
struct Films {
  let arguments: Arguments
  let report: Report
  /// The row of data that they are of.
  var row: Int?

  /// What goes wrong is added to the compilation's problems, and told.
  func make(_ compilation: inout Compilation) -> ExitCode {
    let options = RenderOptions(cancellation: Interruption.cancellation, noClobber: arguments.has("--no-clobber"))
    Interruption.beginWriting()
    for planned in compilation.renders {
      var progress = Progress(arguments, planned, row: row)
      do throws(EngineError) {
        let written = try write(planned, options, &progress)
        progress.finish(written)
      } catch {
        progress.clear()
        return tell(error, of: planned, &compilation, report)
      }
    }
    return .done
  }

  private func write(_ planned: PlannedRender, _ options: RenderOptions, _ progress: inout Progress) throws(EngineError) -> RenderReport {
    let plan = planned.plan, path = plan.output.path
    if let text = planned.text { return try writeText(text, to: path, options: options) }
    if let still = planned.still { return try frameImage(plan, frame: still, to: path, options: options) }
    return switch planned.pictures {
    case .sheet(let sheet)?: try contactSheet(plan, sheet, to: path, options: options)
    case .files?: try pictureFiles(plan, options: options) { progress.show($0) }
    case nil: try render(plan, options: options) { progress.show($0) }
    }
  }
}
