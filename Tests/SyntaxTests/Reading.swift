import Diagnostics
import Foundation
import Timeline

/// A text read as the compiler reads it, for tests.
func read(_ text: String, isJSON: Bool? = nil) -> SyntaxReading {
  readSyntax(
    SourceText(path: "test", bytes: Array(text.utf8)), sourceNumber: 0, isJSON: isJSON, limits: SyntaxLimits()
  )
}

/// The documents that fuzzing and printing start from, by name.
func corpus() throws -> [(name: String, bytes: [UInt8])] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Corpus/syntax")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
    (name, [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))))
  }
}

/// What a tree says, places aside: texts in `'…'` where quoted, bare where plain.
func outline(_ node: SyntaxNode?) -> String {
  switch node?.content {
  case nil: "unread"
  case .scalar(let scalar): scalar.style == .plain ? scalar.text : "'\(scalar.text)'"
  case .list(let nodes): "[" + nodes.map(outline).joined(separator: ", ") + "]"
  case .map(let entries):
    "{" + entries.map { "\($0.key): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}

/// A text without its `«»` marks, and the range of bytes between them.
func marked(_ text: String) -> (text: String, range: Range<Int>) {
  let clean = text.replacing("«", with: "").replacing("»", with: "")
  let parts = text.split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
  let start = parts[0].utf8.count
  let inside =
    parts.count > 1 ? parts[1].split(separator: "»", omittingEmptySubsequences: false)[0].utf8.count : 0
  return (clean, start..<(start + inside))
}

/// A text after an edit.
func applying(_ fix: Diagnostic.FixIt, to text: String) -> String {
  var bytes = Array(text.utf8)
  bytes.replaceSubrange(fix.span.range, with: fix.replacement.utf8)
  return String(decoding: bytes, as: UTF8.self)
}

extension Span {
  /// For nodes that no text holds.
  static let none = Span(start: 0, end: 0)
}

extension SyntaxNode {
  /// A scalar that no text holds.
  init(_ text: String, _ style: Scalar.Style) {
    self.init(span: .none, content: .scalar(Scalar(text: text, style: style)))
  }
}
