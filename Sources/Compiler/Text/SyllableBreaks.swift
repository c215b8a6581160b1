/// Cuts words of scripts that are written without spaces and without dictionaries at hand (Thai, Lao, Khmer, Burmese) where
/// a syllable starts for certain: before a vowel that is written first, before a consonant that bears a vowel or a tone,
/// with what belongs to its onset, and behind signs that only end syllables. So a line may part a word, never a syllable;
/// what is uncertain stays together.
struct SyllableBreaks {
  private let scalars: [Unicode.Scalar]

  /// - Returns: the word whole, where it is in none of these scripts.
  static func parts(of word: Substring) -> [String] {
    let breaks = SyllableBreaks(scalars: Array(word.unicodeScalars))
    guard breaks.scalars.contains(where: { $0.isOfSyllables }) else { return [String(word)] }
    var (parts, part): ([String], String.UnicodeScalarView) = ([], .init())
    for (index, scalar) in breaks.scalars.enumerated() {
      // One consonant alone is the start of something.
      let isMore = part.count > 1 || part.first.map { Kind($0) != .consonant } ?? false
      if isMore || scalar.isBurmese, index > 0, breaks.starts(at: index) {
        parts.append(String(part))
        part = .init()
      }
      part.append(scalar)
    }
    return parts + [String(part)]
  }

  private func kind(_ index: Int) -> Kind { scalars.indices.contains(index) ? Kind(scalars[index]) : .other }

  private func starts(at index: Int) -> Bool {
    let before = kind(index - 1)
    switch kind(index) {
    case .leading: return before != .leading && before != .other
    case .consonant:
      if before == .leading || before == .joiner { return false }
      if before == .closing || before == .silent && bears(index) { return true }
      guard isOnset(index), before != .other else { return false }
      // What comes before the onset may be the rest of a cluster that a leading vowel began.
      return !continuesLeading(index) && !(isCoda(index))
    default: return false
    }
  }

  /// A consonant that starts a syllable: it bears a mark, or leads one that does and that it forms an onset with.
  private func isOnset(_ index: Int) -> Bool {
    if bears(index) { return !isSecond(index) }
    return kind(index + 1) == .consonant && bears(index + 1) && isSecond(index + 1)
  }

  /// A vowel, a tone or a subscript stands on it, or what ends its own syllable follows; what makes it silent or final does
  /// not count. In Burmese every consonant has a vowel that nothing takes away.
  private func bears(_ index: Int) -> Bool {
    guard kind(index) == .consonant else { return false }
    let next = kind(index + 1)
    if scalars[index].isBurmese { return next != .silent && next != .joiner && kind(index + 2) != .silent }
    return [.mark, .short, .joiner].contains(next) || next == .closing && !scalars[index + 1].isRepetition
  }

  /// It is the second consonant of an onset.
  private func isSecond(_ index: Int) -> Bool {
    guard index > 0, kind(index - 1) == .consonant, !bears(index - 1), !isCoda(index - 1) else { return false }
    let (first, second) = (scalars[index - 1], scalars[index])
    return switch second {
    case "ร": "กขคตปผพทสศจซ".unicodeScalars.contains(first)
    case "ล": "กขคปผพห".unicodeScalars.contains(first)
    case "ว": "กขคห".unicodeScalars.contains(first)
    case "ง", "ญ", "น", "ม": first == "ห"
    case "ย": first == "ห" || first == "อ"
    case "ຼ", "ລ", "ວ": first == "ຫ" || first == "ກ" || first == "ຂ" || first == "ຄ"
    case "ງ", "ຍ", "ນ", "ມ": first == "ຫ"
    default: false
    }
  }

  /// It ends a syllable whose vowel cannot be last.
  private func isCoda(_ index: Int) -> Bool {
    var at = index - 1
    while at > 0, kind(at) == .mark, scalars[at].isTone { at -= 1 }
    return kind(at) == .short
  }

  /// It belongs to the consonants behind a vowel that is written first.
  private func continuesLeading(_ index: Int) -> Bool { isSecond(index) && kind(index - 2) == .leading }

  private enum Kind {
    case consonant
    /// A vowel that is written before the consonants that it is spoken behind.
    case leading
    /// A vowel or a tone.
    case mark
    /// A vowel that a consonant has to follow.
    case short
    /// It makes its consonant silent, or last.
    case silent
    /// It ends a syllable.
    case closing
    /// It binds the next consonant to the one before.
    case joiner
    case other

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0xE01...0xE2E, 0xE81...0xEAE: self = .consonant
      case 0xE40...0xE44, 0xEC0...0xEC4: self = .leading
      case 0xE31, 0xE47, 0xEB1: self = .short
      case 0xE30, 0xE33, 0xE46, 0xE2F, 0xEB0, 0xEB3, 0xEC6: self = .closing
      case 0xE4C, 0xECC: self = .silent
      case 0xE32...0xE4E, 0xEB2...0xECE: self = .mark
      case 0x1780...0x17B3, 0x1000...0x102A, 0x103F: self = .consonant
      case 0x17D2, 0x1039: self = .joiner
      case 0x103A, 0x17CB, 0x17CD...0x17CF: self = .silent
      case 0x17B4...0x17D3, 0x102B...0x103E: self = .mark
      default: self = .other
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isTone: Bool { (0xE48...0xE4B).contains(value) || (0xEC8...0xECB).contains(value) }

  fileprivate var isBurmese: Bool { (0x1000...0x109F).contains(value) }

  /// It stands for a word or the end of one, and not for a vowel.
  fileprivate var isRepetition: Bool { [0xE46, 0xE2F, 0xEC6].contains(value) }

  /// Of Thai, Lao, Khmer or Burmese.
  fileprivate var isOfSyllables: Bool {
    (0xE00...0xEFF).contains(value) || (0x1000...0x109F).contains(value) || (0x1780...0x17FF).contains(value)
  }
}
