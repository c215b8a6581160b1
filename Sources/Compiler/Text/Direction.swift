/// Which way text runs, by its first letter that has a way of its own (Unicode Annex 9, rules P2 and P3).
enum TextDirection {
  case leftToRight, rightToLeft

  /// Nil for text without such a letter.
  init?(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars {
      if Self.isRightToLeft(scalar) {
        self = .rightToLeft
        return
      }
      if scalar.properties.isAlphabetic {
        self = .leftToRight
        return
      }
    }
    return nil
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF: !(0x660...0x669).contains(scalar.value) && scalar.properties.isAlphabetic || scalar.value == 0x61C
    case 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  /// What gives a line this direction where its own letters would give it the other: a mark without width.
  func mark(for line: String) -> String {
    guard let own = TextDirection(line), own != self else { return "" }
    return self == .rightToLeft ? "\u{200F}" : "\u{200E}"
  }
}
