import Compiler
import Diagnostics
import Engine
import MediaTypes

/// What the engine could not do, as a diagnostic at the line of the document that asked for it.
func diagnose(_ error: EngineError, _ planned: PlannedRender) -> Diagnostic {
  var notes: [String] = []
  if let time = error.sourceTime { notes.append("at \(time.decimal(digits: 3)) s of the source") }
  notes += error.details.map { "FFmpeg says: \(printable($0))" }
  if error.kind == .fault {
    notes += Failure.fault("").notes
  }
  return Diagnostic(
    .error, error.slug, error.message, at: error.span(in: planned) ?? Span(start: 0, end: 0), notes: notes)
}

extension EngineError {
  /// The place in the document that is to blame; nil where none is.
  func span(in planned: PlannedRender) -> Span? {
    guard let origin, planned.spans.indices.contains(origin) else { return nil }
    return planned.spans[origin]
  }

  var exitCode: ExitCode {
    switch kind {
    case .media, .library: .errors
    case .output: .io
    case .fault: .fault
    case .interrupted: .interrupted
    }
  }

  fileprivate var slug: String {
    switch kind {
    case .media: "bad-media"
    case .output: "cannot-write"
    case .library: "missing-in-ffmpeg"
    case .fault: "fault"
    case .interrupted: "interrupted"
    }
  }
}
