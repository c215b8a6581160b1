import MediaTypes

/// Who says a text, and how.
package struct Voice: Sendable {
  /// As in BCP 47: `en`, `pt-BR`.
  package var language: String
  /// Nil for the language's own.
  package var speaker: String?
  /// 2 is twice as fast.
  package var rate: Rational

  package init(language: String, speaker: String? = nil, rate: Rational = .one) {
    (self.language, self.speaker, self.rate) = (language, speaker, rate)
  }

  /// Speakers that are on the machine, or a package away.
  package static let speakers = Flite.speakers + Espeak.speakers

  private var lowered: String { language.lowercased().replacing("_", with: "-") }

  /// American English is said by flite, unless a speaker of espeak-ng is named; all else by espeak-ng.
  var isFlite: Bool {
    if let speaker { return Flite.speakers.contains(speaker) }
    return isEnglish
  }

  var isAnyEnglish: Bool { lowered == "en" || lowered.hasPrefix("en-") }
  var isEnglish: Bool { ["en", "en-us"].contains(lowered) }

  /// Names under which espeak-ng may know the language, the closest first.
  var espeakNames: [String] {
    let names = isEnglish ? ["en-us"] : lowered == "zh" ? ["cmn"] : [lowered, lowered.split(separator: "-").first.map(String.init) ?? ""]
    return speaker.map { speaker in names.map { "\($0)+\(speaker)" } } ?? names
  }
}

/// Speech made from a text, and when each of its words is said; 50 ms of silence at both ends.
package func speak(_ text: String, _ voice: Voice) throws(SpeechProblem) -> SpokenText {
  let spoken = voice.isFlite ? try speakFlite(text, voice) : try speakEspeak(text, voice)
  guard spoken.words.contains(where: { $0.end > $0.start }) else {
    throw SpeechProblem("there is nothing to say in this text", notes: ["words of another language need 'lang'"])
  }
  return spoken.trimmed()
}

private func speakFlite(_ text: String, _ voice: Voice) throws(SpeechProblem) -> SpokenText {
  guard voice.isAnyEnglish else {
    throw SpeechProblem("'\(voice.speaker ?? "")' speaks English only, not '\(voice.language)'", notes: ["drop 'speaker', or write 'f1'"])
  }
  guard let flite = Flite.shared else { throw .missing("flite", for: "an English voice", packages: Flite.package) }
  let speaker = voice.speaker ?? Flite.speakers[0]
  var whole = SpokenText(samples: [], rate: 16_000, words: [])
  for sentence in sentences(of: text) {
    let spelled = sentence.map(folded)
    let said = spelled.filter { !$0.isEmpty }
    let stretch = Float(1 / voice.rate.approximation)
    let part = flite.say(said.joined(separator: " "), speaker: speaker, stretch: stretch) { utterance in
      let (samples, rate) = flite.samples(of: utterance)
      let read = flite.readWords(utterance, words: said, withPhones: false)
      return SpokenText(samples: samples, rate: rate, words: words(sentence, spelled, read))
    }
    guard let part else { throw SpeechProblem("flite cannot say this text") }
    whole.rate = part.rate
    whole.append(part)
  }
  return whole
}

/// The author's words with their times; one that is not heard (`—`) lasts no time.
private func words(_ sentence: [String], _ spelled: [String], _ read: [ReadWord]) -> [SpokenWord] {
  let times = Dictionary(read.map { ($0.index, ($0.start, $0.end)) }) { first, _ in first }
  var (said, last) = (0, read.first?.start ?? .zero)
  return zip(sentence, spelled).map { word, letters in
    let (start, end) = letters.isEmpty ? (last, last) : times[said] ?? (last, last)
    if !letters.isEmpty { said += 1 }
    last = end
    return SpokenWord(text: word, start: start, end: end)
  }
}

func speakEspeak(_ text: String, _ voice: Voice) throws(SpeechProblem) -> SpokenText {
  guard let espeak = Espeak.shared else {
    throw .missing("espeak-ng", for: "a voice for '\(voice.language)'", packages: Espeak.package)
  }
  let lists = sentences(of: text)
  let line = lists.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
  for name in voice.espeakNames {
    guard let speech = espeak.say(line, voice: name, rate: voice.rate) else { continue }
    let length = Rational(speech.samples.count, espeak.rate)
    return SpokenText(samples: speech.samples, rate: espeak.rate, words: words(lists, speech, length))
  }
  throw SpeechProblem("espeak-ng has no voice for '\(voice.language)'", notes: ["'espeak-ng --voices' lists the languages that it has"])
}

/// The author's words with the times of the first event in each; a word ends where the next starts, or a clause ends.
private func words(_ lists: [[String]], _ speech: Espeak.Speech, _ length: Rational) -> [SpokenWord] {
  var starts: [(text: String, start: Rational?)] = []
  var (letter, event) = (0, 0)
  for (number, list) in lists.enumerated() {
    if number > 0 { letter += 1 }
    for word in list {
      let end = letter + word.unicodeScalars.count
      while event < speech.words.count, speech.words[event].letter < letter { event += 1 }
      starts.append((word, event < speech.words.count && speech.words[event].letter < end ? speech.words[event].start : nil))
      letter = end + 1
    }
  }
  var last = Rational.zero
  var clause = 0
  var result: [SpokenWord] = []
  for (index, word) in starts.enumerated() {
    let start = word.start ?? last
    let next = starts[(index + 1)...].lazy.compactMap(\.start).first { $0 > start } ?? length
    while clause < speech.pauses.count, speech.pauses[clause] <= start { clause += 1 }
    let pause = clause < speech.pauses.count ? min(next, speech.pauses[clause]) : next
    let end = word.start == nil ? start : pause
    result.append(SpokenWord(text: word.text, start: start, end: max(start, end)))
    last = end
  }
  return result
}
