import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes
import Timeline

/// One file to write, decided: container, encoders and their options.
package struct OutputTarget: Sendable {
  package var plan: OutputPlan
  /// The frame to write as a picture, where that is all that is wanted.
  package var still: Int?
  /// The text to write, where that is all that is wanted.
  package var text: String?
  package var pictures: PictureRequest?
  /// The frames of the film that are written; nil for all.
  package var frames: Range<Int>?
  /// What the document calls it.
  package var name: String
  /// What is transparent stays so; otherwise it is painted on the opaque form of the background.
  var keepsAlpha = true
  /// How loud it is to be; nil for as it comes.
  var loudness: LoudnessTarget?
}

/// Where outputs go when the document does not say, and what the command line says instead.
package struct OutputRequest: Sendable {
  /// `-o`: relative to the working directory.
  package var path: String?
  /// The file that a document without outputs is written to.
  package var defaultPath: String

  package init(path: String?, defaultPath: String) {
    self.path = path
    self.defaultPath = defaultPath
  }
}

/// The outputs of a document, decided one after another.
struct OutputList {
  /// An output as the document names it; without a clause, the film of a document without outputs.
  struct Entry {
    var clause: OutputClause?
    var name: String
    var span: Span
  }

  let entries: [Entry]
  private(set) var targets: [(target: OutputTarget, composition: Composition)] = []
  private let outputs: Span?
  private let request: CompileRequest
  private let world: any World
  private var taken: [String: Span] = [:]

  init(_ document: TimelineDocument, _ request: CompileRequest, world: any World) {
    let written = document.outputs?.value.entries ?? []
    entries =
      written.isEmpty
      ? [Entry(name: "film", span: document.tracks!.keySpan)]
      : written.map { Entry(clause: $0.value.value, name: $0.name, span: $0.nameSpan) }
    outputs = document.outputs?.keySpan
    (self.request, self.world) = (request, world)
  }

  /// Decides one output of a programme; reports what cannot be written or held.
  mutating func add(_ entry: Entry, _ programme: Programme, _ bag: inout DiagnosticBag) {
    guard let document = programme.document else { return }
    if request.output.path != nil, entries.count > 1 {
      guard entry.name == entries[0].name else { return }
      bag.error(
        "several-outputs", "-o names one file, and the document has \(entries.count) outputs", at: outputs ?? entry.span,
        caption: "drop -o, or all outputs but one")
      return
    }
    // Variables of its own may stand in the output itself.
    let clause = document.outputs?.value.entries.first { $0.name == entry.name }?.value.value ?? entry.clause
    let choice = OutputChoice(
      document: document, composition: programme.optimised, resolution: programme.resolution,
      paths: PathRules(folder: request.folder, safeRoot: request.safeRoot), request: outputRequest(entry), world: world,
      documents: [request.path])
    guard let target = choice.target(clause, name: entry.name, at: entry.span, &bag) else { return }
    let real = world.realPath(target.plan.path)
    let place = clause?.file?.span ?? entry.span
    if let first = taken[real] {
      bag.error("same-output", "'\(target.plan.path)' is written by two outputs", at: place, labels: [.init(first, "the other one")])
    }
    taken[real] = place
    if let composition = programme.optimised { targets.append((target, composition)) }
  }

  /// Several outputs without files of their own are named after the document and themselves.
  private func outputRequest(_ entry: Entry) -> OutputRequest {
    var request = request.output
    if entries.count > 1 { request.defaultPath = request.defaultPath.dropLast(4) + "-\(entry.name).mp4" }
    return request
  }
}

extension OutputClause {
  /// It is made from another programme than the document's own.
  var changesProgramme: Bool { self.set != nil || canvas != nil || preset != nil || watermark != nil }
}
