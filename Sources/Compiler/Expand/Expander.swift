import Diagnostics
import Timeline

/// The state of one expansion: what has been loaded, made and reported.
struct Expander {
  let request: ExpandRequest
  let world: any World
  var sources: SourceMap
  private(set) var bag = DiagnosticBag()
  /// The document first, then what it imports.
  var modules: [Module] = []
  /// Media of imports that something uses, as they will be called in the bin.
  var usedMedia: Set<String> = []
  /// Which module each imported file is, by its real path.
  var loadedFiles: [String: Int] = [:]
  /// The rows of data files, by path.
  var tables: [String: [Row]] = [:]
  /// The catalogue's looks that have been asked for, as trees.
  var builtInLooks: [String: SyntaxNode] = [:]
  /// Sequences stand too deep inside each other, which has been reported once.
  var isTooDeep = false
  private var reported: Set<Report> = []
  private var itemCount = 0
  private var size = 0
  /// After a limit was reached: whoever loops stops.
  private(set) var isExhausted = false

  init(_ request: ExpandRequest, world: any World, sources: SourceMap) {
    self.request = request
    self.world = world
    self.sources = sources
  }

  private struct Report: Hashable {
    let span: Span
    let code: String
    let message: String
  }
}

/// Where a value stands: which names it may use, and which sequences it is inside.
struct ExpandContext {
  var module: Module
  var scope: Scope
  /// Sequences from the outside in.
  var sequences: [SequenceDefinition] = []
  /// What the track around it means for looks.
  var looks = LookPlace()
  /// Names are checked, and nothing is made.
  var isChecking = false

  func inside(_ bindings: [String: Binding]) -> ExpandContext {
    var context = self
    context.scope = Scope(bindings, inside: scope)
    return context
  }
}

extension Expander {
  /// Reports a problem once, however often its place is repeated.
  mutating func report(_ diagnostic: Diagnostic) {
    let key = Report(span: diagnostic.span, code: diagnostic.code, message: diagnostic.message)
    if reported.insert(key).inserted { bag.add(diagnostic) }
  }

  /// Reports an error once. `meant` is a name that is offered instead of what stands at `span`.
  mutating func error(
    _ code: String, _ message: String, at span: Span, caption: String = "", labels: [Diagnostic.Label] = [],
    notes: [String] = [], meant: String? = nil
  ) {
    report(
      Diagnostic(
        .error, code, message, at: span, caption: meant.map { "did you mean '\($0)'?" } ?? caption,
        labels: labels, notes: notes,
        fixIts: meant.map { [.init(span, replacement: $0, title: "write '\($0)'")] } ?? []))
  }

  /// Counts an item of the expanded document.
  mutating func countItem(at span: Span) {
    itemCount += 1
    guard itemCount > request.itemLimit else { return }
    exhaust("too-many-items", "the expanded document has more than \(request.itemLimit) items", at: span)
  }

  /// Counts what is made, so that a short text cannot fill the memory: a node, and its text in bytes.
  mutating func countNode(textBytes: Int = 0, at span: Span) {
    size += 1 + textBytes / 8
    guard size > Self.nodesPerItem * request.itemLimit + Self.leastNodes else { return }
    exhaust("expansion-too-large", "the document grows beyond every measure when it is expanded", at: span)
  }

  private mutating func exhaust(_ code: String, _ message: String, at span: Span) {
    guard !isExhausted else { return }
    isExhausted = true
    error(code, message, at: span, caption: "the limit is reached here")
  }

  /// What an item usually comes to, with room to spare.
  private static let nodesPerItem = 12
  private static let leastNodes = 1_000_000
}
