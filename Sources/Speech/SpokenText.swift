import MediaTypes

/// A word that was said, as it was written, and when.
package struct SpokenWord: Sendable, Equatable {
  package var text: String
  /// Seconds.
  package var start: Rational
  package var end: Rational
  /// From 0 to 1; nil where the times are exact.
  package var confidence: Rational?

  package init(text: String, start: Rational, end: Rational, confidence: Rational? = nil) {
    (self.text, self.start, self.end, self.confidence) = (text, start, end, confidence)
  }
}

/// Speech made from text: one channel of samples, and when each word is said.
package struct SpokenText: Sendable {
  package var samples: [Int16]
  /// Samples a second.
  package var rate: Int
  package var words: [SpokenWord]

  package init(samples: [Int16], rate: Int, words: [SpokenWord]) {
    (self.samples, self.rate, self.words) = (samples, rate, words)
  }
}

/// Why something could not be said or followed, in a sentence, and what helps.
package struct SpeechProblem: Error, Sendable {
  package var message: String
  package var notes: [String]

  package init(_ message: String, notes: [String] = []) { (self.message, self.notes) = (message, notes) }

  /// A library that is not there, and the Debian packages that hold it.
  static func missing(_ library: String, for what: String, packages: String) -> SpeechProblem {
    SpeechProblem("\(what) needs \(library), which is not on this machine", notes: ["'apt install \(packages)' adds it"])
  }
}

extension SpokenText {
  /// Seconds to the microsecond: what libraries say as floating point is no more exact.
  static func seconds(_ value: Float) -> Rational {
    value.isFinite ? Rational(Int((Double(value) * 1_000_000).rounded()), 1_000_000) : .zero
  }

  /// The same without what lies before and after a range of samples; words move along.
  func cut(to range: Range<Int>) -> SpokenText {
    let shift = Rational(range.lowerBound, rate), end = Rational(range.count, rate)
    func moved(_ time: Rational) -> Rational { max(.zero, min(end, time - shift)) }
    return SpokenText(
      samples: Array(samples[range]), rate: rate,
      words: words.map { SpokenWord(text: $0.text, start: moved($0.start), end: moved($0.end), confidence: $0.confidence) })
  }

  /// This, and then another at the same rate.
  mutating func append(_ next: SpokenText) {
    let shift = Rational(samples.count, rate)
    samples += next.samples
    words += next.words.map {
      SpokenWord(text: $0.text, start: $0.start + shift, end: $0.end + shift, confidence: $0.confidence)
    }
  }

  /// Speech with 50 ms of silence at both ends, whatever the engine left there.
  func trimmed() -> SpokenText {
    guard let first = words.first(where: { $0.end > $0.start }), let last = words.last(where: { $0.end > $0.start }) else { return self }
    let pause = Rational(1, 20)
    func sample(_ time: Rational) -> Int { max(0, min(samples.count, (time * Rational(rate)).roundedHalfUp ?? 0)) }
    return cut(to: sample(first.start - pause)..<max(sample(first.start - pause), sample(last.end + pause)))
  }
}
