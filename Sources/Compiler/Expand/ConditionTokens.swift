/// A word or sign of a condition, with its bytes.
struct ConditionToken {
  enum Kind: Equatable {
    case open, close, equal, notEqual, not, and, or
    case operand(String, isQuoted: Bool)
  }

  var kind: Kind
  var range: Range<Int>
}

/// Cuts a condition into words and signs.
struct ConditionTokens {
  private let bytes: [UInt8]
  private var at = 0
  private var tokens: [ConditionToken] = []

  static func read(_ text: String) throws(Condition.Fault) -> [ConditionToken] {
    var reader = ConditionTokens(bytes: Array(text.utf8))
    while reader.at < reader.bytes.count { try reader.take() }
    return reader.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func take() throws(Condition.Fault) {
    switch bytes[at] {
    case 0x20, 0x09, 0x0A, 0x0D: at += 1
    case UInt8(ascii: "("): add(.open, 1)
    case UInt8(ascii: ")"): add(.close, 1)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try takeQuoted()
    case UInt8(ascii: "=") where follows("=="): add(.equal, 2)
    case UInt8(ascii: "!"): follows("!=") ? add(.notEqual, 2) : add(.not, 1)
    default: try takeWord()
    }
  }

  private mutating func add(_ kind: ConditionToken.Kind, _ length: Int) {
    tokens.append(ConditionToken(kind: kind, range: at..<at + length))
    at += length
  }

  private func follows(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

  private mutating func takeQuoted() throws(Condition.Fault) {
    guard let close = bytes[(at + 1)...].firstIndex(of: bytes[at]) else {
      throw .init(
        message: "this text is not closed", caption: "add the second quote", range: at..<bytes.count)
    }
    let text = String(decoding: bytes[(at + 1)..<close], as: UTF8.self)
    add(.operand(text, isQuoted: true), close + 1 - at)
  }

  private mutating func takeWord() throws(Condition.Fault) {
    let start = at
    while at < bytes.count, !isEnd {
      at = follows("${") ? bytes[at...].firstIndex(of: 0x7D) ?? bytes.count : at + 1
    }
    let range = start..<at
    let word = String(decoding: bytes[range], as: UTF8.self)
    if let sign = Self.foreignSigns.first(where: { word == $0.sign }) {
      throw .init(message: "a condition has no '\(word)'", caption: sign.meant, range: range)
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "="), !follows("==") {
      throw .init(message: "a condition has no '='", caption: "write '==' to compare", range: at..<at + 1)
    }
    at = start
    switch word {
    case "not": add(.not, range.count)
    case "and": add(.and, range.count)
    case "or": add(.or, range.count)
    default: add(.operand(word, isQuoted: false), range.count)
    }
  }

  /// Whether a bare word ends at the reading place.
  private var isEnd: Bool {
    switch bytes[at] {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="): true
    case UInt8(ascii: "!"): follows("!=")
    default: false
    }
  }

  /// Signs of other languages, and what to write here.
  private static let foreignSigns: [(sign: String, meant: String)] = [
    ("&&", "write 'and'"), ("||", "write 'or'"), ("&", "write 'and'"), ("|", "write 'or'"),
    ("<", "only '==' and '!=' compare"), (">", "only '==' and '!=' compare"), ("<>", "write '!='"),
  ]
}
