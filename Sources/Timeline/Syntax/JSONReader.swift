import Diagnostics

/// Reads RFC 8259 text without recursion; the first broken place ends the reading.
struct JSONReader {
  let place: SyntaxPlace
  let bytes: [UInt8]
  var position = 0
  /// Whether the text kept the grammar, duplicate keys and depth aside.
  private(set) var isJSON = false
  private let limits: SyntaxLimits
  private var bag = DiagnosticBag()
  private var open: [OpenValue] = []

  /// A list or map whose end is not yet read.
  private struct OpenValue {
    let isMap: Bool
    let start: Int
    var items: [SyntaxNode] = []
    var entries: [SyntaxEntry] = []
    var key = ""
    var keySpan = Span(start: 0, end: 0)
  }

  init(_ place: SyntaxPlace, limits: SyntaxLimits) {
    self.place = place
    self.limits = limits
    bytes = place.bytes
  }

  mutating func read() -> SyntaxReading {
    do throws(SyntaxFault) {
      let root = try readDocument()
      isJSON = true
      return SyntaxReading(root: root, bag: bag)
    } catch {
      isJSON = error.diagnostic.code == "nesting-too-deep"
      bag.add(error.diagnostic)
      return SyntaxReading(root: nil, bag: bag)
    }
  }

  private mutating func readDocument() throws(SyntaxFault) -> SyntaxNode {
    while true {
      guard var node = try beginValue() else { continue }
      while true {
        if open.isEmpty {
          try expectEnd()
          return node
        }
        attach(node)
        guard let closed = try afterElement() else { break }
        node = closed
      }
    }
  }

  /// A finished value, or nil where a list or map was opened and its first value comes next.
  private mutating func beginValue() throws(SyntaxFault) -> SyntaxNode? {
    skipBlanks()
    let start = position
    switch peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isMap = peek == UInt8(ascii: "{")
      position += 1
      guard open.count < limits.nesting else { throw nestingTooDeep(limits.nesting, at: span(from: start)) }
      open.append(OpenValue(isMap: isMap, start: start))
      skipBlanks()
      if peek == (isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")) { return closeValue() }
      if isMap { try readKey() }
      return nil
    case UInt8(ascii: "\""):
      let text = try readString()
      return SyntaxNode(span: span(from: start), content: .scalar(Scalar(text: text, style: .quoted)))
    default:
      let text = try readWord()
      return SyntaxNode(span: span(from: start), content: .scalar(Scalar(text: text, style: .plain)))
    }
  }

  private mutating func attach(_ node: SyntaxNode) {
    let last = open.count - 1
    if open[last].isMap {
      open[last].entries.append(
        SyntaxEntry(key: open[last].key, keySpan: open[last].keySpan, value: node))
    } else {
      open[last].items.append(node)
    }
  }

  /// Reads what stands after a value of the innermost list or map: the closed value, or nil after a comma.
  private mutating func afterElement() throws(SyntaxFault) -> SyntaxNode? {
    skipBlanks()
    let isMap = open[open.count - 1].isMap
    let close = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
    if peek == close { return closeValue() }
    guard peek == UInt8(ascii: ",") else {
      throw missingComma(isMap: isMap, opened: open[open.count - 1].start)
    }
    let comma = position
    position += 1
    skipBlanks()
    if peek == close { throw trailingComma(at: comma) }
    if isMap { try readKey() }
    return nil
  }

  private mutating func readKey() throws(SyntaxFault) {
    let start = position
    guard peek == UInt8(ascii: "\"") else { throw badKey(opened: open[open.count - 1].start) }
    let key = try readString()
    let keySpan = span(from: start)
    skipBlanks()
    guard peek == UInt8(ascii: ":") else { throw missingColon(after: key, keySpan) }
    position += 1
    open[open.count - 1].key = key
    open[open.count - 1].keySpan = keySpan
  }

  private mutating func closeValue() -> SyntaxNode {
    position += 1
    var value = open.removeLast()
    let span = span(from: value.start)
    guard value.isMap else { return SyntaxNode(span: span, content: .list(value.items)) }
    dropDuplicateKeys(&value.entries, into: &bag)
    return SyntaxNode(span: span, content: .map(value.entries))
  }

  private mutating func expectEnd() throws(SyntaxFault) {
    skipBlanks()
    if position < bytes.count { throw afterTheEnd() }
  }

  /// The byte to read next; nil at the end.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func span(from start: Int) -> Span { place.span(start, position) }
}
