/// Hides from libyaml the characters that it takes for line breaks and YAML 1.2 does not: U+0085, U+2028
/// and U+2029. Each becomes one private character, so that character numbers stay the same.
struct LineSeparators {
  /// Whether anything was hidden.
  let areHidden: Bool

  private static let pairs: [(separator: Unicode.Scalar, stand: Unicode.Scalar)] = [
    ("\u{85}", "\u{10FFFB}"), ("\u{2028}", "\u{10FFFC}"), ("\u{2029}", "\u{10FFFD}"),
  ]

  /// Replaces the separators of a text, unless it uses the stand-ins itself.
  init(hidingIn bytes: inout [UInt8]) {
    let mayHold = bytes.indices.contains { index in
      bytes[index] == 0xC2 && bytes[index...].starts(with: [0xC2, 0x85])
        || bytes[index] == 0xE2 && bytes[index...].starts(with: [0xE2, 0x80])
    }
    guard mayHold, let text = String(validating: bytes, as: UTF8.self) else {
      areHidden = false
      return
    }
    let scalars = text.unicodeScalars
    areHidden =
      scalars.contains { scalar in Self.pairs.contains { $0.separator == scalar } }
      && !scalars.contains { scalar in Self.pairs.contains { $0.stand == scalar } }
    if areHidden { bytes = Array(Self.replacing(text, from: \.separator, to: \.stand).utf8) }
  }

  func shown(_ text: String) -> String {
    areHidden ? Self.replacing(text, from: \.stand, to: \.separator) : text
  }

  private static func replacing(
    _ text: String, from: KeyPath<(separator: Unicode.Scalar, stand: Unicode.Scalar), Unicode.Scalar>,
    to: KeyPath<(separator: Unicode.Scalar, stand: Unicode.Scalar), Unicode.Scalar>
  ) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(pairs.first { $0[keyPath: from] == scalar }?[keyPath: to] ?? scalar)
    }
    return String(scalars)
  }
}
