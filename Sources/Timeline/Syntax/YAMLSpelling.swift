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
  let bytes = text.utf8
  guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20,
    last != UInt8(ascii: ":"),
    startsPlain(first, second: bytes.dropFirst().first, inFlow: inFlow)
  else { return false }
  var before = first
  for byte in bytes.dropFirst() {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      if inFlow { return false }
    case UInt8(ascii: "?"):
      // libyaml takes such a colon for a broken one.
      if inFlow, before == UInt8(ascii: ":") { return false }
    case 0x20: if before == UInt8(ascii: ":") { return false }
    case UInt8(ascii: "#"): if before == 0x20 { return false }
    default: break
    }
    before = byte
  }
  return !needsEscapes(text)
}

/// Whether a text may start so without quotes: `-`, `?` and `:` need something after them.
private func startsPlain(_ first: UInt8, second: UInt8?, inFlow: Bool) -> Bool {
  switch first {
  case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
    UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
    UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
    UInt8(ascii: "`"):
    false
  case UInt8(ascii: "-"): second.map { $0 != 0x20 } ?? false
  case UInt8(ascii: "?"), UInt8(ascii: ":"): !inFlow && second.map { $0 != 0x20 } ?? false
  default: true
  }
}

/// Whether a text at the start of a line would be taken for the start or end of a document.
func isDocumentMarker(_ text: String) -> Bool {
  text == "---" || text == "..." || text.hasPrefix("--- ") || text.hasPrefix("... ")
}
