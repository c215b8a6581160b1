/// One problem or remark, about one place.
public struct Diagnostic: Sendable {
  public enum Severity: String, Sendable, Comparable {
    case note, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// Another place that matters, and why.
  public struct Label: Sendable {
    public var span: Span
    public var message: String

    public init(_ span: Span, _ message: String) {
      self.span = span
      self.message = message
    }
  }

  /// An edit that mends the problem: the bytes of `span` become `replacement`.
  public struct FixIt: Sendable {
    public var span: Span
    public var replacement: String
    /// What it does, as an action: "write 'radius'".
    public var title: String

    public init(_ span: Span, replacement: String, title: String) {
      self.span = span
      self.replacement = replacement
      self.title = title
    }
  }

  public var severity: Severity
  /// A slug that names the kind of problem; listed in `Docs/Diagnostics.md`.
  public var code: String
  /// What was written and what was expected, in the author's words.
  public var message: String
  /// The smallest span to blame.
  public var span: Span
  /// Shown under the span.
  public var caption: String
  public var labels: [Label] = []
  /// Facts that help, such as the list of accepted names.
  public var notes: [String] = []
  /// Each an alternative; the first is the likeliest.
  public var fixIts: [FixIt] = []
  /// The film's frames that it is about, where it is about some.
  public var frames: Range<Int>?

  public init(
    _ severity: Severity = .error, _ code: String, _ message: String, at span: Span, caption: String = "",
    labels: [Label] = [], notes: [String] = [], fixIts: [FixIt] = [], frames: Range<Int>? = nil
  ) {
    self.frames = frames
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.caption = caption
    self.labels = labels
    self.notes = notes
    self.fixIts = fixIts
  }
}

/// What a stage has to say. Stages add to it; whoever runs them decides whether to go on.
public struct DiagnosticBag: Sendable {
  public private(set) var diagnostics: [Diagnostic] = []
  public private(set) var errorCount = 0
  /// Past this many errors further ones are only counted: nobody reads the thousandth.
  public static let errorLimit = 100

  public init() {}

  public var hasErrors: Bool { errorCount > 0 }

  public mutating func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error {
      errorCount += 1
      if errorCount > Self.errorLimit { return }
    }
    diagnostics.append(diagnostic)
  }

  public mutating func error(
    _ code: String, _ message: String, at span: Span, caption: String = "",
    labels: [Diagnostic.Label] = [], notes: [String] = [], fixIts: [Diagnostic.FixIt] = []
  ) {
    add(
      Diagnostic(
        .error, code, message, at: span, caption: caption, labels: labels, notes: notes, fixIts: fixIts))
  }

  public mutating func warning(
    _ code: String, _ message: String, at span: Span, caption: String = "",
    labels: [Diagnostic.Label] = [], notes: [String] = [], fixIts: [Diagnostic.FixIt] = [], frames: Range<Int>? = nil
  ) {
    add(
      Diagnostic(
        .warning, code, message, at: span, caption: caption, labels: labels, notes: notes, fixIts: fixIts, frames: frames))
  }

  public mutating func note(
    _ code: String, _ message: String, at span: Span, caption: String = "", notes: [String] = []
  ) {
    add(Diagnostic(.note, code, message, at: span, caption: caption, notes: notes))
  }

  public mutating func append(_ other: DiagnosticBag) {
    for diagnostic in other.diagnostics { add(diagnostic) }
    errorCount += max(0, other.errorCount - Self.errorLimit)
  }

  /// Changes what has been said, all severities kept.
  public mutating func rewrite(_ change: (inout Diagnostic) -> Void) {
    for index in diagnostics.indices { change(&diagnostics[index]) }
  }

  /// What of it is an error.
  public var errors: DiagnosticBag {
    var result = DiagnosticBag()
    for diagnostic in diagnostics where diagnostic.severity == .error { result.add(diagnostic) }
    return result
  }

  /// The same with what is no error said otherwise.
  /// - Parameter severity: what it is to be; nil leaves it out.
  public func judged(_ severity: (Diagnostic) -> Diagnostic.Severity?) -> DiagnosticBag {
    var result = DiagnosticBag()
    for var diagnostic in diagnostics {
      if diagnostic.severity != .error {
        guard let other = severity(diagnostic) else { continue }
        diagnostic.severity = other
      }
      result.add(diagnostic)
    }
    result.errorCount += max(0, errorCount - Self.errorLimit)
    return result
  }

  /// In the order of the text, so that a reader can walk through the document; ties keep their order.
  public var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      let (x, y) = (a.element.span, b.element.span)
      return (x.source, x.start, a.offset) < (y.source, y.start, b.offset)
    }.map(\.element)
  }
}
