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
      .output("write the picture here; '-' is standard output"),
      Option("--at", value: "TIME", repeats: true, "which moment"),
      Option("--columns", value: "N", "pictures side by side on a sheet; as many as rows unless said"),
      .quiet,
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
  Interruption.install()
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
    Interruption.beginWriting()
    let progress = Progress(arguments, planned, pictures: true)
    do throws(EngineError) {
      try pictures.write(RenderOptions(cancellation: Interruption.cancellation)) { progress.finish($0) }
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

  func write(_ options: RenderOptions, _ tell: (RenderReport) -> Void) throws(EngineError) {
    if let pattern, !isPattern(pattern) {
      return pattern == "-" ? try print(options) : tell(try writeOne(to: pattern, options))
    }
    for (index, frame) in frames.enumerated() {
      tell(try frameImage(plan, frame: frame, to: path(index, frame), options: options))
    }
  }

  /// The picture, or all of them on a sheet.
  @discardableResult
  private func writeOne(to path: String, _ options: RenderOptions) throws(EngineError) -> RenderReport {
    guard frames.count > 1 || columns != nil else { return try frameImage(plan, frame: frames[0], to: path, options: options) }
    let rows = (frames.count + sheetColumns - 1) / sheetColumns
    let sheet = ContactSheet(frames: frames, columns: sheetColumns, rows: rows, tile: tile)
    return try contactSheet(plan, sheet, to: path, options: options)
  }

  /// As PNG, to standard output.
  private func print(_ options: RenderOptions) throws(EngineError) {
    let read = try withTemporaryFolder { folder throws(EngineError) in
      try writeOne(to: folder + "/picture.png", options)
      return try? readFile(folder + "/picture.png", limit: 1 << 30)
    }
    guard let bytes = read ?? nil, Console.pass(bytes) else { throw EngineError(.output, "cannot write to standard output") }
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
