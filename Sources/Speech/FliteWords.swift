import MediaTypes

/// What flite makes of one word of the author: when it is said, and the words that it is read as (`2023` is three).
struct ReadWord {
  struct Part {
    /// In small letters: `twenty`.
    var name: String
    /// flite's names of sounds: `t w eh n t iy`.
    var phones: [String]
  }

  /// Its place among the words of the sentence.
  var index: Int
  var start: Rational
  var end: Rational
  var parts: [Part]
}

extension Flite {
  /// The words of an utterance by the author's words, found by how far flite had read after each of its own.
  /// - Parameter words: what was said, joined by single blanks.
  func readWords(_ utterance: OpaquePointer, words: [String], withPhones: Bool) -> [ReadWord] {
    let ends = words.reduce(into: [Int]()) { $0.append(($0.last ?? -1) + 1 + $1.utf8.count) }
    var found: [ReadWord] = []
    var index = 0
    for token in items("Token", of: utterance) {
      // It has then read the blank behind, too.
      let passed = Int(integer(token, "file_pos")) - 1
      while index + 1 < ends.count, ends[index] < passed { index += 1 }
      for word in daughters(of: token) {
        let start = SpokenText.seconds(float(word, "R:SylStructure.daughter1.daughter1.R:Segment.p.end"))
        let end = SpokenText.seconds(float(word, "R:SylStructure.daughtern.daughtern.R:Segment.end"))
        guard end > start, !words.isEmpty else { continue }
        let part = ReadWord.Part(name: text("name", of: word), phones: withPhones ? phones(of: word) : [])
        if let last = found.last, last.index == index {
          found[found.count - 1].end = end
          found[found.count - 1].parts.append(part)
        } else {
          found.append(ReadWord(index: index, start: start, end: end, parts: [part]))
        }
      }
    }
    return found
  }

  private func phones(of word: Item) -> [String] {
    guard let structure = self.structure(word), let first = daughter(structure) else { return [] }
    return sequence(first: first) { next($0) }.flatMap { syllable in daughters(of: syllable).map { text("name", of: $0) } }
  }
}
