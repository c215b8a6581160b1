import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Every sample of a film, not only its clicks: sources whose every sample says its own number.
@Suite struct CountedSoundTests {
  /// Four seconds of mono at 48 kHz; sample n is `1000 + n mod 20000`.
  private func source() throws -> String {
    let path = scratchPath("counted.mov")
    let sound = "aevalsrc=(1000+mod(n\\,20000))/32768:s=48000:d=4:c=mono"
    let words = [
      "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=gray:s=64x36:r=25:d=4", "-f", "lavfi",
    ]
    try runTool(
      "ffmpeg",
      words + ["-i", sound, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "file:" + path])
    return path
  }

  private func samples(_ path: String) throws -> [[Int]] {
    let data = try runTool("ffmpeg", ["-nostdin", "-v", "error", "-i", "file:" + path, "-f", "s16le", "-"])
    let words = data.withUnsafeBytes { Array($0.bindMemory(to: Int16.self)) }
    return (0..<2).map { channel in stride(from: channel, to: words.count, by: 2).map { Int(words[$0]) } }
  }

  private func film(_ source: String, _ items: [String], rate: String, _ path: String) throws -> [[Int]] {
    let clips = items.map { $0.replacing("SOURCE", with: "clip: \"\(source)\"") }.joined(separator: ", ")
    let document = """
      timeline: 1
      canvas: {size: 64x36, rate: \(rate), audio: {rate: 48000, layout: stereo}}
      tracks: [{items: [\(clips)]}]
      outputs: {film: {file: "\(path)", video: {preset: ultrafast}, audio: {codec: pcm}}}
      """
    try render(plan(document))
    return try samples(path)
  }

  /// Mono is heard on both sides at full level, cut at the nearest sample, with 5 ms fades at joins.
  @Test func everySample() throws {
    let (source, path) = (try source(), scratchPath("counted-film.mov"))
    defer { for path in [source, path] { try? FileManager.default.removeItem(atPath: path) } }
    let items = [
      "{SOURCE, in: 1/3s, out: 3/2s}", "{gap: 1/7s}", "{SOURCE, in: 2s, out: 31/10s}",
      "{SOURCE, in: 1s, out: 2s}",
    ]
    let sides = try film(source, items, rate: "30000/1001", path)
    #expect(sides[0] == sides[1])
    let rate = FrameRate.standard[3]
    // Start on the film, end, and `in`: in seconds.
    let clips: [(Rational, Rational, Rational)] = [
      (0, Rational(7, 6), Rational(1, 3)),
      (Rational(7, 6) + Rational(1, 7), Rational(7, 6) + Rational(1, 7) + Rational(11, 10), 2),
      (
        Rational(7, 6) + Rational(1, 7) + Rational(11, 10),
        Rational(7, 6) + Rational(1, 7) + Rational(21, 10), 1
      ),
    ]
    var covered = 0
    for (number, clip) in clips.enumerated() {
      let edges = [clip.0, clip.1].map { rate.sample(ofEdge: rate.edge(nearest: $0) ?? 0, sampleRate: 48000) }
      #expect(sides[0][covered..<edges[0]].allSatisfy { $0 == 0 })
      covered = edges[1]
      let first = (clip.2 * 48000).roundedHalfUp ?? 0
      let fadesIn = number > 0, fadesOut = number < 2
      for place in edges[0]..<edges[1] {
        let value = 1000 + (first + place - edges[0]) % 20000
        let inside = !(fadesIn && place < edges[0] + 240) && !(fadesOut && place >= edges[1] - 240)
        let read = sides[0][place]
        guard inside ? read == value : (0...value).contains(read) else {
          Issue.record("sample \(place) is \(read), and \(value) is there (clip \(number) at \(edges))")
          return
        }
      }
    }
    #expect(sides[0].count == covered)
  }

  /// A clip in pieces is the clip, to the last bit, and so are backwards twice and a loop of whole frames.
  @Test func piecesAndLoops() throws {
    let (source, path) = (try source(), scratchPath("pieces.mov"))
    defer { for path in [source, path] { try? FileManager.default.removeItem(atPath: path) } }
    let whole = try film(source, ["{SOURCE, in: 1/3s, out: 3s}"], rate: "30000/1001", path)
    let cuts = ["1/3", "1", "1001/1000", "1.1", "1.7", "2.05", "3"]
    let pieces = zip(cuts, cuts.dropFirst()).filter { $0.0 != "1" }.map {
      "{SOURCE, in: \($0)s, out: \($1)s}"
    }
    let joined = ["{SOURCE, in: 1/3s, out: 1001/1000s}"] + pieces.dropFirst()
    #expect(try film(source, joined, rate: "30000/1001", path)[0] == whole[0])

    let loop = try film(source, ["{SOURCE, in: 1s, out: 2s, loop: 3}"], rate: "25", path)[0]
    for place in loop.indices where loop[place] != 1000 + (48000 + place % 48000) % 20000 {
      Issue.record("sample \(place) of the loop is \(loop[place])")
      break
    }
    let back = try film(source, ["{SOURCE, in: 1s, out: 2s, speed: -1}"], rate: "25", path)[0]
    for place in back.indices where back[place] != 1000 + (96000 - 1 - place) % 20000 {
      Issue.record("sample \(place) backwards is \(back[place])")
      break
    }
  }

  /// Surround is mixed by the default matrix, normalised: the front left channel alone comes to 1 / (1 + √2).
  @Test(arguments: [("mono", 0.6), ("surround", 0.6 / 2.41421), ("44k-mono", 0.6), ("long", 0.6)])
  func levels(name: String, level: Double) throws {
    let path = scratchPath("levels.mov")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try render(plan(Film(25, [.clip(try CodedShelf.sound(name), 0, 3)]).document(output: path)))
    for channel in 0..<2 {
      let clicks = Click.find(in: try FilmReading.sound(path, channel: channel).samples, rate: 48000)
      #expect(clicks.count == 3)
      #expect(clicks.allSatisfy { abs($0.height - level) < 0.02 }, "\(clicks.map(\.height))")
    }
  }
}
