import Foundation

/// `Docs/Diagnostics.md`: every code, with the golden document that shows it best.
struct DiagnosticsPage {
  /// A diagnostic that a golden document draws.
  struct Showing {
    var severity: String
    /// As reelc prints it.
    var text: String
    var document: String
    /// The fewer else it says, the better it shows this one.
    var company: Int
  }

  /// Code to its best showing.
  let showings: [String: Showing]
  /// Codes that the sources know.
  let known: Set<String>

  init() throws {
    var best: [String: Showing] = [:]
    for path in House.files(in: "Tests/Golden") where path.hasSuffix(".txt") {
      guard let document = try? House.text(path.dropLast(4) + ".yaml") else { continue }
      let diagnostics = Self.diagnostics(try House.text(path))
      for (code, severity, text) in diagnostics {
        if let current = best[code], current.company <= diagnostics.count { continue }
        best[code] = Showing(severity: severity, text: text, document: document, company: diagnostics.count)
      }
    }
    showings = best
    known = Self.codesInSources()
  }

  /// The diagnostics of an expectation: each begins with a line that ends in its code.
  private static func diagnostics(_ text: String) -> [(code: String, severity: String, text: String)] {
    var found: [(code: String, severity: String, text: String)] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.prefix(while: { !$0.hasPrefix("-- ") }) {
      if let head = line.firstMatch(of: /^(error|warning|note): .*  \[([a-z-]+)\]$/) {
        found.append((String(head.output.2), String(head.output.1), ""))
      }
      if !found.isEmpty { found[found.count - 1].text += line + "\n" }
    }
    return found.map { ($0.code, $0.severity, $0.text.trimmingCharacters(in: .newlines) + "\n") }
  }

  /// What stands where a code stands: the first string of a report, or a value named `code`.
  private static func codesInSources() -> Set<String> {
    let reported = /(?:\.|\b)(?:error|warning|note)\(\s*"([a-z]+(?:-[a-z]+)*)"/
    let built = /Diagnostic\(\s*(?:\.(?:error|warning|note),\s*)?"([a-z]+(?:-[a-z]+)*)"/
    let named = /\bcode(?:: String)?\s*[:=]\s*"([a-z]+(?:-[a-z]+)*)"/
    var codes: Set<String> = []
    for file in House.swiftFiles(in: "Sources") {
      let text = file.code.joined(separator: "\n")
      for pattern in [reported, built, named] {
        codes.formUnion(text.matches(of: pattern).map { String($0.output.1) })
      }
    }
    return codes
  }

  var text: String {
    var page = """
      # Diagnostics

      Every kind of message that the compiler has, by its code, with a document that draws it. Errors stop the
      compilation, warnings and notes do not; `reelc check` gives advice that `reelc build` keeps to itself.
      `--diagnostics json` prints the same for programs.

      This page is made from the documents in `Tests/Golden`; see [Testing](Testing.md).

      """
    for (code, showing) in showings.sorted(by: { $0.key < $1.key }) {
      page += "\n## \(code)\n\nAn example of this \(showing.severity):\n\n"
      page += "```yaml\n\(showing.document)```\n\n```text\n\(showing.text)```\n"
    }
    let rest = known.subtracting(showings.keys).sorted()
    guard !rest.isEmpty else { return page }
    return page + "\n## The rest\n\nDrawn by limits, options or media, and so by no golden document:\n\n"
      + rest.map { "- `\($0)`\n" }.joined()
  }
}
