import Compiler
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

@testable import Engine

/// Colours of sources and canvases: what white becomes, and that the script and every level of optimisation agree.
@Suite struct ColorTests {
  /// The middle pixel of the luma of every picture, and a hash of each.
  private final class DeepSink: FilmSink {
    let soundBlock = 1024
    private(set) var luma: [Int] = []

    func take(picture: Frame) throws(EngineError) {
      let content = picture.pointer.pointee
      let row = content.data.0! + Int(content.linesize.0) * Int(content.height / 2)
      let isDeep = content.linesize.0 >= content.width * 2
      let column = Int(content.width / 2)
      luma.append(isDeep ? Int(row[2 * column]) | Int(row[2 * column + 1]) << 8 : Int(row[column]))
    }

    func take(sound: Frame) throws(EngineError) {}
  }

  private func luma(_ document: String) throws -> Int {
    let sink = DeepSink()
    _ = try runFilm(try plan(document), into: sink, cancellation: Cancellation()) { _ in }
    return sink.luma[0]
  }

  private func canvas(_ color: String) -> String { "timeline: 1\ncanvas: {size: 64x48, rate: 25, color: \(color)}\n" }

  /// BT.2408: white of standard range is 203 cd/m², 58 % of PQ and 75 % of HLG; 10 bits, limited range.
  @Test(arguments: [("bt709", 235), ("bt709-10", 940), ("bt2020-pq", 573), ("bt2020-hlg", 721)])
  func whiteIsWhite(color: String, level: Int) throws {
    let found = try luma(canvas(color) + "tracks: [{items: [{generate: {color: white}, duration: 2f}]}]\n")
    #expect(abs(found - level) <= 2, "\(color): \(found)")
  }

  /// A clip of 203 cd/m² in PQ is just below white on a standard canvas, and one of 26 cd/m² what a grey card is.
  @Test(arguments: [(573, 205...230), (388, 95...115)]) func highRangeComesDown(code: Int, levels: ClosedRange<Int>) throws {
    let path = scratchPath("hdr.mkv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try makeHighRange(path, luma: code)
    let found = try luma(canvas("bt709") + "tracks: [{items: [{clip: \(path), out: 2f}]}]\n")
    #expect(levels.contains(found), "\(found)")
    #expect(try luma(canvas("bt2020-pq") + "tracks: [{items: [{clip: \(path), out: 2f}]}]\n") == code)
  }

  private func makeHighRange(_ path: String, luma: Int) throws {
    let filter = "color=s=64x48:r=25:d=0.2,format=yuv420p10le,geq=lum=\(luma):cb=512:cr=512"
    _ = try runTool(
      "ffmpeg",
      ["-v", "error", "-y", "-f", "lavfi", "-i", filter, "-c:v", "ffv1", "-color_primaries", "bt2020", "-color_trc", "smpte2084"]
        + ["-colorspace", "bt2020nc", "-color_range", "tv", path])
  }

  @Test(arguments: ["bt709", "bt709-10", "bt2020-pq"]) func scriptAndOptimiserAgree(color: String) throws {
    let path = scratchPath("hdr.mkv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try makeHighRange(path, luma: 600)
    let document =
      canvas(color) + """
        tracks:
          - items:
              - {clip: \(path), out: 4f, effects: [{blur: 3}, {brightness: 0.1}]}
              - transition: {type: dissolve, duration: 2f}
              - {generate: {test-pattern: bars}, duration: 4f}
              - transition: {type: wipe, duration: 2f}
              - {generate: {color: orange}, duration: 4f, fade-out: 2f}
          - kind: overlay
            items:
              - {generate: {color: navy}, at: 1f, duration: 6f, scale: 1/2, rotate: 10, opacity: 60%}

        """
    let optimised = try plan(document)
    let engine = try hashFrames(optimised).pictures
    #expect(try hashFrames(try plan(document, isOptimised: false)).pictures == engine)
    let script = scratchPath("film.sh")
    defer { try? FileManager.default.removeItem(atPath: script) }
    try emitFFmpeg(optimised).write(toFile: script, atomically: false, encoding: .utf8)
    let pictures = try runTool("sh", [script], environment: ["REELC_FRAMEHASH": "raw"])
    #expect(hashes(pictures, width: 64, height: 48, depth: color == "bt709" ? 1 : 2) == engine)
  }

  /// What moves is resampled in the canvas's own depth, at its own size; a region's mask keeps its shares.
  @Test(arguments: ["bt709", "bt709-10", "bt2020-pq", "bt2020-hlg"]) func whatMovesKeepsItsColor(color: String) throws {
    let path = scratchPath("hdr.mkv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try makeHighRange(path, luma: 501)
    let clip = "{clip: \(path), out: 4f, fit: cover"
    let still = try luma(canvas(color) + "tracks: [{items: [\(clip)}]}]\n")
    let zoomed = try luma(canvas(color) + "tracks: [{items: [\(clip), effects: [{zoom: {from: 1, to: 2}}]}]}]\n")
    #expect(zoomed == still)
    let flying = "{items: [{generate: {color: black}, duration: 4f}]}, {kind: overlay, items: [\(clip), at: 0, scale: {from: 50%, to: 60%}"
    let flown = try luma(canvas(color) + "tracks: [\(flying), position: {from: [48%, 50%], to: [52%, 50%]}}]}]\n")
    #expect(abs(flown - still) <= 1, "\(flown) \(still)")
    let region = "region: {shape: ellipse, x: {from: 0, to: 10px}, width: 90%}"
    let all = try luma(canvas(color) + "tracks: [{items: [\(clip), effects: [{brightness: 0.1}]}]}]\n")
    let within = try luma(canvas(color) + "tracks: [{items: [\(clip), effects: [{brightness: {value: 0.1, \(region)}}]}]}]\n")
    #expect(abs(all - within) <= 4, "\(within) \(all)")
  }

  /// A transparent canvas stays transparent in every colour, and what is painted half over it keeps its colour.
  @Test(arguments: [("bt709", 3), ("bt709-10", 3), ("bt2020-pq", 40), ("bt2020-hlg", 40)])
  func clearCanvases(color: String, tolerance: Int) throws {
    let path = scratchPath("clear.png")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let document = """
      timeline: 1
      canvas: {size: 64x48, rate: 25, color: \(color), background: transparent}
      tracks: [{items: [{generate: {color: "#c08040"}, duration: 2f, scale: 50%, opacity: 50%}]}]
      outputs: {film: {file: film.mov, video: {codec: prores}}}

      """
    try frameImage(try plan(document), frame: 0, to: path)
    let pixels = [UInt8](
      try runTool("ffmpeg", ["-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgba", "-"]))
    let middle = pixels[((24 * 64 + 32) * 4)...].prefix(4).map(Int.init)
    #expect(pixels[(2 * 64 + 2) * 4 + 3] == 0 && abs(middle[3] - 128) <= 1, "\(middle)")
    for (found, said) in zip(middle, [0xC0, 0x80, 0x40]) { #expect(abs(found - said) <= tolerance, "\(middle)") }
  }

  private func hashes(_ data: Data, width: Int, height: Int, depth: Int) -> [UInt64] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: data.count, by: width * height * 3 / 2 * depth).map { start in
        var hash = WordHash()
        var place = start
        for part in [1, 2, 2] {
          for _ in 0..<height / part {
            hash.take(bytes.baseAddress! + place, count: width / part * depth)
            place += width / part * depth
          }
        }
        return hash.value
      }
    }
  }
}

/// A part of a film is the film there, picture and sound.
@Suite struct RangeTests {
  @Test func isTheFilmThere() throws {
    let source = try CodedShelf.plain(25)
    let film = """
      timeline: 1
      canvas: {size: 160x90, rate: 25}
      outputs: {it: {file: a.mkv, audio: {codec: flac}RANGE}}
      tracks:
        - items:
            - {clip: \(source.path), in: 1s, out: 2s}
            - {clip: \(source.path), in: 3s, out: 5s, speed: 2, effects: [{blur: {from: 0, to: 4}}], fade-out: 0.5s}

      """
    let whole = try hashFrames(try plan(film.replacing("RANGE", with: "")))
    // 16 frames are 30 blocks of 1024 samples, so that hashes of sound can be compared.
    let part = try hashFrames(try plan(film.replacing("RANGE", with: ", range: [16f, 48f]")))
    #expect(part.pictures == Array(whole.pictures[16..<48]))
    #expect(part.sound == Array(whole.sound[30..<90]))
  }
}
