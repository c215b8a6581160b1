import Diagnostics

/// A text ready to read, or what is wrong with its bytes. `source` is always fit to show the diagnostic in.
public struct DecodedText: Sendable {
  /// The text without its byte order mark; empty where the bytes are no UTF-8 text at all.
  public var source: SourceText
  /// The first thing wrong with the bytes.
  public var diagnostic: Diagnostic?

  /// A text, and what is wrong with it.
  public init(source: SourceText, diagnostic: Diagnostic? = nil) {
    self.source = source
    self.diagnostic = diagnostic
  }
}

/// Takes the bytes of a file for UTF-8 text without its byte order mark; names every other encoding, the
/// first byte that is not UTF-8, the first control character, and a text over `limits.documentBytes`.
public func decodeText(
  path: String, bytes: [UInt8], sourceNumber: Int32 = 0, limits: SyntaxLimits = SyntaxLimits()
) -> DecodedText {
  let start = Span(source: sourceNumber, start: 0, end: 0)
  guard bytes.count <= limits.documentBytes else {
    return DecodedText(
      source: SourceText(path: path, bytes: []),
      diagnostic: documentTooLarge(bytes.count, limit: limits.documentBytes, at: start))
  }
  if isBinary(bytes) {
    return DecodedText(
      source: SourceText(path: path, bytes: []),
      diagnostic: Diagnostic(
        .error, "not-a-text", "this is not a text; a document is YAML or JSON", at: start,
        notes: ["'reelc probe FILE' describes a media file"]))
  }
  if let encoding = foreignEncoding(of: bytes) {
    return DecodedText(
      source: SourceText(path: path, bytes: []),
      diagnostic: Diagnostic(
        .error, "not-utf-8", "this text is \(encoding), not UTF-8; save the file as UTF-8", at: start))
  }
  let source = SourceText(
    path: path, bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
  let fault = source.bytes.withUnsafeBufferPointer(firstTextFault)
  return DecodedText(
    source: source, diagnostic: fault.map { diagnostic(of: $0, in: source, sourceNumber: sourceNumber) })
}

/// The first place where bytes are not the text of a document.
private enum TextFault {
  case notUTF8(at: Int)
  case control(at: Int)
}

private func diagnostic(of fault: TextFault, in source: SourceText, sourceNumber: Int32) -> Diagnostic {
  switch fault {
  case .notUTF8(let offset):
    Diagnostic(
      .error, "not-utf-8",
      "byte \(hexadecimal(source.bytes[offset])) is not UTF-8; it may be Latin-1 or Windows-1252: "
        + "save the file as UTF-8",
      at: Span(source: sourceNumber, start: offset, end: offset + 1), caption: "not UTF-8")
  case .control(let offset):
    controlCharacter(
      UInt32(source.bytes[offset]), at: Span(source: sourceNumber, start: offset, end: offset + 1))
  }
}

/// Whether control characters are more than accidents at the start: texts in any encoding of single bytes
/// hold next to none, and UTF-16 and UTF-32 hold zeros at regular places.
private func isBinary(_ bytes: [UInt8]) -> Bool {
  guard foreignEncoding(of: bytes) == nil else { return false }
  let head = bytes.prefix(1024)
  let controls = head.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
  return controls >= 4 && controls * 20 >= head.count
}

/// The encoding that a byte order mark or the pattern of zero bytes gives away; nil for UTF-8.
private func foreignEncoding(of bytes: [UInt8]) -> String? {
  let head = Array(bytes.prefix(4))
  if head.starts(with: [0xFF, 0xFE, 0, 0]) { return "UTF-32 (little-endian)" }
  if head.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32 (big-endian)" }
  if head.starts(with: [0xFF, 0xFE]) { return "UTF-16 (little-endian)" }
  if head.starts(with: [0xFE, 0xFF]) { return "UTF-16 (big-endian)" }
  let zeros = head.map { $0 == 0 }
  guard head.count == 4, bytes.prefix(16).enumerated().allSatisfy({ ($1 == 0) == zeros[$0 % 4] }) else { return nil }
  switch zeros {
  case [true, true, true, false]: return "UTF-32 (big-endian)"
  case [false, true, true, true]: return "UTF-32 (little-endian)"
  case [true, false, true, false]: return "UTF-16 (big-endian)"
  case [false, true, false, true]: return "UTF-16 (little-endian)"
  default: return nil
  }
}

private func firstTextFault(_ bytes: UnsafeBufferPointer<UInt8>) -> TextFault? {
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    if byte < 0x80 {
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return .control(at: at) }
      at += 1
    } else {
      let length = scalarLength(bytes, at: at)
      if length == 0 { return .notUTF8(at: at) }
      at += length
    }
  }
  return nil
}

/// Bytes of the well-formed multi-byte sequence at an offset (the Unicode Standard, table 3-7), or 0.
private func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
  let (length, second): (Int, ClosedRange<UInt8>) =
    switch bytes[start] {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: (0, 0...0)
    }
  guard length > 0, start + length <= bytes.count, second.contains(bytes[start + 1]) else { return 0 }
  for offset in 2..<max(2, length) where bytes[start + offset] & 0xC0 != 0x80 { return 0 }
  return length
}

func hexadecimal(_ byte: UInt8) -> String {
  "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

func controlCharacter(_ value: UInt32, at span: Span) -> Diagnostic {
  let digits = String(value, radix: 16, uppercase: true)
  let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  return Diagnostic(
    .error, "control-character",
    value == 0
      ? "a NUL byte is not text; remove it"
      : "the control character \(name) may not stand in a document; remove it, or write \"\\u\(name.dropFirst(2))\"",
    at: span, fixIts: [.init(span, replacement: "", title: "remove it")])
}

private func documentTooLarge(_ count: Int, limit: Int, at span: Span) -> Diagnostic {
  Diagnostic(
    .error, "document-too-large", "the document has \(count) bytes; the limit is \(limit)", at: span,
    notes: ["a film of many similar items is shorter with 'each', 'defaults' or 'imports'"])
}
