/// A table of texts; every row has a cell for each column.
struct Table {
  struct Cell {
    var text: String
    /// Its bytes in the file, quotes included.
    var range: Range<Int>
  }

  var columns: [String]
  var rows: [[Cell]]
}

/// What is wrong with a table, and its bytes.
struct TableFault: Error {
  var message: String
  var caption = ""
  var range: Range<Int>
}

/// Reads a table as RFC 4180 has it: commas, double quotes, a first line of names. Lines may end in CR, LF or
/// both; empty lines are left out.
func readCSV(_ bytes: [UInt8]) throws(TableFault) -> Table {
  var reader = CSVReader(bytes: bytes)
  guard let header = try reader.record() else {
    throw TableFault(message: "the table is empty; its first line names the columns", range: 0..<0)
  }
  let columns = header.map(\.text)
  for (index, cell) in header.enumerated() {
    guard !cell.text.isEmpty else {
      throw TableFault(message: "column \(index + 1) has no name", caption: "name it", range: cell.range)
    }
    guard !columns[..<index].contains(cell.text) else {
      throw TableFault(message: "two columns are called '\(cell.text)'", range: cell.range)
    }
  }
  var rows: [[Table.Cell]] = []
  while let record = try reader.record() {
    guard record.count == columns.count else { throw wrongWidth(record, columns) }
    rows.append(record)
  }
  return Table(columns: columns, rows: rows)
}

private func wrongWidth(_ record: [Table.Cell], _ columns: [String]) -> TableFault {
  let range = record[0].range.lowerBound..<record[record.count - 1].range.upperBound
  let cells = record.count == 1 ? "1 cell" : "\(record.count) cells"
  return TableFault(
    message: "this row has \(cells), and the table has \(columns.count) columns",
    caption: record.count > columns.count ? "a cell with a comma needs double quotes" : "a cell is missing",
    range: range)
}

private struct CSVReader {
  let bytes: [UInt8]
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  /// The next line's cells; nil at the end.
  mutating func record() throws(TableFault) -> [Table.Cell]? {
    while at < bytes.count, isLineEnd(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    var cells = [try cell()]
    while at < bytes.count, bytes[at] == Self.comma {
      at += 1
      cells.append(try cell())
    }
    return cells
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func cell() throws(TableFault) -> Table.Cell {
    if at < bytes.count, bytes[at] == Self.quote { return try quotedCell() }
    let start = at
    while at < bytes.count, bytes[at] != Self.comma, !isLineEnd(bytes[at]) {
      guard bytes[at] != Self.quote else {
        throw TableFault(
          message: "a double quote inside a cell without quotes",
          caption: "quote the cell, and double this one",
          range: at..<at + 1)
      }
      at += 1
    }
    return Table.Cell(text: String(decoding: bytes[start..<at], as: UTF8.self), range: start..<at)
  }

  private mutating func quotedCell() throws(TableFault) -> Table.Cell {
    let start = at
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      if bytes[at] == Self.quote {
        guard at + 1 < bytes.count, bytes[at + 1] == Self.quote else { break }
        at += 1
      }
      text.append(bytes[at])
      at += 1
    }
    guard at < bytes.count else {
      throw TableFault(
        message: "this quoted cell is not closed", caption: "it opens here", range: start..<start + 1)
    }
    at += 1
    guard at == bytes.count || bytes[at] == Self.comma || isLineEnd(bytes[at]) else {
      throw TableFault(
        message: "text behind the closing quote of a cell", caption: "a quote inside a cell is written twice",
        range: at..<at + 1)
    }
    return Table.Cell(text: String(decoding: text, as: UTF8.self), range: start..<at)
  }
}
