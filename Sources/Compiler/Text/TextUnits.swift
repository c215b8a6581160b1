/// A piece of text that no line break may part: a word, or a letter of a script that is written without spaces.
struct TextUnit: Hashable {
  var text: String
  /// A space stands before it, unless it starts a line.
  var followsSpace: Bool
}

/// Cuts a line of text at the places where it may be broken.
func textUnits(_ line: some StringProtocol) -> [TextUnit] {
  var units: [TextUnit] = []
  for (number, word) in String(line).split(separator: " ").enumerated() {
    var isFirst = true
    for part in parts(of: word) {
      units.append(TextUnit(text: part, followsSpace: isFirst && number > 0))
      isFirst = false
    }
  }
  return units
}

/// A word whole, or cut between its syllables where its script has no spaces, or between the letters of Chinese, Japanese and Korean as far as their rules of line breaking
/// go: no closing sign starts a line, no opening one ends it (JIS X 4051, simplified).
private func parts(of word: Substring) -> [String] {
  guard word.unicodeScalars.contains(where: { isIdeographic($0) }) else { return SyllableBreaks.parts(of: word) }
  var parts: [String] = []
  var joinsNext = true
  for letter in word {
    let isWide = letter.unicodeScalars.contains(where: { isIdeographic($0) })
    let followsWide = parts.last?.unicodeScalars.contains(where: { isIdeographic($0) }) ?? false
    if parts.isEmpty || joinsNext || closers.contains(letter) || !isWide && !followsWide {
      parts.isEmpty ? parts.append(String(letter)) : parts[parts.count - 1].append(letter)
    } else {
      parts.append(String(letter))
    }
    joinsNext = openers.contains(letter)
  }
  return parts
}

/// Signs that never start a line.
let closers = Set<Character>(
  "、。，．・：；？！）〕］｝〉》」』】〙〗゛゜ヽヾゝゞ々ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ…‥,.!?;:)]}»”’％%")
private let openers: Set<Character> = Set("（〔［｛〈《「『【〘〖([{«“‘￥$")

/// Whether a letter is of a script that is written without spaces and may be broken between letters.
func isIdeographic(_ letter: Character) -> Bool { letter.unicodeScalars.contains { isIdeographic($0) } }

/// Scripts that are written without spaces and may be broken between letters.
private func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x2E80...0x312F, 0x3190...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF60, 0x20000...0x3FFFF: true
  default: false
  }
}
