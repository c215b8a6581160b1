import Diagnostics
import MediaTypes
import Timeline

/// What all scopes of one document share while their times are worked out.
final class ResolveContext {
  let limits: FilmLimits
  let world: any World
  let paths: PathRules
  let styles: StyleBook
  /// What the world said of tables of colours, by path; each is asked about once.
  var lookups: [String: WorldProblem?] = [:]
  var bag: DiagnosticBag
  var media: MediaTable
  /// Set once the first picture is known, before any time is asked for.
  var canvas: Canvas
  /// What is being worked out, outermost first: the loop, when one closes.
  var pending: [Pending] = []
  private var rows = 0
  private var scopes = 0

  /// Anchors that wait for anchors; deeper chains are refused rather than trusted to the stack.
  static let depthLimit = 10_000

  struct Pending {
    /// What it is called; several names where it stands for several steps.
    var steps: [String]
    var span: Span
    /// Nil for what leads from one time to another and is never itself waited for.
    var key: PendingKey?
    /// Shown at `span` when a loop is reported.
    var reason: String
  }

  /// One thing that can wait for itself.
  struct PendingKey: Hashable {
    enum Subject: Hashable {
      case start(track: Int, item: Int)
      case end(track: Int, item: Int)
      case marker(String)
      case share(track: Int)
      case tempo
    }
    var scope: Int
    var subject: Subject
  }

  init(limits: FilmLimits, media: MediaTable, canvas: Canvas, bag: DiagnosticBag, world: any World, paths: PathRules, styles: StyleBook) {
    (self.limits, self.media, self.canvas, self.bag) = (limits, media, canvas, bag)
    (self.world, self.paths, self.styles) = (world, paths, styles)
  }

  /// A number for a row of items that run one after another on the film.
  func nextRow() -> Int {
    rows += 1
    return rows - 1
  }

  func nextScope() -> Int {
    scopes += 1
    return scopes - 1
  }

  /// Runs `body` with `key` on the list of what is pending; reports the loop where it is there already.
  func guarded<Result>(_ key: PendingKey, _ what: @autoclosure () -> String, at span: Span, _ body: () -> Result?) -> Result? {
    if let first = pending.firstIndex(where: { $0.key == key }) {
      reportLoop(pending[first...])
      return nil
    }
    guard pending.count < Self.depthLimit else {
      bag.error("anchors-too-deep", "times wait for times more than \(Self.depthLimit) deep here", at: span)
      return nil
    }
    let what = what()
    pending.append(Pending(steps: [what], span: span, key: key, reason: "\(what) waits for this"))
    defer { pending.removeLast() }
    return body()
  }

  /// Runs `body` as a step that a loop may lead through.
  func passing<Result>(_ step: Pending, _ body: () -> Result) -> Result {
    pending.append(step)
    defer { pending.removeLast() }
    return body()
  }

  private func reportLoop(_ loop: ArraySlice<Pending>) {
    let names = loop.flatMap(\.steps) + loop.first!.steps
    let places = loop.dropFirst().prefix(5).map { Diagnostic.Label($0.span, $0.reason) }
    bag.error(
      "anchor-cycle", "times that wait for each other: " + names.joined(separator: " → "), at: loop.first!.span,
      caption: loop.first!.reason, labels: Array(places))
  }
}
