import MediaTypes
import Speech
import Testing

/// Scripts are found in the speech that was made from them; where a library is missing, the message names its package.
@Suite struct AlignmentTests {
  private let text =
    "In 2019 the harbour wasn't quiet. Two boats lay on the sand. Nobody had seen the captain."

  /// Speech as floating point at the rate of alignment; espeak-ng's 22050 samples by the nearest one.
  private func samples(_ spoken: SpokenText) -> [Float] {
    (0..<spoken.samples.count * alignmentRate / spoken.rate).map { Float(spoken.samples[$0 * spoken.rate / alignmentRate]) / 32768 }
  }

  private func distances(_ found: [SpokenWord], _ truth: [SpokenWord]) -> [Double] {
    zip(found, truth).map { abs(($0.start - $1.start).approximation) }.sorted()
  }

  @Test func theModelIsLookedForBesideItsLibrary() {
    let tail = "/share/pocketsphinx/model/en-us"
    #expect(
      modelFolders(besideLibrary: "/opt/sphinx/lib/x86_64/libpocketsphinx.so.3", variable: nil)
        == ["/opt/sphinx/lib/x86_64", "/opt/sphinx/lib", "/opt/sphinx", "/opt", "/usr/local", "/usr"].map { $0 + tail })
    #expect(modelFolders(besideLibrary: nil, variable: "/my/model").prefix(2) == ["/my/model", "/my/model/en-us"])
  }

  @Test(arguments: ["rms", "f3"]) func englishWordsAreFollowed(speaker: String) throws {
    guard let spoken = try? speak(text, Voice(language: "en", speaker: speaker)) else { return }
    do {
      let found = try align(script: text, samples(spoken), language: "en")
      #expect(found.words.map(\.text) == spoken.words.map(\.text))
      let errors = distances(found.words, spoken.words)
      #expect(errors[errors.count / 2] < 0.02 && errors.last! < 0.3, "\(errors)")
      #expect(found.doubts.isEmpty)
    } catch {
      #expect(error.notes == ["'apt install libpocketsphinx3 pocketsphinx-en-us' adds it"])
    }
  }

  @Test func aSentenceThatIsNotSaidIsNamed() throws {
    guard let spoken = try? speak(text, Voice(language: "en")) else { return }
    let script = text.replacing("Two boats", with: "Every window was broken in the storm. Two boats")
    guard let found = try? align(script: script, samples(spoken), language: "en") else { return }
    #expect(found.doubts.map(\.sentence) == ["Every window was broken in the storm."])
    #expect(found.doubts.map(\.isMissing) == [true])
    #expect(found.words.map(\.text) == spoken.words.map(\.text))
  }

  @Test func aSentenceThatDiffersIsNamed() throws {
    guard let spoken = try? speak(text, Voice(language: "en")) else { return }
    let script = text.replacing("Two boats lay on the sand.", with: "The minister refused questions.")
    guard let found = try? align(script: script, samples(spoken), language: "en") else { return }
    #expect(found.doubts.map(\.sentence) == ["The minister refused questions."])
  }

  @Test func otherLanguagesAreLaidOverEachOther() throws {
    let german = "Der Hafen war still, als wir ankamen. Zwei Boote lagen auf dem Sand."
    do {
      let spoken = try speak(german, Voice(language: "de", speaker: "m3", rate: Rational(6, 5)))
      let found = try align(script: german, samples(spoken), language: "de")
      let errors = distances(found.words, spoken.words)
      #expect(found.words.count == spoken.words.count && errors[errors.count / 2] < 0.02 && errors.last! < 0.1, "\(errors)")
    } catch {
      #expect(error.notes == ["'apt install libespeak-ng1' adds it"])
    }
  }
}
