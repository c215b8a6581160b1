/// A line of text cut for captions: Japanese into phrases, a word with the syllables that depend on it, instead of letters,
/// because that is what is said and read at once. Other scripts are cut as in any text.
func phraseUnits(_ line: String) -> [TextUnit] {
  let units = textUnits(line)
  guard line.contains(where: \.isHiragana) else { return units }
  return units.indices.reduce(into: []) { phrases, index in
    let unit = units[index]
    guard let last = phrases.last, !unit.followsSpace, last.text.count + unit.text.count <= longestPhrase,
      !isPhraseStart(units, index)
    else { return phrases.append(unit) }
    phrases[phrases.count - 1].text += unit.text
  }
}

/// Letters that fit a line at the usual size.
private let longestPhrase = 10

/// Phrases begin with what is not hiragana and end with what is; a polite prefix begins one too.
private func isPhraseStart(_ units: [TextUnit], _ index: Int) -> Bool {
  guard let before = units[index - 1].text.last, let first = units[index].text.first else { return false }
  if "、。，．！？!?…」』）".contains(before) { return true }
  guard before.isHiragana, !isPrefix(units, index - 1) else { return false }
  return !first.isHiragana || isPrefix(units, index)
}

/// A polite prefix, which belongs to the word behind it.
private func isPrefix(_ units: [TextUnit], _ index: Int) -> Bool {
  guard ["お", "ご"].contains(units[index].text), index + 1 < units.count, let next = units[index + 1].text.first else { return false }
  return !next.isHiragana && isIdeographic(next)
}

extension Character {
  fileprivate var isHiragana: Bool { unicodeScalars.first.map { (0x3041...0x309F).contains($0.value) } ?? false }
}
