import Diagnostics
import Timeline

/// The variables that a text may use: its own, then those around it.
final class Scope {
  private let bindings: [String: Binding]
  private let outer: Scope?

  init(_ bindings: [String: Binding] = [:], inside outer: Scope? = nil) {
    self.bindings = bindings
    self.outer = outer
  }

  /// What a name holds, from the inside out.
  func find(_ name: String) -> Binding? {
    var scope: Scope? = self
    while let current = scope {
      if let binding = current.bindings[name] { return binding }
      scope = current.outer
    }
    return nil
  }

  /// All names, sorted, for suggestions.
  var names: [String] {
    var all = Set(outer?.names ?? [])
    all.formUnion(bindings.keys)
    return all.sorted()
  }
}

/// What a variable holds.
struct Binding: Sendable {
  enum Content: Sendable {
    case text(Scalar)
    /// A list or mapping of a data row, which has no text.
    case collection(String)
    /// Declared without a default, and nothing was set.
    case missing
    /// An argument of a sequence that is checked without being used, or a value that has been refused.
    case unknown
  }

  var content: Content
  /// The module whose document wrote the value: paths and names of media in it are that document's.
  var origin = 0
  /// It holds the path of a file, so that a text that starts with it belongs to its origin.
  var isPath = false
  /// Compared by value instead of by letters.
  var isNumber = false
  /// Where it is declared, if it is.
  var declared: Span?
  /// Where the value stands in a table of data.
  var place: Span?

  init(_ content: Content, origin: Int = 0) {
    self.content = content
    self.origin = origin
  }

  /// What a declared variable holds.
  init(_ content: Content, of declaration: VariableDeclaration, origin: Int = 0) {
    self.init(content, origin: origin)
    isPath = declaration.clause.variableType == .path
    isNumber = [.number, .integer].contains(declaration.clause.variableType)
    declared = declaration.nameSpan
  }

  /// A text that stands in no document: a path, a count, a cell of a table.
  init(text: String, origin: Int = 0, isPath: Bool = false, place: Span? = nil) {
    self.init(.text(Scalar(text: text, style: .quoted)), origin: origin)
    self.isPath = isPath
    self.place = place
  }
}
