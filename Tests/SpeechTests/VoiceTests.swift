import MediaTypes
import Speech
import Testing

/// What is said, where the machine has voices; where it has none, the message names the package that adds them.
@Suite struct VoiceTests {
  @Test func englishWordsAreTimed() throws {
    do {
      let spoken = try speak("Dr. Smith paid $20 for “the” book — in 2023!", Voice(language: "en"))
      #expect(spoken.words.map(\.text) == ["Dr.", "Smith", "paid", "$20", "for", "“the”", "book", "—", "in", "2023!"])
      #expect(spoken.words.filter { $0.end == $0.start }.map(\.text) == ["—"])
      #expect(zip(spoken.words, spoken.words.dropFirst()).allSatisfy { $0.end <= $1.start })
      // To the sample at which a range can be cut.
      let sample = Rational(1, spoken.rate), length = Rational(spoken.samples.count, spoken.rate)
      #expect((spoken.words[0].start - Rational(1, 20)).magnitude < sample)
      #expect((length - spoken.words.last!.end - Rational(1, 20)).magnitude < sample)
    } catch {
      #expect(error.notes == ["'apt install libflite1' adds it"])
    }
  }

  @Test func theSameTextIsSaidTheSame() throws {
    guard let first = try? speak("One. Two three.", Voice(language: "en", speaker: "rms")) else { return }
    _ = try speak("Something else.", Voice(language: "en", speaker: "rms", rate: 2))
    let second = try speak("One. Two three.", Voice(language: "en", speaker: "rms"))
    #expect(first.samples == second.samples && first.words == second.words)
  }

  @Test func aFasterVoiceIsShorter() throws {
    guard let plain = try? speak("A quick brown fox.", Voice(language: "en")) else { return }
    let fast = try speak("A quick brown fox.", Voice(language: "en", rate: 2))
    #expect(fast.samples.count * 17 < plain.samples.count * 10)
  }

  @Test func otherLanguagesAreSaidByEspeak() throws {
    do {
      let spoken = try speak("Guten Tag, schöne Welt. Bis 23 Uhr!", Voice(language: "de"))
      #expect(spoken.words.map(\.text) == ["Guten", "Tag,", "schöne", "Welt.", "Bis", "23", "Uhr!"])
      #expect(spoken.words.allSatisfy { $0.end > $0.start })
    } catch {
      #expect(error.notes == ["'apt install libespeak-ng1' adds it"])
    }
  }

  @Test func aTextWithoutWordsIsNoSpeech() {
    #expect(throws: SpeechProblem.self) { try speak("… — !", Voice(language: "en")) }
    #expect(throws: SpeechProblem.self) { try speak("", Voice(language: "en")) }
    #expect(throws: SpeechProblem.self) { try speak("hola", Voice(language: "qq")) }
  }

  @Test func sentencesEndWhereTheyDo() {
    let text = "Dr. Smith met J. Doe at 5 p.m. They spoke.\n\nNo end here\n\n“Really?” she said. Yes…"
    let ends = sentences(of: text).map { $0.last ?? "" }
    #expect(ends == ["p.m.", "spoke.", "here", "said.", "Yes…"])
  }
}
