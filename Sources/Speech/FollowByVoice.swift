import MediaTypes

/// Follows a script in any language that espeak-ng speaks: the script is said by a machine, and its sound laid over the one
/// that is heard, so that words come at the same places.
/// - Parameter samples: one channel at `alignmentRate`, 1 for full scale.
func followByVoice(_ sentences: [[String]], _ samples: [Float], language: String) throws(SpeechProblem) -> Alignment {
  let sound = Cepstra(samples, rate: alignmentRate)
  let script = sentences.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
  var best: (spoken: SpokenText, warp: TimeWarp, distance: Float)?
  // A man's and a woman's voice; the nearer one is taken.
  for speaker in [nil, "f2"] {
    let spoken = try speakEspeak(script, Voice(language: language, speaker: speaker))
    let model = Cepstra(spoken.samples.map { Float($0) / 32768 }, rate: spoken.rate)
    guard model.count > 10, sound.count > 10 else { throw SpeechProblem("the script and the sound do not fit each other") }
    let warp = TimeWarp(model: model, sound: sound)
    let distance = warp.distances.reduce(0, +) / Float(warp.distances.count)
    if best.map({ distance < $0.distance }) ?? true { best = (spoken, warp, distance) }
  }
  guard let best else { throw SpeechProblem("the script says nothing") }
  return judged(sentences, best.spoken.words, moved(best.spoken.words, best.warp), best.warp)
}

/// The sentences that are heard, and those that may not be. One that is squeezed to a third of the usual pace is missing; one
/// that is far from what is heard (other words are at 4.1 to 4.6, the same words of another voice at 3.4 to 3.8), or much
/// shorter or longer than its neighbours, is in doubt.
private func judged(_ sentences: [[String]], _ spoken: [SpokenWord], _ words: [SpokenWord], _ warp: TimeWarp) -> Alignment {
  var alignment = Alignment(words: [], doubts: [], engine: "espeak-ng")
  var first = 0
  let ranges = sentences.map { sentence in
    defer { first += sentence.count }
    return first..<first + sentence.count
  }
  let distances = ranges.map { warp.distance(from: spoken[$0.lowerBound].start, to: spoken[$0.upperBound - 1].end) }
  let paces = ranges.map { range in
    let asked = spoken[range.upperBound - 1].end - spoken[range.lowerBound].start
    return (words[range.upperBound - 1].end - words[range.lowerBound].start) / max(Rational(1, 100), asked)
  }
  let usual = distances.sorted()[distances.count / 2], usualPace = paces.sorted()[paces.count / 2]
  for (index, range) in ranges.enumerated() {
    let (distance, pace) = (distances[index], paces[index] / max(Rational(1, 100), usualPace))
    let isMissing = pace < Rational(1, 3)
    if !isMissing { alignment.words += words[range] }
    let isFar = distance > 4.3 || distance > 4 && distance > usual * 1.1
    guard isMissing || isFar || pace < Rational(65, 100) || pace > Rational(18, 10) else { continue }
    let sentence = spoken[range].map(\.text).joined(separator: " ")
    alignment.doubts.append(Alignment.Doubt(sentence: sentence, start: words[range.lowerBound].start, isMissing: isMissing))
  }
  return alignment
}

extension TimeWarp {
  /// The mean distance on a stretch of the model, seconds.
  fileprivate func distance(from start: Rational, to end: Rational) -> Float {
    let first = max(0, min(distances.count - 1, (start * 100).floor ?? 0))
    let own = distances[first..<max(first + 1, min(distances.count, (end * 100).floor ?? 0))]
    return own.reduce(0, +) / Float(own.count)
  }
}

/// Words where the warp leads them.
private func moved(_ words: [SpokenWord], _ warp: TimeWarp) -> [SpokenWord] {
  func frame(_ time: Rational) -> Int { max(0, min(warp.places.count - 1, (time * 100).roundedHalfUp ?? 0)) }
  return words.map { word in
    let start = warp.places[frame(word.start)].lowerBound
    let end = word.end > word.start ? warp.places[max(0, frame(word.end) - 1)].upperBound + 1 : start
    return SpokenWord(text: word.text, start: Rational(start, 100), end: Rational(max(start, end), 100))
  }
}
