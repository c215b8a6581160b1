/// The sentences of a text as lists of words: runs of letters between blanks. A sentence ends behind a full stop, a
/// question or exclamation mark, and at an empty line; one without an end is cut where it grows too long to be said in
/// one breath.
package func sentences(of text: String) -> [[String]] {
  var result: [[String]] = []
  var sentence: [String] = []
  func close() {
    if !sentence.isEmpty { result.append(sentence) }
    sentence = []
  }
  for paragraph in paragraphs(of: text) {
    let words = paragraph.split(whereSeparator: \.isWhitespace).map(String.init)
    for (index, word) in words.enumerated() {
      sentence.append(word)
      let next = index + 1 < words.count ? words[index + 1] : nil
      if endsSentence(word, before: next) || sentence.count >= 60 || sentence.count >= 40 && word.last == "," { close() }
    }
    close()
  }
  return result
}

private func paragraphs(of text: String) -> [String] {
  var paragraphs = [""]
  for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    if line.allSatisfy(\.isWhitespace) { paragraphs.append("") } else { paragraphs[paragraphs.count - 1] += " " + line }
  }
  return paragraphs
}

private func endsSentence(_ word: String, before next: String?) -> Bool {
  let bare = String(word.reversed().drop { "\"'”’»)]".contains($0) }.reversed())
  guard let last = bare.last, ".!?…。！？؟।".contains(last) else { return false }
  guard let next else { return true }
  guard last == "." else { return next.first.map { !$0.isLowercase } ?? true }
  // 'Dr. Smith', 'J. Doe': a short word with a capital, or one that is always shortened.
  let stem = bare.dropLast().lowercased()
  if abbreviations.contains(stem) || stem.count == 1 && bare.first?.isUppercase == true { return false }
  return next.first.map { !$0.isLowercase } ?? true
}

private let abbreviations: Set<String> = [
  "dr", "mr", "mrs", "ms", "st", "prof", "jr", "sr", "vs", "etc", "e.g", "i.e", "approx", "dept", "gen", "col", "capt", "lt",
]
