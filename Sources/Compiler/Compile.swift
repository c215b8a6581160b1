import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// What is to be compiled, and under which rules.
package struct CompileRequest: Sendable {
  /// As shown in messages: a path, or `<stdin>`.
  package var path: String
  package var bytes: [UInt8]
  /// The folder that the document's paths are relative to; empty for the working directory.
  package var folder: String
  package var output: OutputRequest
  package var safeRoot: String?
  /// `--set name=value`, in order.
  package var variables: [VariableSetting] = []
  package var syntaxLimits = SyntaxLimits()
  package var filmLimits = FilmLimits()
  /// Names of passes to leave out; `-O0` leaves out all.
  package var skippedPasses: Set<String> = []
  package var lastPass: String?
  /// Times in the document's own words (`reelc frame --at`): the plan is then for the pictures on screen at them.
  package var moments: [String] = []
  /// A data file whose rows are films, instead of the document's own (`--data`): a path of the machine.
  package var dataPath: String?
  /// Which row the film is of; the first where there are rows and nothing is said.
  package var row: DataRow?
  /// Remarks on likely accidents (`reelc check`).
  package var givesAdvice = false
  /// Whether sound may be played through to find how loud it is; without, nothing ducks and no loudness is set.
  package var measuresSound = true

  /// What reading `bytes` came to, where that is known: the films of many rows are of one document.
  package var reading: SourceReading?

  package init(path: String, bytes: [UInt8], folder: String, output: OutputRequest) {
    self.path = path
    self.bytes = bytes
    self.folder = folder
    self.output = output
  }
}

/// Every form a document went through, as far as it came.
package struct Compilation: Sendable {
  package var sources: SourceMap
  package var bag = DiagnosticBag()
  package var tree: SyntaxNode?
  package var expanded: SyntaxNode?
  package var document: TimelineDocument?
  package var composition: Composition?
  package var optimised: Composition?
  package var remarks: [Remark] = []
  package var renders: [PlannedRender] = []
  /// The film's frames at the moments that were asked for.
  package var momentFrames: [Int] = []
}

/// The film of a document: of its row where it has rows.
package func compile(_ request: CompileRequest, world: any World) throws(BrokenPromise) -> Compilation {
  var request = request
  var result = readSource(request)
  guard !result.bag.hasErrors, let tree = result.tree else { return result }
  if request.row == nil, request.dataPath != nil || tree["rows"] != nil {
    let reading = readRows(request, result, world: world)
    request.row = reading.table?.rows.first
    result.bag = reading.bag
    guard request.row != nil else { return result }
  }
  try compile(tree, request, world: world, &result)
  if let row = request.row { result.bag.tell(of: row) }
  if let checks = result.document?.checks?.value {
    result.bag = checks.judged(result.bag)
    if result.bag.hasErrors { result.renders = [] }
  }
  return result
}

/// The pipeline. `Programme.make` runs the stages up to the optimised composition, once for each way in which outputs
/// change the document; each output then has a plan of its own. A stage reports all its problems, and a later one does not
/// start after an error.
private func compile(
  _ tree: SyntaxNode, _ request: CompileRequest, world: any World, _ result: inout Compilation
) throws(BrokenPromise) {
  if let table = request.row?.text { _ = result.sources.add(table) }
  var programmes = ProgrammeTable(request, tree, world: world)
  let main = try programmes.programme(Programme.firstChange(tree), for: nil, &result.sources, &result.bag)
  result.take(main)
  let passes = PassChoice(skipped: request.skippedPasses, last: request.lastPass)
  guard let document = main.document else { return }

  if !request.moments.isEmpty {
    guard let resolution = main.resolution, let optimised = main.optimised else { return }
    result.momentFrames = request.moments.compactMap { resolution.frame(at: $0, &result.bag) }
    guard !result.bag.hasErrors else { return }
    let planned = planPictures(result.momentFrames, of: optimised, result.sources)
    result.renders = [try passes.optimise(planned, &result.remarks)]
    return
  }
  var outputs = OutputList(document, request, world: world)
  for entry in outputs.entries {
    let isMain = entry.clause?.changesProgramme != true || main.resolution == nil
    let own =
      isMain ? main : try programmes.programme(ProgrammeChange(entry.clause, of: entry.name), for: entry.name, &result.sources, &result.bag)
    outputs.add(entry, own, &result.bag)
  }
  guard !result.bag.hasErrors else { return }
  for output in outputs.targets {
    let heard = hear(output.composition, request, world: world, result.sources, &result.bag)
    var planned = planRender(heard, output.target, result.sources)
    if request.measuresSound, let loudness = output.target.loudness {
      setLoudness(of: &planned, to: loudness, world: world, &result.bag)
    }
    guard !result.bag.hasErrors else { return }
    result.renders.append(try passes.optimise(planned, &result.remarks))
  }
}

extension Compilation {
  /// The forms that the document itself went through.
  fileprivate mutating func take(_ programme: Programme) {
    expanded = programme.expanded
    document = programme.document
    composition = programme.resolution?.composition
    optimised = programme.optimised
    remarks = programme.remarks
  }
}

/// A document that has been read, and not yet expanded.
package struct SourceReading: Sendable {
  fileprivate var compilation: Compilation

  package init(_ request: CompileRequest) { compilation = readSource(request) }
}

func readSource(_ request: CompileRequest) -> Compilation {
  if let reading = request.reading { return reading.compilation }
  let decoded = decodeText(path: request.path, bytes: request.bytes, limits: request.syntaxLimits)
  var result = Compilation(sources: SourceMap(decoded.source))
  if let diagnostic = decoded.diagnostic {
    result.bag.add(diagnostic)
    return result
  }
  let reading = readSyntax(
    decoded.source, sourceNumber: 0, isJSON: request.path.hasSuffix(".json") ? true : nil, limits: request.syntaxLimits)
  result.bag = reading.bag
  result.tree = reading.root
  return result
}
