import MediaTypes

/// The rate that scripts are aligned at, samples a second.
package let alignmentRate = 16_000

/// When each word of a known script is said.
/// - Parameter samples: one channel at `alignmentRate`, 1 for full scale.
package func align(script: String, _ samples: [Float], language: String) throws(SpeechProblem) -> Alignment {
  let sentences = Speech.sentences(of: script)
  guard !sentences.isEmpty else { throw SpeechProblem("the script says nothing") }
  guard Voice(language: language).isAnyEnglish else { return try followByVoice(sentences, samples, language: language) }
  return try alignEnglish(sentences, samples)
}

private func alignEnglish(_ sentences: [[String]], _ samples: [Float]) throws(SpeechProblem) -> Alignment {
  guard let library = Sphinx.shared, Sphinx.model != nil else {
    throw .missing("pocketsphinx", for: "following an English script", packages: Sphinx.packages)
  }
  guard let flite = Flite.shared else { throw .missing("flite", for: "following an English script", packages: Flite.package) }
  guard let decoder = SphinxDecoder(library) else { throw SpeechProblem("pocketsphinx cannot be set up") }
  let follower = EnglishFollower(sentences, flite, decoder)
  guard let followed = follower.follow(dithered(samples)) else {
    throw SpeechProblem("the script and the sound do not fit each other")
  }
  return Alignment(words: words(sentences, followed), doubts: doubts(sentences, followed), engine: "pocketsphinx")
}

/// The frame at which a word starts is about the sound around its middle, 7.8 ms later: windows are 25.6 ms long.
private func moment(_ frame: Int) -> Rational { Rational(frame, 100) + Rational(78, 10_000) }

/// The words that are heard; those of a sentence that is not are left out.
private func words(_ sentences: [[String]], _ followed: [FollowedWord]) -> [SpokenWord] {
  let times = Dictionary(followed.map { ($0.name, $0.frames) }) { first, _ in first }
  var last = Rational.zero
  var first = 0
  return sentences.flatMap { sentence -> [SpokenWord] in
    defer { first += sentence.count }
    guard sentence.indices.contains(where: { times["w\(first + $0)"] != nil }) else { return [] }
    return sentence.enumerated().map { index, word in
      guard let frames = times["w\(first + index)"] else { return SpokenWord(text: word, start: last, end: last) }
      last = moment(frames.upperBound)
      return SpokenWord(text: word, start: moment(frames.lowerBound), end: last)
    }
  }
}

/// Sentences that were passed over, and those whose sound is not what their words sound like. A score is a hundredth of
/// a second's mean distance from the sound that fits best: about -10 for a clear voice that says the words, -25 for a bad
/// one, -40 and less for other words.
private func doubts(_ sentences: [[String]], _ followed: [FollowedWord]) -> [Alignment.Doubt] {
  let heard = Dictionary(followed.map { ($0.name, $0) }) { first, _ in first }
  var first = 0
  let scores = sentences.map { sentence -> Int? in
    defer { first += sentence.count }
    let own = (first..<first + sentence.count).compactMap { heard["w\($0)"] }
    return own.isEmpty ? nil : own.reduce(0) { $0 + $1.score } / max(1, own.reduce(0) { $0 + $1.frames.count })
  }
  let known = scores.compactMap { $0 }.sorted()
  let usual = known.isEmpty ? 0 : known[known.count / 2]
  first = 0
  var end = Rational.zero
  return zip(sentences, scores).compactMap { sentence, score in
    let own = (first..<first + sentence.count).compactMap { heard["w\($0)"] }
    let start = own.first.map { moment($0.frames.lowerBound) } ?? end
    end = own.last.map { moment($0.frames.upperBound) } ?? end
    first += sentence.count
    guard score.map({ $0 < -45 || $0 < -33 && $0 * 2 < usual * 3 }) ?? true, sentence.contains(where: { !folded($0).isEmpty }) else {
      return nil
    }
    return Alignment.Doubt(sentence: sentence.joined(separator: " "), start: start, isMissing: score == nil)
  }
}

/// Samples in 16 bits, with noise at -60 dB: the decoder cannot bear silence without any.
private func dithered(_ samples: [Float]) -> [Int16] {
  var state: UInt32 = 1
  return samples.map { sample in
    state = state &* 1_664_525 &+ 1_013_904_223
    let noise = Float(Int32(bitPattern: state) >> 16) / 1000
    return Int16(max(-32768, min(32767, (sample * 32767 + noise).rounded())))
  }
}
