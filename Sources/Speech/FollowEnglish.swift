import MediaTypes

/// A script found in its sound.
package struct Alignment: Sendable {
  package var words: [SpokenWord]
  /// Sentences that do not fit what is heard.
  package var doubts: [Doubt]
  package var engine: String

  package struct Doubt: Sendable {
    package var sentence: String
    /// Where it would be, seconds.
    package var start: Rational
    /// It is not heard at all.
    package var isMissing: Bool
  }
}

/// Follows an English script through its sound by forced alignment.
struct EnglishFollower {
  let decoder: SphinxDecoder
  let sentences: [[String]]
  let pronounced: [[PronouncedWord]]

  init(_ sentences: [[String]], _ flite: Flite, _ decoder: SphinxDecoder) {
    (self.sentences, self.decoder) = (sentences, decoder)
    pronounced = Speech.pronounced(sentences, flite, decoder)
  }

  /// What is followed at once: the decoder's work for a frame grows with the words that it is given.
  private static let window = 60 * alignmentRate
  /// More sounds than are said in a window.
  private static let reach = 60 * 25

  /// A minute after the other, each from the last sentence that is surely over. Nil where the sound does not fit the
  /// script at all.
  func follow(_ samples: [Int16]) -> [FollowedWord]? {
    guard addWords() else { return nil }
    var found: [FollowedWord] = []
    var (sentence, sample) = (0, 0)
    while samples.count - sample > Self.window * 3 / 2 {
      let part = Array(samples[sample..<sample + Self.window])
      guard let words = decoder.follow(graph(sentence..<lastSentence(from: sentence), mayStop: true), part),
        let settled = settled(words, from: sentence)
      else { break }
      found += words[..<settled.count].map { $0.later(by: sample / Self.frame) }
      sample += words[settled.count - 1].frames.upperBound * Self.frame
      sentence = settled.next
      guard sentence < pronounced.count else { return found }
    }
    let rest = decoder.follow(graph(sentence..<pronounced.count, mayStop: false), Array(samples[sample...]))
    guard let rest else { return found.isEmpty ? nil : found }
    return found + rest.map { $0.later(by: sample / Self.frame) }
  }

  /// Samples of a hundredth of a second.
  private static let frame = alignmentRate / 100

  private func addWords() -> Bool {
    for word in pronounced.joined() {
      for (number, way) in word.ways.enumerated() where !way.isEmpty {
        guard decoder.add(number == 0 ? name(word.index) : "\(name(word.index))(\(number + 1))", phones: way.joined(separator: " "))
        else { return false }
      }
    }
    return true
  }

  private func lastSentence(from first: Int) -> Int {
    var (last, sounds) = (first, 0)
    while last < pronounced.count, sounds < Self.reach || last < first + 2 {
      sounds += pronounced[last].reduce(0) { $0 + ($1.ways.first?.count ?? 0) }
      last += 1
    }
    return last
  }

  /// How many of a window's words belong to sentences that end five seconds before it does, with another sentence behind them,
  /// and which sentence comes next; nil for none.
  private func settled(_ words: [FollowedWord], from first: Int) -> (count: Int, next: Int)? {
    let limit = Self.window / Self.frame - 500
    var places: [String: Int] = [:]
    for sentence in first..<min(pronounced.count, lastSentence(from: first)) {
      for word in pronounced[sentence] { places[name(word.index)] = sentence }
    }
    for index in words.indices.reversed() where words[index].frames.upperBound < limit {
      guard let own = places[words[index].name], let next = words[(index + 1)...].lazy.compactMap({ places[$0.name] }).first, next > own
      else { continue }
      return (index + 1, own + 1)
    }
    return nil
  }

  private func name(_ index: Int) -> String { "w\(index)" }

  /// Every word after the one before; a sentence may be passed over at a price, in a short silence. (An empty transition
  /// would do, but sphinxbase joins each of them with all that follow.)
  /// - Parameter mayStop: the sound may end behind any word.
  private func graph(_ sentences: Range<Int>, mayStop: Bool) -> String {
    var lines: [String] = []
    var state = 0
    for sentence in pronounced[sentences] where !sentence.isEmpty {
      let first = state
      for word in sentence where !(word.ways.first?.isEmpty ?? true) {
        lines.append("TRANSITION \(state) \(state + 1) 1.0 \(name(word.index))")
        state += 1
      }
      if pronounced.count > 1, state > first { lines.append("TRANSITION \(first) \(state) 1e-30 <sil>") }
    }
    if mayStop { lines += (0..<state).map { "TRANSITION \($0) \(state + 1) 1.0" } + ["TRANSITION \(state) \(state + 1) 1.0"] }
    let last = mayStop ? state + 1 : state
    return "FSG_BEGIN script\nNUM_STATES \(last + 1)\nSTART_STATE 0\nFINAL_STATE \(last)\n"
      + lines.joined(separator: "\n") + "\nFSG_END\n"
  }
}

extension FollowedWord {
  fileprivate func later(by frames: Int) -> FollowedWord {
    FollowedWord(name: name, frames: self.frames.lowerBound + frames..<self.frames.upperBound + frames, score: score)
  }
}
