import Diagnostics

extension JSONReader {
  /// The text of the string whose opening quote is next; leaves the position after the closing one.
  mutating func readString() throws(SyntaxFault) -> String {
    let start = position
    position += 1
    var unescaped: [UInt8] = []
    var chunk = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        defer { position += 1 }
        if unescaped.isEmpty { return String(decoding: bytes[chunk..<position], as: UTF8.self) }
        unescaped += bytes[chunk..<position]
        return String(decoding: unescaped, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        unescaped += bytes[chunk..<position]
        try readEscape(into: &unescaped, opened: start)
        chunk = position
      } else {
        if byte < 0x20 { throw rawControl(byte, opened: start) }
        position += 1
      }
    }
    throw unclosedString(opened: start)
  }

  private mutating func readEscape(into text: inout [UInt8], opened start: Int) throws(SyntaxFault) {
    let escape = position
    guard escape + 1 < bytes.count else { throw unclosedString(opened: start) }
    position += 2
    switch bytes[escape + 1] {
    case UInt8(ascii: "\""): text.append(0x22)
    case UInt8(ascii: "\\"): text.append(0x5C)
    case UInt8(ascii: "/"): text.append(0x2F)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try readUnicodeEscape(into: &text, at: escape)
    default: throw unknownEscape(at: escape)
    }
  }

  private mutating func readUnicodeEscape(into text: inout [UInt8], at escape: Int) throws(SyntaxFault) {
    let unit = try readHex(at: escape)
    var value = unit
    if (0xD800..<0xDC00).contains(unit), peek == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let second = position
      position += 2
      let low = try readHex(at: second)
      guard (0xDC00..<0xE000).contains(low) else { throw loneSurrogate(unit, at: escape) }
      value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
    }
    if value == 0 { throw escapedNull(after: text, at: escape) }
    guard let scalar = Unicode.Scalar(value) else { throw loneSurrogate(unit, at: escape) }
    text += Array(UTF8.encode(scalar) ?? UTF8.EncodedScalar())
  }

  /// The four digits after `\u`; the position stands on the first.
  private mutating func readHex(at escape: Int) throws(SyntaxFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap(hexDigit) else { throw shortUnicodeEscape(at: escape) }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  /// A number, `true`, `false` or `null`, as written.
  mutating func readWord() throws(SyntaxFault) -> String {
    let start = position
    while let byte = peek, isWordByte(byte) { position += 1 }
    let word = bytes[start..<position]
    guard
      isNumber(word) || word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
        || word.elementsEqual("null".utf8)
    else { throw badValue(from: start) }
    return String(decoding: word, as: UTF8.self)
  }

  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }
}

func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}

/// The grammar of RFC 8259, section 6.
private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
  var rest = word
  if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
  guard let lead = rest.first, takeDigits(&rest) > 0 else { return false }
  let isPadded = lead == UInt8(ascii: "0") && rest.startIndex - word.startIndex > (word.first == 0x2D ? 2 : 1)
  if isPadded { return false }
  if rest.first == UInt8(ascii: ".") {
    rest.removeFirst()
    if takeDigits(&rest) == 0 { return false }
  }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if takeDigits(&rest) == 0 { return false }
  }
  return rest.isEmpty
}

private func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
  let count = rest.prefix { (0x30...0x39).contains($0) }.count
  rest.removeFirst(count)
  return count
}
