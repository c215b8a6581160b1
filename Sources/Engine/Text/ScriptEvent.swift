import FilterGraph

/// A line of a script that says something.
struct ScriptEvent {
  /// Everything before the text.
  var head: String
  var text: String
  /// Its style's size of letters, pixels of the script.
  var size: Double
  /// The sizes of all styles.
  var sizes: [String: Double]
  /// It was written to lie under another as its shadow.
  var isShadow: Bool

  enum Piece {
    case tags(String)
    case letters(String)
  }

  /// The text in order; nil where it turns, clips, changes over time or is drawn, so that a letter's place is no upright
  /// rectangle of known colour.
  var pieces: [Piece]? {
    var (pieces, rest): ([Piece], Substring) = ([], text[...])
    while let open = rest.firstIndex(of: "{") {
      // An escaped brace is a letter.
      guard rest[..<open].last != "\\" else {
        let next = rest.index(after: open)
        pieces.append(.letters(String(rest[..<next])))
        rest = rest[next...]
        continue
      }
      if open > rest.startIndex { pieces.append(.letters(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      let tags = String(rest[rest.index(after: open)..<close])
      guard !TagState.isBeyond(tags) else { return nil }
      pieces.append(.tags(tags))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.letters(String(rest))) }
    return pieces
  }
}

/// Finds events and styles, whatever fields a script's `Format:` lines name.
struct ScriptReading {
  private var fields = 10
  private var styleField = 3
  private var nameField = 4
  private var sizeField = 2
  private var sizes: [String: Double] = [:]
  private var isStyles = false

  /// The event on a line; nil for any other line.
  mutating func event(_ line: String) -> ScriptEvent? {
    if line.hasPrefix("[") { isStyles = line.lowercased().contains("styles") }
    if line.hasPrefix("Format:") { readFormat(line.dropFirst(7)) }
    if line.hasPrefix("Style:") { readStyle(line.dropFirst(6)) }
    guard line.hasPrefix("Dialogue:") else { return nil }
    let parts = line.dropFirst(9).split(separator: ",", maxSplits: fields - 1, omittingEmptySubsequences: false)
    guard parts.count == fields, let text = parts.last else { return nil }
    let style = parts.indices.contains(styleField) ? String(parts[styleField]).trimmed : ""
    return ScriptEvent(
      head: String(line[..<text.startIndex]), text: String(text), size: sizes[style] ?? sizes["Default"] ?? 0, sizes: sizes,
      isShadow: parts.indices.contains(nameField) && parts[nameField] == ScriptText.shadow)
  }

  private mutating func readFormat(_ list: Substring) {
    let names = list.split(separator: ",").map { String($0).trimmed.lowercased() }
    if isStyles {
      sizeField = names.firstIndex(of: "fontsize") ?? sizeField
    } else {
      fields = max(1, names.count)
      styleField = names.firstIndex(of: "style") ?? .max
      nameField = names.firstIndex(of: "name") ?? .max
    }
  }

  private mutating func readStyle(_ list: Substring) {
    let values = list.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard values.indices.contains(sizeField), let size = Double(values[sizeField]) else { return }
    sizes[values[0]] = size
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace || $0 == "*" }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
