import Compiler
import Diagnostics
import Engine
import Glibc
import MediaTypes
import Speech

/// Voices that were said before lie in the user's cache as files, under everything that they depend on.
struct SpeechStore {
  var cache: AnalysisCache
  var engine: OutsideEngine?

  /// What is kept of a voice, or what it is made into now.
  func answer(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    let isOwn = question.speaker.map(Voice.speakers.contains) ?? true
    if !isOwn { try checkOutside(question) }
    let key =
      ["voice-1", question.language, question.speaker ?? "", question.rate.description, question.text]
      + (isOwn ? [] : [engine?.text ?? ""])
    guard let file = cache.file(key, ending: "wav") else { throw WorldProblem("there is no folder to keep speech in") }
    if let words = cache.kept(key), FilePlace.exists(file) { return SpeechAnswer(path: file, words: words) }
    let words = try isOwn ? say(question, to: file) : ask(question, to: file)
    cache.keep(words, under: key)
    return SpeechAnswer(path: file, words: words)
  }

  /// Speakers of its own are for an engine outside.
  private func checkOutside(_ question: SpeechQuestion) throws(WorldProblem) {
    let name = question.speaker ?? ""
    var problem: WorldProblem
    if !question.isTrusted {
      problem = WorldProblem("'\(name)' is spoken by an engine outside, and --safe asks none")
    } else if engine == nil {
      problem = WorldProblem(
        "'\(name)' is no speaker of flite or espeak-ng, and no other engine is set",
        notes: [
          "speakers are " + Voice.speakers.joined(separator: ", "),
          "--voice-engine 'COMMAND {text} {out}', or the address of a server, adds others",
        ])
    } else {
      return
    }
    problem.subject = "speaker"
    throw problem
  }

  private func say(_ question: SpeechQuestion, to file: String) throws(WorldProblem) -> [UInt8] {
    let spoken: SpokenText
    do throws(SpeechProblem) {
      spoken = try speak(question.text, Voice(language: question.language, speaker: question.speaker, rate: question.rate))
    } catch {
      throw WorldProblem(error.message, notes: error.notes)
    }
    try keep(spoken.wave, file)
    return wordsJSON(spoken.words, engine: "reelc", language: question.language)
  }

  /// The engine's own sound; its words are looked for in it, or share its time by their letters.
  private func ask(_ question: SpeechQuestion, to file: String) throws(WorldProblem) -> [UInt8] {
    guard let engine else { throw WorldProblem("no voice engine is set") }
    let made = try withEngineFolder { folder throws(WorldProblem) in
      let values = [
        "text": question.text, "out": folder + "/speech.wav", "lang": question.language, "speaker": question.speaker ?? "",
        "rate": question.rate.decimal(digits: 3),
      ]
      return try engine.run(values, request: ("/v1/audio/speech", body(question)), in: folder, patience: 300)
    }
    guard let made else { throw WorldProblem("there is no folder for temporary files") }
    try keep(made, file)
    do throws(WorldProblem) {
      let (samples, start) = try heardSpeech(file)
      if var found = try? align(script: question.text, samples, language: question.language) {
        found.shift(by: start)
        return found.json(language: question.language)
      }
      let spread = spreadWords(question.text, over: Rational(samples.count, alignmentRate))
      return wordsJSON(spread, engine: "letters", language: question.language)
    } catch {
      unlink(file)
      throw WorldProblem("what the voice engine made is no sound: \(error.message)", notes: error.notes)
    }
  }

  private func body(_ question: SpeechQuestion) -> [String] {
    let json =
      "{\"model\": \"tts-1\", \"voice\": \(quotedJSON(question.speaker ?? "")), \"input\": \(quotedJSON(question.text)), "
      + "\"response_format\": \"wav\", \"speed\": \(question.rate.decimal(digits: 3))}"
    return ["-H", "Content-Type: application/json", "--data-raw", json]
  }

  private func keep(_ bytes: [UInt8], _ file: String) throws(WorldProblem) {
    guard cache.keep(bytes, asFile: file) else { throw WorldProblem("speech cannot be written to '\(file)'") }
  }
}

/// Words one after another, each as long as its letters' share.
private func spreadWords(_ text: String, over length: Rational) -> [SpokenWord] {
  let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
  let total = max(1, words.reduce(0) { $0 + $1.count })
  var passed = 0
  return words.map { word in
    let start = length * Rational(passed, total)
    passed += word.count
    return SpokenWord(text: word, start: start, end: length * Rational(passed, total))
  }
}
