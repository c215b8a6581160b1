/// Text between double quotes, with every character escaped that YAML or JSON would not take as it is.
func doubleQuoted(_ text: some StringProtocol) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    default:
      if isUnprintable(scalar) {
        quoted += escaped(scalar)
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
  }
  return quoted + "\""
}

/// Whether a text holds characters that are written only as escapes between double quotes.
func needsEscapes(_ text: String) -> Bool {
  text.utf8.contains { $0 < 0x20 || $0 >= 0x7F } && text.unicodeScalars.contains(where: isUnprintable)
}

/// Controls, line breaks that only some readers know, the byte order mark and non-characters.
private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "\\u" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}

/// Whether a text without quotes is read back as itself, on one line of a block or between brackets.
func isPlain(_ text: String, inFlow: Bool) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20, last != UInt8(ascii: ":")
  else {
    return false
  }
  if ",[]{}#&*!|>'\"%@`".utf8.contains(first) { return false }
  if "-?:".utf8.contains(first) {
    guard bytes.count > 1, bytes[1] != 0x20, !inFlow || first == UInt8(ascii: "-") else { return false }
  }
  if needsEscapes(text) { return false }
  for (index, byte) in bytes.enumerated() {
    if inFlow, ",[]{}".utf8.contains(byte) { return false }
    if byte == UInt8(ascii: ":"), index + 1 < bytes.count, bytes[index + 1] == 0x20 { return false }
    if byte == UInt8(ascii: "#"), index > 0, bytes[index - 1] == 0x20 { return false }
  }
  return true
}
