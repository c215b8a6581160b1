import Compiler
import Diagnostics
import MediaTypes
import Timeline

/// A document after the expand stage: the printed tree, and what was said.
struct Expansion {
  /// Nil after an error.
  let text: String?
  /// `code line:column message`, in the order of the text.
  let messages: [String]
  let bag: DiagnosticBag

  /// Expands a document in a world of a few texts.
  init(
    _ document: String, files: [String: String] = [:], set settings: [(String, String)] = [],
    safe: Bool = false,
    itemLimit: Int = 1_000_000
  ) {
    var request = CompileRequest(
      path: "doc.timeline.yaml", bytes: [], folder: "",
      output: OutputRequest(path: nil, defaultPath: "film.mp4"))
    request.variables = settings.map { VariableSetting(name: $0.0, value: $0.1) }
    request.filmLimits.items = itemLimit
    if safe { request.safeRoot = "" }
    let source = SourceText(path: request.path, bytes: Array(document.utf8))
    var sources = SourceMap(source)
    let reading = readSyntax(source, sourceNumber: 0, isJSON: nil, limits: request.syntaxLimits)
    var bag = reading.bag
    let world = TextWorld(files: files)
    let tree = reading.root.flatMap { expand($0, ExpandRequest(request), world: world, &sources, &bag) }
    text = tree.map(printExpanded)
    self.bag = bag
    messages = bag.sorted.map { diagnostic in
      let start = sources.start(of: diagnostic.span)
      let file = diagnostic.span.source == 0 ? "" : sources[diagnostic.span].path + ":"
      return "\(diagnostic.code) \(file)\(start.line):\(start.column) \(diagnostic.message)"
    }
  }

  /// The items of a document whose only track holds them, a line each, without the dash.
  var items: [String] {
    (text ?? "").split(separator: "\n").filter { $0.hasPrefix("      - ") }.map { String($0.dropFirst(8)) }
  }

  /// The codes alone.
  var codes: [String] { messages.map { String($0.prefix { $0 != " " }) } }
}

/// A document around the items of one track.
func film(_ items: String, _ top: String = "") -> String {
  "timeline: 1\n\(top.isEmpty ? "" : top + "\n")tracks:\n  - items:\n"
    + items.split(separator: "\n").map { "      - \($0)\n" }.joined()
}

/// A world of texts only.
private struct TextWorld: World {
  let files: [String: String]

  func text(path: String) throws(WorldProblem) -> [UInt8] {
    guard let text = files[path] else { throw WorldProblem("'\(path)' does not exist") }
    return Array(text.utf8)
  }

  func facts(path: String) throws(WorldProblem) -> MediaFacts {
    throw WorldProblem("'\(path)' does not exist")
  }

  /// Only a star before an ending is understood.
  func files(matching pattern: String) -> [String] {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    return files.keys.filter { path in
      parts.count == 1 ? path == pattern : path.hasPrefix(parts[0]) && path.hasSuffix(parts[1])
    }.sorted()
  }

  func realPath(_ path: String) -> String { path }
  func isFolder(_ path: String) -> Bool { false }
  func isWritable(_ path: String) -> Bool { true }
}

/// A text without its mark `«`, and the line and column where that stood: `3:14`.
func unmarked(_ text: String) -> (text: String, place: String) {
  let lines = text.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)[0]
    .split(separator: "\n", omittingEmptySubsequences: false)
  return (text.replacing("«", with: ""), "\(lines.count):\((lines.last?.count ?? 0) + 1)")
}
