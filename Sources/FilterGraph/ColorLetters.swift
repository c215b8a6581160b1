extension Character {
  /// It is meant to be seen as a coloured picture: by its own nature, or because a variation selector, a skin tone or a
  /// keycap asks for it (Unicode Technical Standard 51, sections 2.8 and 4).
  public var isColorLetter: Bool {
    let scalars = unicodeScalars
    guard let first = scalars.first, first.value >= 0x23 else { return false }
    // Nearly all letters are decided here.
    if scalars.count == 1 { return first.properties.isEmojiPresentation && !first.isRegional }
    guard !scalars.contains("\u{FE0E}") else { return false }
    if first.isRegional { return true }
    guard first.properties.isEmoji else { return false }
    return first.properties.isEmojiPresentation || scalars.contains("\u{FE0F}")
      || scalars.contains { $0.properties.isEmojiModifier || $0.value == 0x200D }
  }
}

extension Unicode.Scalar {
  /// Two of them name a flag.
  fileprivate var isRegional: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

extension StringProtocol {
  /// Some byte of it may belong to a coloured letter; no text in a script of the West but for its quotation marks.
  public var mayHoldColorLetters: Bool { utf8.contains { [0xE2, 0xE3, 0xEF, 0xF0].contains($0) } }
}
