import Compiler
import Engine
import MediaTypes
import Speech

/// Voices that were said before lie in the user's cache as files, under everything that they depend on.
struct SpeechStore {
  var cache: AnalysisCache

  /// What is kept of a voice, or what it is made into now.
  func answer(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    let key = ["voice-1", question.language, question.speaker ?? "", question.rate.description, question.text]
    guard let file = cache.file(key, ending: "wav") else { throw WorldProblem("there is no folder to keep speech in") }
    if let words = cache.kept(key), FilePlace.exists(file) { return SpeechAnswer(path: file, words: words) }
    let spoken = try said(question)
    guard cache.keep(spoken.wave, asFile: file) else { throw WorldProblem("speech cannot be written to '\(file)'") }
    let words = wordsJSON(spoken.words, engine: "reelc", language: question.language)
    cache.keep(words, under: key)
    return SpeechAnswer(path: file, words: words)
  }

  private func said(_ question: SpeechQuestion) throws(WorldProblem) -> SpokenText {
    if let speaker = question.speaker, !Voice.speakers.contains(speaker) {
      var problem = WorldProblem(
        "'\(speaker)' is no speaker on this machine", notes: ["speakers are " + Voice.speakers.joined(separator: ", ")])
      problem.subject = "speaker"
      throw problem
    }
    do throws(SpeechProblem) {
      return try speak(question.text, Voice(language: question.language, speaker: question.speaker, rate: question.rate))
    } catch {
      throw WorldProblem(error.message, notes: error.notes)
    }
  }
}
