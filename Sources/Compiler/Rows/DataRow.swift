import Diagnostics
import Timeline

/// A row of data that makes one film: what its columns give to the document's variables.
package struct DataRow: Sendable {
  /// From 1.
  package var number: Int
  /// By column.
  var cells: [String: Binding]
  /// The data file; nil where the rows stand in the document.
  var text: SourceText?

  /// A column's text; nil where the row has none or it holds a list or a mapping.
  package func text(of column: String) -> String? {
    if column == "index" { return String(number) }
    guard case .text(let scalar)? = cells[column]?.content else { return nil }
    return scalar.text
  }

  /// Where a column's value stands.
  package func place(of column: String) -> Span? { cells[column]?.place }

  /// The first of its cells, as the text has them.
  var place: Span? { cells.values.compactMap(\.place).min { $0.start < $1.start } }

  /// `row 3 of 'people.csv'`.
  package var name: String { "row \(number)" + (text.map { " of '\($0.path)'" } ?? "") }
}

extension DiagnosticBag {
  /// Says of every problem which row it belongs to, and shows the row.
  mutating func tell(of row: DataRow) {
    rewrite { diagnostic in
      diagnostic.notes.append("in the film of \(row.name)")
      guard let place = row.place, diagnostic.span.source != place.source, !diagnostic.labels.contains(where: { $0.span == place })
      else { return }
      diagnostic.labels.append(.init(place, "the row"))
    }
  }
}
