import Foundation
import Testing

/// Outputs of every kind, made by the program and read back by ffprobe.
@Suite struct OutputTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  private static let head = """
    timeline: 1
    canvas: {size: 96x64, rate: 25}
    markers: {one: {at: 0, title: "First; = part"}, two: {at: 0.6s, title: Second}}
    tracks:
      - items:
          - {generate: {test-pattern: card}, duration: 1s}
      - {kind: audio, items: [{gap: 0.5s}, {generate: {tone: 1000}, duration: 0.25s}]}

    """

  /// The output, and what ffprobe says of its first stream and its pictures.
  private static let kinds: [(output: String, file: String, says: String)] = [
    ("{file: a.mp4}", "a.mp4", "h264,yuv420p,25"), ("{file: b.mp4, video: {codec: hevc}}", "b.mp4", "hevc,yuv420p,25"),
    ("{file: c.mkv, video: {codec: av1, pixels: yuv420p10}}", "c.mkv", "av1,yuv420p10le,25"),
    ("{preset: web-vp9, file: d.webm}", "d.webm", "vp9,yuv420p,25"),
    ("{preset: archive-prores, file: e.mov}", "e.mov", "prores,yuv422p10le,25"),
    ("{preset: gif, file: f.gif}", "f.gif", "gif,bgra,25"),
    ("{preset: preview, file: g.mp4, range: [0.2s, end]}", "g.mp4", "h264,yuv420p,20"),
    ("{file: h.mp4, canvas: {color: bt2020-pq}}", "h.mp4", "hevc,yuv420p10le,25"),
  ]

  @Test(arguments: kinds.indices) func films(number: Int) throws {
    defer { reelc.remove() }
    let kind = Self.kinds[number]
    let outcome = try reelc.run("build", "-", "--quiet", input: Self.head + "outputs: {it: \(kind.output)}\n")
    #expect(outcome.status == 0, "\(outcome.err)")
    let first = try Data(contentsOf: reelc.folder.appending(path: kind.file))
    let said = try probe(
      kind.file, "-count_packets", "-select_streams", "v", "-show_entries", "stream=codec_name,pix_fmt,nb_read_packets", "-of", "csv=p=0")
    #expect(said == kind.says)
    #expect(try reelc.run("build", "-", "--quiet", input: Self.head + "outputs: {it: \(kind.output)}\n").status == 0)
    #expect(try Data(contentsOf: reelc.folder.appending(path: kind.file)) == first, "the same bytes twice")
  }

  /// A tone starts where it stands, whatever a codec puts before it.
  @Test(arguments: ["mp3", "opus", "ogg", "m4a", "flac", "wav"]) func sounds(ending: String) throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("build", "-", "--quiet", input: Self.head + "outputs: {it: a.\(ending)}\n")
    #expect(outcome.status == 0, "\(outcome.err)")
    let path = reelc.folder.appending(path: "a.\(ending)").path
    _ = try tool("ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-ac", "1", "-ar", "48000", path + ".raw")
    let samples = try Data(contentsOf: URL(filePath: path + ".raw")).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let start = try #require(samples.firstIndex { abs($0) > 0.06 })
    // Frame 13 of 25 a second, and a fade before the tone is as loud.
    #expect(abs(start - 25_043) < 10, "\(start)")
    #expect(abs(samples.count - 48_000) < 1200, "\(samples.count)")
  }

  @Test func chapters() throws {
    defer { reelc.remove() }
    #expect(try reelc.run("build", "-", "--quiet", input: Self.head + "outputs: {it: {file: a.mp4, range: [0.2s, end]}}\n").status == 0)
    let said = try probe("a.mp4", "-show_chapters", "-show_entries", "chapter=start_time,end_time:chapter_tags=title", "-of", "csv=p=0")
    #expect(said == "0.000000,0.400000,First; = part\n0.400000,0.800000,Second")
  }

  @Test func pictures() throws {
    defer { reelc.remove() }
    let outputs = """
      outputs:
        sheet: {file: sheet.png, storyboard: 3x2}
        one: {file: one.jpg, still: 0.5s}
        all: {frames: "all/%03d.png", range: [0, 3f]}

      """
    let outcome = try reelc.run("build", "-", "--quiet", input: Self.head + outputs)
    #expect(outcome.status == 0, "\(outcome.err)")
    let size = ["-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0"]
    #expect(try probe("sheet.png", size) == "png,\(3 * 96 + 4 * 8),\(2 * 64 + 3 * 8)")
    #expect(try probe("one.jpg", size) == "mjpeg,96,64")
    let all = try FileManager.default.contentsOfDirectory(atPath: reelc.folder.appending(path: "all").path)
    #expect(all.sorted() == ["001.png", "002.png", "003.png"])
  }

  private func probe(_ file: String, _ words: String...) throws -> String { try probe(file, words) }

  private func probe(_ file: String, _ words: [String]) throws -> String {
    let text = try tool("ffprobe", ["-v", "error"] + words + [reelc.folder.appending(path: file).path])
    return text.split(separator: "\n").map { $0.trimmingCharacters(in: [",", " "]) }.joined(separator: "\n")
  }
}
