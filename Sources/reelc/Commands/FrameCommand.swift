import Compiler
import Diagnostics
import Engine
import FilterGraph
import MediaTypes

extension Command {
  static let frame = Command(
    name: "frame", summary: "pictures of the film, as PNG or JPEG", synopsis: "DOCUMENT --at TIME [--at TIME …] [-o FILE]",
    details: [
      "Shows the picture that is on screen at a time, without making the film. TIME is what a document may "
        + "say: seconds, frames, timecode, a percentage, or a moment such as 'intro.end - 1f'.",
      "Several times make several files, named after the frame, or by '{frame}' or '{index}' in -o; where -o names one file, "
        + "they make one sheet.",
    ],
    options: [
      .output("write the picture here"),
      Option("--at", value: "TIME", repeats: true, "which moment"),
      Option("--columns", value: "N", "pictures side by side on a sheet; as many as rows unless said"),
    ] + Option.ofDocuments,
    examples: [
      ("reelc frame opening.timeline.yaml --at 2.5s -o look.png", "the picture at 2.5 seconds"),
      ("reelc frame opening.timeline.yaml --at 'main.end - 1f'", "the last one of a track"),
      ("reelc frame opening.timeline.yaml --at 10% --at 50% --at 90% -o sheet.png", "three on one sheet"),
    ],
    run: runFrame)
}

private func runFrame(_ arguments: Arguments) throws(Failure) -> ExitCode {
  let report = Report(arguments)
  let moments = arguments.all("--at")
  guard !moments.isEmpty else { throw .usage("say which moment with '--at TIME'") }
  let columns = try arguments.number("--columns")
  let document = try DocumentJob.onlyDocument(arguments.plain)
  var compilation = try report.guarding { () throws(Failure) in
    var job = try DocumentJob(arguments, document: document)
    job.request.moments = moments
    return try job.compile()
  }
  report.show(compilation.bag.sorted, in: compilation.sources)
  var result = compilation.bag.hasErrors ? ExitCode.errors : .done
  if let planned = compilation.renders.first, result == .done {
    let pictures = PictureFiles(
      plan: planned.plan, frames: compilation.momentFrames, pattern: arguments.value("-o"), document: document ?? "-", columns: columns)
    do throws(EngineError) {
      try pictures.write()
    } catch {
      result = tell(error, of: planned, &compilation, report)
    }
  }
  try report.finish(compilation.bag, in: compilation.sources)
  return result
}

/// Where the pictures of some moments go.
private struct PictureFiles {
  let plan: RenderPlan
  let frames: [Int]
  /// `-o`.
  let pattern: String?
  let document: String
  let columns: Int?

  func write() throws(EngineError) {
    if let pattern, frames.count > 1 || columns != nil, !isPattern(pattern) {
      let rows = (frames.count + sheetColumns - 1) / sheetColumns
      return try contactSheet(plan, ContactSheet(frames: frames, columns: sheetColumns, rows: rows, tile: tile), to: pattern)
    }
    for (index, frame) in frames.enumerated() { try frameImage(plan, frame: frame, to: path(index, frame)) }
  }

  private func isPattern(_ path: String) -> Bool { path.contains("{frame}") || path.contains("{index}") }

  private func path(_ index: Int, _ frame: Int) -> String {
    guard let pattern else { return DocumentJob.defaultPicture(for: document, frame: frame) }
    return pattern.replacing("{frame}", with: "\(frame)").replacing("{index}", with: "\(index + 1)")
  }

  /// As many pictures side by side as above each other, or one more.
  private var sheetColumns: Int { columns ?? (1...frames.count).first { $0 * $0 >= frames.count } ?? 1 }

  /// At most 480 pixels wide and high, in the film's shape, even.
  private var tile: PixelSize {
    let size = plan.picture?.size ?? PixelSize(width: 2, height: 2)
    let scale = min(1, Rational(480, max(size.width, size.height)))
    func side(_ length: Int) -> Int { max(2, 2 * ((Rational(length) * scale / 2).roundedHalfUp ?? 1)) }
    return PixelSize(width: side(size.width), height: side(size.height))
  }
}
