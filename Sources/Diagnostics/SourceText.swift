/// One text that diagnostics point into: a document, or a file it reads.
public struct SourceText: Sendable {
  /// As shown to people: the path that was given, or `<stdin>`.
  public let path: String
  /// UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// The offset of each line's first byte.
  private let lineStarts: [Int]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !Self.isNewline(bytes, at: index + 1) {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  private static func isNewline(_ bytes: [UInt8], at index: Int) -> Bool {
    index < bytes.count && bytes[index] == UInt8(ascii: "\n")
  }

  /// Line and column of a byte, both from 1; columns count Unicode scalars.
  public func position(of offset: Int) -> Position {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineIndex(of: offset)
    let column = bytes[lineStarts[line]..<offset].count { $0 & 0xC0 != 0x80 }
    return Position(line: line + 1, column: column + 1)
  }

  /// The text of a line, counted from 1, without its end.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let range = byteRange(ofLine: number)
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The bytes of a line, counted from 1, without its end.
  public func byteRange(ofLine number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  public func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func lineIndex(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

/// A place in a text: line and column from 1, columns in Unicode scalars.
public struct Position: Hashable, Codable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A stretch of bytes of one source. Small, because every node of every form carries one.
public struct Span: Hashable, Sendable {
  /// Which text of the `SourceMap`.
  public let source: Int32
  public let start: Int32
  public let end: Int32

  public init(source: Int32 = 0, start: Int, end: Int) {
    self.source = source
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: max(start, end))
  }

  public var range: Range<Int> { Int(start)..<Int(end) }

  /// From the start of this to the end of `other`.
  public func joined(to other: Span) -> Span {
    Span(source: source, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }
}

/// All texts of one compilation; the document itself is the first.
public struct SourceMap: Sendable {
  public private(set) var texts: [SourceText]

  public init(_ document: SourceText) { texts = [document] }

  /// Adds a text and gives the number that spans in it carry.
  public mutating func add(_ text: SourceText) -> Int32 {
    texts.append(text)
    return Int32(texts.count - 1)
  }

  /// Why a text stands in the film again: a row, or a use of a sequence.
  private struct Reuse: Sendable {
    var reason: String
    var askedAt: Span
  }

  private var reuses: [Int32: Reuse] = [:]

  /// The same text under another number, for what is made of it at the request of another place; problems in it are
  /// then shown with that place.
  public mutating func reuse(_ source: Int32, because reason: String, askedAt: Span) -> Int32 {
    let number = add(texts[Int(source)])
    reuses[number] = Reuse(reason: reason, askedAt: askedAt)
    return number
  }

  /// Who asked for what stands at a place, the nearest first.
  public func requests(for span: Span) -> [Diagnostic.Label] {
    var labels: [Diagnostic.Label] = []
    var source = span.source
    while let reuse = reuses[source], labels.count < 4 {
      labels.append(Diagnostic.Label(reuse.askedAt, reuse.reason))
      source = reuse.askedAt.source
    }
    return labels
  }

  public subscript(span: Span) -> SourceText { texts[Int(span.source)] }

  public func start(of span: Span) -> Position { self[span].position(of: Int(span.start)) }
  public func end(of span: Span) -> Position { self[span].position(of: Int(span.end)) }
  public func text(of span: Span) -> String { self[span].text(in: span.range) }
}
