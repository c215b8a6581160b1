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

  /// Nil where the sound does not fit the script at all.
  func follow(_ samples: [Int16]) -> [FollowedWord]? {
    for word in pronounced.joined() {
      for (number, way) in word.ways.enumerated() where !way.isEmpty {
        guard decoder.add(number == 0 ? name(word.index) : "\(name(word.index))(\(number + 1))", phones: way.joined(separator: " "))
        else { return nil }
      }
    }
    return decoder.follow(graph, samples)
  }

  func name(_ index: Int) -> String { "w\(index)" }

  /// Every word after the one before; a sentence may be passed over at a price, in a short silence. (An empty transition
  /// would do, but sphinxbase joins each of them with all that follow.)
  private var graph: String {
    var lines: [String] = []
    var state = 0
    for sentence in pronounced where !sentence.isEmpty {
      let first = state
      for word in sentence where !(word.ways.first?.isEmpty ?? true) {
        lines.append("TRANSITION \(state) \(state + 1) 1.0 \(name(word.index))")
        state += 1
      }
      if pronounced.count > 1, state > first { lines.append("TRANSITION \(first) \(state) 1e-30 <sil>") }
    }
    return "FSG_BEGIN script\nNUM_STATES \(state + 1)\nSTART_STATE 0\nFINAL_STATE \(state)\n"
      + lines.joined(separator: "\n") + "\nFSG_END\n"
  }
}
