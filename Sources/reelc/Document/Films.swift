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
      var progress = Progress(arguments, plan: planned.plan, row: row)
      do throws(EngineError) {
        if let text = planned.text {
          progress.clear()
          try writeText(text, to: planned.plan.output.path, noClobber: options.noClobber)
          continue
        }
        if let still = planned.still {
          progress.clear()
          try frameImage(planned.plan, frame: still, to: planned.plan.output.path)
          continue
        }
        if case .sheet(let sheet) = planned.pictures {
          progress.clear()
          try contactSheet(planned.plan, sheet, to: planned.plan.output.path, cancellation: Interruption.cancellation)
          continue
        }
        if case .files = planned.pictures {
          progress.finish(try pictureFiles(planned.plan, options: options) { progress.show($0) })
          continue
        }
        let film = try render(planned.plan, options: options) { progress.show($0) }
        progress.finish(film)
      } catch {
        progress.clear()
        return tell(error, of: planned, &compilation, report)
      }
    }
    return .done
  }
}
