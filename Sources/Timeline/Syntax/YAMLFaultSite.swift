import Diagnostics

/// Where libyaml stopped, and what stands around it; offsets count bytes.
struct YAMLFaultSite {
  let place: SyntaxPlace
  let problem: String
  let context: String
  let at: Int
  /// Where what was being read began.
  let opened: Int?

  private var bytes: [UInt8] { place.bytes }

  /// The byte at the problem; nil at the end of the text.
  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  var isAboutIndentation: Bool {
    problem.hasPrefix("mapping ") || problem.contains("expected key") || problem.contains("expected '-'")
      || problem.contains("expected ':'") || problem.hasPrefix("block sequence")
  }

  /// The first tab before the text of the problem's line.
  var indentingTab: Int? {
    bytes[lineStart..<firstOnLine].firstIndex(of: 0x09)
  }

  var lineStart: Int {
    var start = min(at, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    return start
  }

  var lineEnd: Int { lineEnd(from: at) }

  func lineEnd(from offset: Int) -> Int {
    var end = min(offset, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The first byte of the problem's line that is not blank, or the line's end.
  var firstOnLine: Int {
    var first = lineStart
    while first < bytes.count, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    return first
  }

  var isFirstOnLine: Bool { at <= firstOnLine }

  /// The character at the problem.
  var character: Span {
    var end = at + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return place.span(at, end)
  }

  /// The word at the problem, at least one character where there is one.
  var word: Span {
    var end = at
    while end < bytes.count, !isBlankByte(bytes[end]) { end += 1 }
    return end > at ? place.span(at, end) : character
  }

  /// Where a value on one line ends: before a comment and trailing blanks.
  func valueEnd(from start: Int) -> Int {
    if isInsideBrackets(start) { return flowValueEnd(from: start) }
    let limit = lineEnd(from: start)
    var end = min(start, bytes.count)
    while end < limit, !(bytes[end] == UInt8(ascii: "#") && end > start && isBlankByte(bytes[end - 1])) {
      end += 1
    }
    while end > start + 1, isBlankByte(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Where a value between brackets ends: before the comma or bracket after it, its own braces counted.
  func flowValueEnd(from start: Int) -> Int {
    let limit = lineEnd(from: start)
    var end = min(start, bytes.count)
    var depth = 0
    while end < limit {
      if bytes[end] == UInt8(ascii: "{") { depth += 1 }
      if depth == 0, ",]}".utf8.contains(bytes[end]) { break }
      if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
      end += 1
    }
    while end > start + 1, isBlankByte(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// Whether a bracket is open before a place on its line.
  private func isInsideBrackets(_ offset: Int) -> Bool {
    var start = min(offset, bytes.count)
    var depth = 0
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D {
      start -= 1
      if "[{".utf8.contains(bytes[start]) { depth += 1 }
      if "]}".utf8.contains(bytes[start]) { depth -= 1 }
    }
    return depth > 0
  }

  /// A closing bracket that nothing opened.
  var strayCloser: SyntaxFault? {
    guard let byte, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") else { return nil }
    let (close, open) = byte == UInt8(ascii: "]") ? ("]", "[") : ("}", "{")
    let span = place.span(at, at + 1)
    return SyntaxFault(
      "yaml-syntax", "this '\(close)' closes nothing: no '\(open)' is open here", at: span,
      fixIts: [.init(span, replacement: "", title: "remove it")])
  }
}
