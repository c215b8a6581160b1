/// Shows diagnostics to programs. The form is `Schemas/diagnostics.schema.json`.
public struct JSONRenderer: Sendable {
  public init() {}

  /// One JSON object a diagnostic, in an object that counts them; ends with a newline.
  public func render(_ diagnostics: [Diagnostic], in sources: SourceMap, errorCount: Int) -> String {
    laid(diagnostics.map { object($0, sources) }, errorCount: errorCount)
  }

  /// The same for several compilations, as one object.
  public func render(_ groups: [(diagnostics: [Diagnostic], sources: SourceMap)]) -> String {
    laid(
      groups.flatMap { group in group.diagnostics.map { object($0, group.sources) } },
      errorCount: groups.reduce(0) { $0 + $1.diagnostics.count { $0.severity == .error } })
  }

  private func laid(_ objects: [String], errorCount: Int) -> String {
    let rows = objects.map { "    " + $0 }
    let list = rows.isEmpty ? "[]" : "[\n" + rows.joined(separator: ",\n") + "\n  ]"
    return "{\n  \"errors\": \(errorCount),\n  \"diagnostics\": \(list)\n}\n"
  }

  private func object(_ diagnostic: Diagnostic, _ sources: SourceMap) -> String {
    let members = [
      ("severity", quoted(diagnostic.severity.rawValue)), ("code", quoted(diagnostic.code)),
      ("message", quoted(diagnostic.message)),
    ]
    let place = placeMembers(diagnostic.span, sources)
    let rest = [
      ("caption", quoted(diagnostic.caption)),
      ("notes", "[" + diagnostic.notes.map(quoted).joined(separator: ", ") + "]"),
      (
        "labels",
        "["
          + (diagnostic.labels + sources.requests(for: diagnostic.span)).map {
            braces([("message", quoted($0.message))] + placeMembers($0.span, sources))
          }
          .joined(separator: ", ") + "]"
      ),
      ("fixes", "[" + diagnostic.fixIts.map { fix($0, sources) }.joined(separator: ", ") + "]"),
    ]
    return braces(members + place + rest)
  }

  private func fix(_ fix: Diagnostic.FixIt, _ sources: SourceMap) -> String {
    braces(
      [("title", quoted(fix.title)), ("replacement", quoted(fix.replacement))] + placeMembers(fix.span, sources))
  }

  private func placeMembers(_ span: Span, _ sources: SourceMap) -> [(String, String)] {
    let (start, end) = (sources.start(of: span), sources.end(of: span))
    return [
      ("file", quoted(sources[span].path)), ("line", "\(start.line)"), ("column", "\(start.column)"),
      ("endLine", "\(end.line)"), ("endColumn", "\(end.column)"), ("offset", "\(span.start)"),
      ("length", "\(span.end - span.start)"),
    ]
  }

  private func braces(_ members: [(String, String)]) -> String {
    "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private func quoted(_ text: String) -> String { quotedJSON(text) }
}

/// A JSON string literal.
public func quotedJSON(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
