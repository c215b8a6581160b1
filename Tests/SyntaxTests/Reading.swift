import Diagnostics
import Timeline

/// A text read as the compiler reads it, for tests.
func read(_ text: String, isJSON: Bool? = nil) -> SyntaxReading {
  readSyntax(SourceText(path: "test", bytes: Array(text.utf8)), sourceNumber: 0, isJSON: isJSON, limits: .init())
}
