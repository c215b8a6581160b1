import Foundation
import Testing

/// Text in the film against the text that stock ffmpeg draws for the script of `reelc emit ffmpeg`.
@Suite struct TextScriptTests {
  private static let document = """
    timeline: 1
    canvas: {size: 192x108, rate: 25}
    outputs: {it: {file: a.mkv, video: {crf: 0, preset: ultrafast}, audio: false}}
    tracks:
      - items: [{generate: {gradient: {from: navy, to: orange}}, duration: 12f}]
      - kind: overlay
        items:
          - text: Title
            at: 0
            duration: 12f
            position: top
            style: {font: DejaVu Sans, size: 24%, outline: true, box: '#20406080'}
            animate: {in: pop, out: slide}
      - kind: captions
        mode: karaoke
        style: {font: DejaVu Sans, size: 20%, color: '#ffe0c0', highlight: '#40ff40'}
        cues: [{at: 1f, until: 11f, text: Two words}]

    """

  @Test func agrees() throws {
    let reelc = try Reelc()
    defer { reelc.remove() }
    try reelc.write(Self.document, to: "a.yaml")
    #expect(try reelc.run("build", "a.yaml", "--quiet").status == 0)
    let script = try reelc.run("emit", "ffmpeg", "a.yaml").out
    try reelc.write(script, to: "a.sh")
    let folder = reelc.folder.path
    _ = try tool("ffmpeg", "-v", "error", "-i", folder + "/a.mkv", "-f", "rawvideo", folder + "/film.yuv")
    _ = try tool("sh", "-c", "cd '\(folder)' && REELC_FRAMEHASH=raw sh a.sh > script.yuv")
    let film = try Data(contentsOf: reelc.folder.appending(path: "film.yuv"))
    let other = try Data(contentsOf: reelc.folder.appending(path: "script.yuv"))
    let luma = 192 * 108, size = luma * 3 / 2
    #expect(film.count == 12 * size && other.count == film.count)
    var (worst, chroma) = (0, 0)
    for index in 0..<min(film.count, other.count) {
      let difference = abs(Int(film[index]) - Int(other[index]))
      if index % size < luma { worst = max(worst, difference) } else { chroma += difference }
    }
    #expect(worst <= 2, "luma differs by \(worst)")
    // Straight colours are averaged at the edges of letters: few samples of chroma, and not by much.
    #expect(Double(chroma) / Double(12 * luma / 2) < 0.5, "chroma differs by \(chroma)")
  }
}
