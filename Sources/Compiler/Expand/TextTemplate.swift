/// A text cut at its variables.
struct TextTemplate {
  enum Piece {
    case text(String)
    case variable(Use)
  }

  /// `$name` or `${name}`.
  struct Use {
    var name: String
    /// What follows without braces and may be the member of an import: `.length` of `$lib.length`.
    var tail = ""
    /// Bytes of the text, `tail` not included.
    var range: Range<Int>
  }

  /// Why a text is not a template, and the bytes to blame.
  enum Fault: Error {
    case unclosed(Range<Int>)
    case noName(Range<Int>)
  }

  private(set) var pieces: [Piece] = []

  /// Cuts a text. `$$`, and a `$` before anything but a letter or `{`, is a dollar sign.
  init(_ text: String) throws(Fault) {
    var reader = TemplateReader(bytes: Array(text.utf8))
    try reader.read()
    pieces = reader.pieces
  }

  /// Whether a text needs cutting at all.
  static func isNeeded(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "$")) }

  /// The variables in the order written.
  var uses: [Use] {
    pieces.compactMap { if case .variable(let use) = $0 { use } else { nil } }
  }

  /// The text with `$$` as a dollar sign; only where it has no variables.
  var literal: String {
    pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  /// Letters, digits and `_`.
  static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

private struct TemplateReader {
  let bytes: [UInt8]
  private var at = 0
  private var literalStart = 0
  private(set) var pieces: [TextTemplate.Piece] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() throws(TextTemplate.Fault) {
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "$") else {
        at += 1
        continue
      }
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      if next == UInt8(ascii: "$") {
        at += 1
        flush()
        at += 1
        literalStart = at
      } else if next == UInt8(ascii: "{") {
        try readBraced()
      } else if TextTemplate.isLetter(next) {
        readBare()
      } else {
        at += 1
      }
    }
    flush()
  }

  /// Keeps the characters before the reading place.
  private mutating func flush() {
    if literalStart < at { pieces.append(.text(string(literalStart..<at))) }
    literalStart = at
  }

  private mutating func readBraced() throws(TextTemplate.Fault) {
    flush()
    let start = at
    guard let close = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else {
      throw .unclosed(start..<start + 2)
    }
    let name = string(start + 2..<close)
    guard !name.isEmpty, !name.contains("$"), !name.contains("{") else { throw .noName(start..<close + 1) }
    at = close + 1
    literalStart = at
    pieces.append(.variable(.init(name: name, range: start..<at)))
  }

  private mutating func readBare() {
    flush()
    let start = at
    at += 1
    skipName()
    var use = TextTemplate.Use(name: string(start + 1..<at), range: start..<at)
    let tailStart = at
    if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "."), TextTemplate.isLetter(bytes[at + 1]) {
      at += 1
      skipName()
      use.tail = string(tailStart..<at)
    }
    literalStart = at
    pieces.append(.variable(use))
  }

  private mutating func skipName() {
    while at < bytes.count, TextTemplate.isNameByte(bytes[at]) { at += 1 }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
