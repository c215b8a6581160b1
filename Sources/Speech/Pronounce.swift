/// How a word of a script is said.
struct PronouncedWord {
  /// Its place in the script.
  var index: Int
  /// Ways to say it, each a list of sounds in the names of the CMU dictionary: `["HH AH L OW"]`.
  var ways: [[String]]
}

/// How the words of sentences are said in English: flite reads numbers and signs as words, the dictionary says known words,
/// flite all others.
func pronounced(_ sentences: [[String]], _ flite: Flite, _ decoder: SphinxDecoder) -> [[PronouncedWord]] {
  var first = 0
  return sentences.map { sentence in
    defer { first += sentence.count }
    let spelled = sentence.map(folded)
    let said = spelled.filter { !$0.isEmpty }
    let places = spelled.indices.filter { !spelled[$0].isEmpty }
    let read = flite.say(said.joined(separator: " "), speaker: "kal", stretch: 1) { utterance in
      flite.readWords(utterance, words: said, withPhones: true)
    }
    return (read ?? []).map { word in
      let place = places[word.index]
      return PronouncedWord(index: first + place, ways: ways(of: word, spelled: spelled[place], decoder))
    }
  }
}

/// The ways of a word's parts, one after another; no more than four.
private func ways(of word: ReadWord, spelled: String, _ decoder: SphinxDecoder) -> [[String]] {
  // flite reads "isn't" as "isnt": what the dictionary knows as written is said so.
  let written = spelled.lowercased().filter { $0.isLetter || $0 == "'" }
  if word.parts.count == 1, written.count == spelled.filter({ !".,;:!?\"()[]".contains($0) }).count, let known = known(written, decoder) {
    return known
  }
  let readings = numberReadings(spelled).compactMap { reading in said(reading, decoder) }.flatMap { $0 }
  let parts = word.parts.map { known($0.name, decoder) ?? [$0.phones.compactMap { sphinxNames[$0] ?? $0.uppercased() }] }
  let own = parts.reduce([[]]) { ways, part in ways.flatMap { way in part.map { way + $0 } } }.prefix(4)
  return Array(own) + readings.filter { !own.contains($0) }.prefix(12)
}

/// How a list of words that the dictionary knows is said; nil where it does not know one.
private func said(_ words: [String], _ decoder: SphinxDecoder) -> [[String]]? {
  let parts = words.compactMap { known($0, decoder) }
  guard parts.count == words.count else { return nil }
  return Array(parts.reduce([[]]) { ways, part in ways.flatMap { way in part.prefix(2).map { way + $0 } } }.prefix(4))
}

private func known(_ word: String, _ decoder: SphinxDecoder) -> [[String]]? {
  guard !word.isEmpty, word.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "'") }) else { return nil }
  let spellings = [word] + (2...4).map { "\(word)(\($0))" }
  let ways = spellings.compactMap { decoder.phones(of: $0) }.map { $0.split(separator: " ").map(String.init) }
  return ways.isEmpty ? nil : ways
}

/// flite's sounds that have another name in the CMU dictionary; `pau` is none.
private let sphinxNames = ["ax": "AH", "pau": "SIL"]
