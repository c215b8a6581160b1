import Compiler
import Diagnostics

/// Tells the user what a compilation and a run found: as text on the error stream, or as one JSON object on
/// the other.
struct Report {
  let isJSON: Bool
  private let usesColor: Bool
  /// As shown in messages about the document as a whole.
  private let document: String
  /// What several compilations found, for `finishAll`.
  private var kept: [(diagnostics: [Diagnostic], sources: SourceMap)] = []

  init(_ arguments: Arguments) {
    isJSON = arguments.value("--diagnostics") == "json"
    usesColor = Console.usesColor(arguments.value("--color"))
    document = arguments.plain.last ?? ""
  }

  /// Text now; JSON waits for `finish`, because it is one object.
  func show(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    guard !isJSON, !diagnostics.isEmpty else { return }
    let renderer = TextRenderer(usesColor: usesColor)
    Console.say(diagnostics.map { renderer.render($0, in: sources) + "\n" }.joined())
  }

  /// The counts where there are errors.
  func showCounts(_ bag: DiagnosticBag) {
    guard !isJSON, bag.hasErrors else { return }
    Console.say("\(Self.counts(bag))\n")
  }

  /// Keeps problems for the one object that ends a run of several compilations.
  mutating func keep(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    if isJSON { kept.append((diagnostics, sources)) }
  }

  /// Prints everything kept.
  func finishAll() throws(Failure) {
    guard isJSON else { return }
    try Console.print(JSONRenderer().render(kept))
  }

  func finish(_ bag: DiagnosticBag, in sources: SourceMap) throws(Failure) {
    guard isJSON else { return }
    try Console.print(JSONRenderer().render(bag.sorted, in: sources, errorCount: bag.errorCount))
  }

  /// Runs `body`; where it fails, programs are told in the form that they asked for, too.
  func guarding<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      if isJSON, error.code != .usage {
        var bag = DiagnosticBag()
        bag.add(Diagnostic(.error, error.slug, error.message, at: Span(start: 0, end: 0), notes: error.notes))
        try finish(bag, in: SourceMap(SourceText(path: document, bytes: [])))
      }
      throw error
    }
  }

  /// What each pass did, a line each.
  func explain(_ compilation: Compilation) {
    var text = ""
    for remark in compilation.remarks {
      let place = compilation.sources.start(of: remark.span)
      let path = compilation.sources[remark.span].path
      text += "\(remark.pass): \(printable(remark.text))  \(path):\(place.line):\(place.column)\n"
    }
    Console.say(text.isEmpty ? "no pass changed anything\n" : text)
  }

  /// `2 errors, 1 warning`.
  static func counts(_ bag: DiagnosticBag) -> String {
    let warnings = bag.diagnostics.count { $0.severity == .warning }
    return counted(bag.errorCount, "error") + ", " + counted(warnings, "warning")
  }

  private static func counted(_ count: Int, _ word: String) -> String {
    "\(count == 0 ? "no" : "\(count)") \(word)\(count == 1 ? "" : "s")"
  }
}

extension Failure {
  /// The kind of problem, as diagnostics name it.
  fileprivate var slug: String {
    switch code {
    case .io: "cannot-read"
    case .fault: "fault"
    default: "failed"
    }
  }
}
