import Diagnostics

/// The text of a caption file, whatever its encoding: UTF-8, UTF-16 with its mark, or else Windows-1252, in which
/// old subtitle editors wrote (and which is Latin-1 with letters in place of controls).
package func decodeCaptions(path: String, bytes: [UInt8]) -> (source: SourceText, isGuessed: Bool) {
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decodeCaptions(path: path, bytes: Array(bytes.dropFirst(3))) }
  for (mark, isLittle) in [([UInt8(0xFF), 0xFE], true), ([0xFE, 0xFF], false)] where bytes.starts(with: mark) {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      isLittle ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return (SourceText(path: path, bytes: Array(String(decoding: units, as: UTF16.self).utf8)), false)
  }
  if String(validating: bytes, as: UTF8.self) != nil { return (SourceText(path: path, bytes: bytes), false) }
  var text = String.UnicodeScalarView()
  for byte in bytes { text.append(windows1252(byte)) }
  return (SourceText(path: path, bytes: Array(String(text).utf8)), true)
}

/// The letter of a byte in Windows-1252, by the Encoding Standard's table.
private func windows1252(_ byte: UInt8) -> Unicode.Scalar {
  let upper: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]
  guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
  return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
}

/// One line of a text, without its end, and where it is.
struct TextLine {
  var text: String
  var start: Int

  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}

/// The lines of a text, whatever they end in.
func textLines(_ source: SourceText) -> [TextLine] {
  var lines: [TextLine] = []
  var start = 0
  let bytes = source.bytes
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte == 0x0A || byte == 0x0D {
      lines.append(TextLine(text: source.text(in: start..<index), start: start))
      if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
      start = index + 1
    }
    index += 1
  }
  if start < bytes.count { lines.append(TextLine(text: source.text(in: start..<bytes.count), start: start)) }
  return lines
}
