import Diagnostics
import Timeline

/// The names that one document gives: to itself, and to those that import it.
final class Module {
  /// Which of the expander's modules.
  let index: Int
  let entries: [SyntaxEntry]
  /// Its folder, relative to the main document's; empty where they are the same.
  let folder: String
  /// What its names are called in the main document; empty for the main document itself.
  var prefix = ""
  var variables = Scope()
  let media: [String: SyntaxEntry]
  let styles: [String: SyntaxEntry]
  let looks: [String: SyntaxEntry]
  /// Looks that have been asked for; nil for one that was refused, which has been reported.
  var readLooks: [String: ExpandedLook?] = [:]
  var sequences: [String: SequenceDefinition] = [:]
  /// In the order written.
  var sequenceNames: [String] = []
  /// Modules by the stem of their file.
  var imports: [String: Int] = [:]
  /// In the order written.
  var importNames: [String] = []

  /// Imports that could not be had, which has been reported; what is missing of them is not.
  var brokenImports: Set<String> = []

  init(index: Int, entries: [SyntaxEntry], folder: String) {
    self.index = index
    self.entries = entries
    self.folder = folder
    media = Self.named(entries, "media")
    styles = Self.named(entries, "styles")
    looks = Self.named(entries, "looks")
  }

  var isMain: Bool { index == 0 }

  /// The value of a top-level key.
  subscript(key: String) -> SyntaxEntry? { entries.first { $0.key == key } }

  private static func named(_ entries: [SyntaxEntry], _ key: String) -> [String: SyntaxEntry] {
    let written = entries.first { $0.key == key }?.value.map ?? []
    return Dictionary(written.filter { !$0.key.hasPrefix("x-") }.map { ($0.key, $0) }) { first, _ in first }
  }

  /// `lib.shot` as the import `lib` and the name `shot`; nil where no import has that name.
  func member(_ text: String) -> (stem: String, module: Int, name: String)? {
    guard let dot = text.lastIndex(of: ".") else { return nil }
    let stem = String(text[..<dot])
    guard let module = imports[stem] else { return nil }
    return (stem, module, String(text[text.index(after: dot)...]))
  }

  /// Whether a name is a member of an import that could not be had.
  func isLost(_ text: String) -> Bool {
    guard let dot = text.lastIndex(of: ".") else { return false }
    return brokenImports.contains(String(text[..<dot]))
  }

  /// A path written in this document, as the main document would write it.
  func placed(_ path: String) -> String {
    folder.isEmpty || path.hasPrefix("/") || path.contains("://") ? path : folder + "/" + path
  }
}

/// A sequence with a name, or one written in place.
final class SequenceDefinition {
  let name: String
  let nameSpan: Span
  let module: Int
  let parameters: [VariableDeclaration]
  /// A mapping without `vars`.
  let body: [SyntaxEntry]
  var isUsed = false
  /// It contains itself, which has been reported.
  var isLooping = false

  init(name: String, nameSpan: Span, module: Int, parameters: [VariableDeclaration], body: [SyntaxEntry]) {
    self.name = name
    self.nameSpan = nameSpan
    self.module = module
    self.parameters = parameters
    self.body = body
  }
}
