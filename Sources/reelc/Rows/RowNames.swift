import Compiler
import Diagnostics

/// What each row's film is called: `-o 'out/{name}.mp4'`, or the document's name and the row's number.
struct RowNames {
  private let request: OutputRequest
  /// The columns that the pattern names.
  let columns: [String]

  /// - Throws: usage where the pattern names a column that does not exist, or would give all films one name.
  init(_ request: OutputRequest, _ table: DataTable?) throws(Failure) {
    self.request = request
    columns = request.path.map(Self.columns) ?? []
    guard let path = request.path, let table else { return }
    let known = table.columns + ["index"]
    for column in columns where !known.contains(column) {
      let meant = closest(to: column, among: known).map { "; did you mean '{\($0)}'?" } ?? ""
      throw .usage("'-o \(path)': the data has no column '\(column)'\(meant)", notes: ["columns: " + known.joined(separator: ", ")])
    }
    if columns.isEmpty, table.rows.count > 1 {
      throw .usage("'-o \(path)' names one file for \(table.rows.count) films; put a column into it: -o 'film-{index}.mp4'")
    }
  }

  /// Where a row's film goes.
  func output(of row: DataRow) throws(BadRowName) -> OutputRequest {
    var output = request
    output.defaultPath = String(request.defaultPath.dropLast(4)) + "-\(row.number)" + request.defaultPath.suffix(4)
    guard let path = request.path else { return output }
    var filled = path
    for column in columns { filled = filled.replacing("{\(column)}", with: try part(row, column)) }
    output.path = filled
    return output
  }

  /// A cell as a part of a file's name.
  private func part(_ row: DataRow, _ column: String) throws(BadRowName) -> String {
    let text = row.text(of: column) ?? ""
    let isGood = !text.isEmpty && text != "." && text != ".." && !text.contains("/") && !text.unicodeScalars.contains { $0.value < 0x20 }
    guard isGood else {
      throw BadRowName(
        diagnostic: Diagnostic(
          .error, "bad-file-name", "'\(printable(text))' cannot be a part of a file's name",
          at: row.place(of: column) ?? Span(start: 0, end: 0),
          caption: text.isEmpty ? "it is empty" : "without '/' and control characters",
          notes: ["'-o' puts the column '\(column)' into the name; '{index}' is the row's number"]))
    }
    return text
  }

  /// What stands in braces, in order, each once.
  private static func columns(of pattern: String) -> [String] {
    var names: [String] = []
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      if !name.isEmpty, !names.contains(name) { names.append(name) }
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}

/// A row whose cells make no file name.
struct BadRowName: Error {
  var diagnostic: Diagnostic
}
