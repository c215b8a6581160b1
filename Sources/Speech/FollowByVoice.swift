import Glibc
import MediaTypes

/// Follows a script in any language that espeak-ng speaks: the script is said by a machine, and its sound laid over the one
/// that is heard, so that words come at the same places.
/// - Parameter samples: one channel at `alignmentRate`, 1 for full scale.
func followByVoice(_ sentences: [[String]], _ samples: [Float], language: String) throws(SpeechProblem) -> Alignment {
  let sound = Cepstra(samples, rate: alignmentRate)
  let script = sentences.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
  var tried: [(spoken: [SpokenWord], model: Cepstra, warp: TimeWarp)] = []
  let coarse = sound.coarse(TimeWarp.step)
  for speaker in likelySpeakers {
    let spoken = try speakEspeak(script, Voice(language: language, speaker: speaker))
    let model = Cepstra(spoken.samples.map { Float($0) / 32768 }, rate: spoken.rate)
    guard model.count > 10, sound.count > 10 else { throw SpeechProblem("the script and the sound do not fit each other") }
    tried.append((spoken.words, model, TimeWarp.coarse(model: model.coarse(TimeWarp.step), sound: coarse)))
  }
  // The coarse way tells which voices are near; only those are laid over the sound in full.
  let finalists = tried.sorted { $0.warp.distance < $1.warp.distance }.prefix(3).map { voice in
    let warp = TimeWarp(model: voice.model, sound: sound, near: voice.warp)
    return Reading(spoken: voice.spoken, words: moved(voice.spoken, warp), warp: warp)
  }
  guard let best = finalists.min(by: { $0.warp.distance < $1.warp.distance }) else { throw SpeechProblem("the script says nothing") }
  return judged(sentences, best.spoken, agreed(finalists, best), best.warp)
}

/// Variants of espeak-ng's voices that differ in pitch and timbre: the nearer one is to what is heard, the better it times it.
private let likelySpeakers = [nil, "f2", "m3", "f4", "m1", "f5", "m7"]

/// A script as a machine said it, and where its words are in what is heard.
private struct Reading {
  var spoken: [SpokenWord]
  var words: [SpokenWord]
  var warp: TimeWarp

  /// How much its word on where a word starts counts: more, the nearer it is to the sound around there.
  func weight(_ index: Int) -> Float {
    let reach = Rational(15, 100)
    return expf(-6 * warp.distance(from: spoken[index].start - reach, to: spoken[index].start + reach))
  }
}

/// The words of the best reading, each where the weighted median of all has its start.
private func agreed(_ readings: [Reading], _ best: Reading) -> [SpokenWord] {
  var last = Rational.zero
  return best.words.indices.map { index in
    var word = best.words[index]
    let starts = readings.map { (start: $0.words[index].start, weight: $0.weight(index)) }.sorted { $0.start < $1.start }
    let half = starts.reduce(0) { $0 + $1.weight } / 2
    var passed: Float = 0
    let middle = starts.first { entry in
      passed += entry.weight
      return passed >= half
    }
    // Readings may differ in which of two neighbours they have early.
    word.start = max(last, middle?.start ?? word.start)
    last = word.start
    word.end = max(word.start, word.end)
    return word
  }
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
