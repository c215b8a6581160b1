import Catalogue
import Diagnostics
import MediaTypes
import Timeline

/// What one output changes of the document: variables, and keys of the canvas.
struct ProgrammeChange: Sendable {
  var variables: [VariableSetting] = []
  var canvas = CanvasChange()
  /// The output whose watermark is painted over the film.
  var watermarkOf: String?

  /// What an output asks for.
  init(_ clause: OutputClause? = nil, of name: String = "") {
    watermarkOf = clause?.watermark == nil ? nil : name
    variables = (clause?.set?.value.entries ?? []).map {
      VariableSetting(name: $0.name, value: $0.value.value.value, place: .init(name: $0.nameSpan, value: $0.value.span))
    }
    canvas = CanvasChange(clause?.canvas?.value, clause?.preset.map { .named($0.value) })
  }

  /// Equal for changes that make the same programme of one document.
  var key: String {
    let settings = variables.map { "\($0.name)=\($0.value)\0" }.joined()
    return settings + "\0" + canvas.key + "\0" + (watermarkOf ?? "")
  }
}

/// A document as one output sees it, as far as it came.
struct Programme {
  var expanded: SyntaxNode?
  var document: TimelineDocument?
  var resolution: Resolution?
  var optimised: Composition?
  var remarks: [Remark] = []
}

extension Programme {
  /// Runs the stages from the tree to the optimised composition; a stage does not start after an error.
  static func make(
    _ request: CompileRequest, _ tree: SyntaxNode, _ change: ProgrammeChange, world: any World,
    _ sources: inout SourceMap, _ bag: inout DiagnosticBag
  ) throws(BrokenPromise) -> Programme {
    var programme = Programme()
    var request = request
    request.variables += change.variables
    programme.expanded = expand(tree, ExpandRequest(request), world: world, &sources, &bag)
    if let name = change.watermarkOf { programme.expanded = programme.expanded?.watermarked(for: name) }
    guard let expanded = programme.expanded else { return programme }

    let isSafe = request.safeRoot != nil
    programme.document = checkDocument(expanded, registry: catalogue, isSafe: isSafe, &bag).map(change.canvas.applied)
    guard let checked = programme.document else { return programme }

    let paths = PathRules(folder: request.folder, safeRoot: request.safeRoot)
    let macros = MacroRequest(paths: paths, limits: request.filmLimits, world: world, isSafe: isSafe, canvas: change.canvas)
    guard let (tree, whole) = expandMacros(expanded, checked, macros, &bag) else { return programme }
    var document = whole
    guard loadCaptions(&document, paths, world, &sources, &bag) else { return programme }
    (programme.expanded, programme.document) = (tree, document)

    programme.resolution = resolve(document, paths: paths, limits: request.filmLimits, world: world, &bag)
    guard let resolution = programme.resolution else { return programme }
    document.checks?.value.placeIgnored { resolution.frame(at: $0.value, $0.span, key: "at", &bag) }
    programme.document = document
    noteColors(resolution.composition, &bag)
    if request.givesAdvice || document.checks?.value.raises ?? false {
      var advice = DiagnosticBag()
      advise(document, resolution, &advice)
      // Without being asked for, advice is given where it forbids the film.
      bag.append(request.givesAdvice ? advice : document.checks!.value.judged(advice).errors)
    }

    let passes = PassChoice(skipped: request.skippedPasses, last: request.lastPass)
    programme.optimised = try passes.optimise(resolution.composition, &programme.remarks)
    return programme
  }

  /// What the outputs of a tree set when every one of them sets something: the document alone may then lack values.
  static func firstChange(_ tree: SyntaxNode) -> ProgrammeChange {
    var change = ProgrammeChange()
    let outputs = (tree["outputs"]?.map ?? []).filter { !$0.key.hasPrefix("x-") }
    guard !outputs.isEmpty, outputs.allSatisfy({ $0.value["set"] != nil }) else { return change }
    for entry in outputs[0].value["set"]?.map ?? [] {
      guard let text = entry.value.scalar?.text else { continue }
      change.variables.append(
        VariableSetting(name: entry.key, value: text, place: .init(name: entry.keySpan, value: entry.value.span)))
    }
    return change
  }
}

/// The programmes of a document's outputs, each made once.
struct ProgrammeTable {
  private let request: CompileRequest
  private let tree: SyntaxNode
  private let world: any World
  private var known: [String: Programme] = [:]

  init(_ request: CompileRequest, _ tree: SyntaxNode, world: any World) {
    (self.request, self.tree, self.world) = (request, tree, world)
  }

  /// The programme of a change. What it has to say beyond what the others said is told once, with `name`.
  mutating func programme(
    _ change: ProgrammeChange, for name: String?, _ sources: inout SourceMap, _ bag: inout DiagnosticBag
  ) throws(BrokenPromise) -> Programme {
    if let programme = known[change.key] { return programme }
    var own = DiagnosticBag()
    var request = request
    if !known.isEmpty { request.givesAdvice = false }
    let programme = try Programme.make(request, tree, change, world: world, &sources, &own)
    known[change.key] = programme
    for var diagnostic in own.diagnostics where !bag.holds(diagnostic) {
      if let name { diagnostic.notes.append("in the output '\(name)'") }
      bag.add(diagnostic)
    }
    return programme
  }
}

extension DiagnosticBag {
  /// The same has been said of the same place.
  fileprivate func holds(_ diagnostic: Diagnostic) -> Bool {
    diagnostics.contains {
      $0.code == diagnostic.code && $0.span == diagnostic.span && $0.message == diagnostic.message
    }
  }
}
