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

  /// Cues are read back from every container where the film has them.
  @Test(arguments: ["mp4", "mov", "mkv", "webm"]) func subtitles(ending: String) throws {
    defer { reelc.remove() }
    let document = """
      timeline: 1
      canvas: {size: 96x64, rate: 30000/1001}
      outputs:
        it: {file: a.\(ending), range: [0.5s, end], subtitles: [english, {track: arabic, title: عربي, default: true}]}
      tracks:
        - items: [{generate: {color: navy}, duration: 3s}]
        - {kind: audio, items: [{generate: {tone: 440}, duration: 3s}]}
        - kind: captions
          id: english
          lang: en
          burn: false
          cues: [{at: 0.7s, until: 1.7s, text: Fish & <chips>}, {at: 1.7s, until: 2s, text: "Two\\nlines"}]
        - {kind: captions, id: arabic, lang: ar, burn: false, cues: [{at: 0s, until: 1s, text: أهلا}]}

      """
    let outcome = try reelc.run("build", "-", "--quiet", input: document)
    #expect(outcome.status == 0, "\(outcome.err)")
    // The reader of FFmpeg 5.1 knows titles of such tracks by their handler's name.
    let isQuickTime = ["mp4", "mov"].contains(ending)
    let kind = ["mkv": "subrip", "webm": "webvtt"][ending] ?? "mov_text"
    func ask(_ stream: String, _ entries: String) throws -> [String] {
      let words = ["-select_streams", stream, "-of", "csv=p=0", "-show_entries", entries]
      return try probe("a.\(ending)", words).split(separator: "\n").map(String.init)
    }
    let says = try ask("s", "stream=codec_name:stream_disposition=default:stream_tags=language,\(isQuickTime ? "handler_name" : "title")")
    #expect(says == ["\(kind),0,eng\(isQuickTime ? ",SubtitleHandler" : "")", "\(kind),1,ara,عربي"])
    let start = try #require(Double(try ask("v", "packet=pts_time")[0]))
    let packets = try ask("s:0", "packet=pts_time,duration_time,size").map { $0.split(separator: ",").map { Double($0) ?? 0 } }
    let cues = packets.filter { $0[2] > 2 }
    // Frames 21, 51 and 60 of a film that starts at 15.
    for (cue, edges) in zip(cues, [(6.0, 36.0), (36, 45)]) {
      #expect(abs(cue[0] - start - edges.0 * 1.001 / 30) < 0.0011, "\(packets)")
      #expect(abs(cue[1] - (edges.1 - edges.0) * 1.001 / 30) < 0.0011, "\(packets)")
    }
    #expect(cues.count == 2)
    let path = reelc.folder.appending(path: "a.\(ending)").path
    let text = try tool("ffmpeg", "-v", "error", "-i", path, "-map", "0:s:0", "-f", "srt", "-").replacing("\r\n", with: "\n")
    // SubRip cannot say that a bracket is none of a tag.
    #expect(text.contains(ending == "mkv" ? "Fish &" : "Fish & <chips>\n") && text.contains("Two\nlines"), "\(text)")
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
