import Foundation
import Testing

/// `cuts` with a real sound: what is heard is kept, and the answer is remembered.
@Suite struct CutsTests {
  private static let talk = """
    timeline: 1
    tracks:
      - kind: audio
        items:
          - {gap: 1s}
          - {generate: {tone: 440}, duration: 1s}
          - {gap: 2s}
          - {generate: {tone: 440}, duration: 0.5s}
          - {generate: silence, duration: 1s}

    """

  @Test func keepsWhatIsHeard() throws {
    let reelc = try Reelc()
    defer { reelc.remove() }
    #expect(try reelc.run("build", "-", "-o", "talk.wav", "--quiet", input: Self.talk).status == 0)
    let film = "timeline: 1\ntracks: [{kind: audio, items: [{clip: talk.wav, cuts: {remove: silence, padding: 0.1s}}]}]\n"
    let outcome = try reelc.run("emit", "expanded", "-", input: film)
    let clips = outcome.out.split(separator: "\n").filter { $0.contains("talk.wav") }
    #expect(clips.count == 2, "\(outcome.out) \(outcome.err)")
    // The window of 50 ms sees a tone two blocks early, and late.
    #expect(clips.first?.contains("in: 0.88s, out: 2.12s") == true, "\(clips)")
    #expect(clips.last?.contains("in: 3.88s, out: 4.62s") == true, "\(clips)")
  }
}
