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
  /// Rows and uses of sequences that are being expanded, outermost first.
  private var requests: [Request] = []
  private var itemCount = 0
  private var size = 0
  /// After a limit was reached: whoever loops stops.
  private(set) var isExhausted = false

  init(_ request: ExpandRequest, world: any World, sources: SourceMap) {
    self.request = request
    self.world = world
    self.sources = sources
  }

  private struct Request {
    var label: Diagnostic.Label
    /// The text that is used again, and its number for this use.
    var source: Int32
    var number: Int32
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
    var diagnostic = diagnostic
    diagnostic.labels += requests.suffix(4).reversed().map(\.label).filter { diagnostic.span != $0.span }
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

  /// What `make` makes at the request of a place, standing in a text of its own that remembers who asked.
  mutating func requested(
    _ reason: String, at place: Span, from source: Int32, _ make: (inout Expander) -> SyntaxNode?
  ) -> SyntaxNode? {
    // The place itself may stand in what another request is making.
    let around = requests.last { $0.source == place.source }
    let askedAt = around.map { place.moved(to: $0.number) } ?? place
    let number = sources.reuse(source, because: reason, askedAt: askedAt)
    requests.append(Request(label: Diagnostic.Label(place, reason), source: source, number: number))
    defer { requests.removeLast() }
    return make(&self)?.moved(from: source, to: number)
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

extension SyntaxNode {
  /// The same value, with what stands in one text standing in another that reads the same.
  fileprivate func moved(from source: Int32, to other: Int32) -> SyntaxNode {
    func moved(_ span: Span) -> Span { span.source == source ? span.moved(to: other) : span }
    switch content {
    case .scalar: return SyntaxNode(span: moved(span), content: content)
    case .list(let nodes): return SyntaxNode(span: moved(span), content: .list(nodes.map { $0.moved(from: source, to: other) }))
    case .map(let entries):
      let new = entries.map {
        SyntaxEntry(key: $0.key, keySpan: moved($0.keySpan), value: $0.value.moved(from: source, to: other))
      }
      return SyntaxNode(span: moved(span), content: .map(new))
    }
  }
}

extension Span {
  /// The same bytes of a text that reads the same.
  fileprivate func moved(to source: Int32) -> Span { Span(source: source, start: Int(start), end: Int(end)) }
}
