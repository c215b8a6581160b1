import Diagnostics
import Timeline

/// The rows that a document's films are made of.
package struct DataTable: Sendable {
  package var rows: [DataRow]
  /// All columns, sorted.
  package var columns: [String]
}

/// What reading a document's rows came to.
package struct RowReading: Sendable {
  /// The document, and behind it the data file.
  package var sources: SourceMap
  package var bag: DiagnosticBag
  /// Nil where the document has no rows, and after an error.
  package var table: DataTable?
}

/// Reads the rows of a document: those that the request names, or its own `rows`.
package func readRows(_ request: CompileRequest, world: any World) -> RowReading {
  readRows(request, readSource(request), world: world)
}

func readRows(_ request: CompileRequest, _ source: Compilation, world: any World) -> RowReading {
  var reading = RowReading(sources: source.sources, bag: source.bag)
  guard !source.bag.hasErrors, let entries = source.tree?.map else { return reading }
  let written = entries.first { $0.key == "rows" }
  guard request.dataPath != nil || written != nil else { return reading }
  var expander = Expander(ExpandRequest(request), world: world, sources: source.sources)
  let place = written?.value.span ?? Span(start: 0, end: 0)
  let rows = expander.dataRows(entries, written, file: request.dataPath)
  reading.sources = expander.sources
  if !expander.bag.hasErrors {
    let table = DataTable(rows, text: expander.sources.texts.count > 1 ? expander.sources.texts[1] : nil)
    expander.check(table, entries, at: place)
    reading.table = table
  }
  reading.bag.append(expander.bag)
  if reading.bag.hasErrors { reading.table = nil }
  return reading
}

extension Expander {
  /// The rows of a file, or those that the document has.
  fileprivate mutating func dataRows(_ entries: [SyntaxEntry], _ written: SyntaxEntry?, file: String?) -> [Row] {
    if let file { return tableRows(inFile: file, at: Span(start: 0, end: 0), origin: 0) }
    guard let written else { return [] }
    let module = Module(index: 0, entries: entries, folder: "")
    modules.append(module)
    module.variables = Scope(values(declarations(module["vars"]?.value), settingPrefix: "", module: 0))
    return rows(written.value, ExpandContext(module: module, scope: module.variables), for: "rows")
  }

  /// Reports rows that make no film of their own: none at all, or none of whose columns is a variable.
  fileprivate mutating func check(_ table: DataTable, _ entries: [SyntaxEntry], at span: Span) {
    guard !table.rows.isEmpty else {
      return error("no-rows", "there is no row, so there is no film to make", at: span, caption: "one film is made a row")
    }
    let vars = entries.first { $0.key == "vars" }
    let names = (vars?.value.map ?? []).map(\.key).filter { !$0.hasPrefix("x-") }
    guard !table.columns.contains(where: names.contains) else { return }
    error(
      "no-column", "no column of the data is a variable of the document, so all films would be the same",
      at: vars?.keySpan ?? span, caption: names.isEmpty ? "declare them under 'vars'" : "",
      notes: ["columns: " + table.columns.joined(separator: ", ")] + (names.isEmpty ? [] : ["variables: " + names.joined(separator: ", ")]))
  }
}

extension DataTable {
  init(_ rows: [Row], text: SourceText?) {
    self.rows = rows.enumerated().map { DataRow(number: $0.offset + 1, cells: $0.element, text: text) }
    columns = Set(rows.flatMap(\.keys)).sorted()
  }
}
