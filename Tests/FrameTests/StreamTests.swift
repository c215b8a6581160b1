import Engine
import FilterGraph
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Films in segments, read back with the playlist.
@Suite struct StreamTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = scratchPath("stream")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func film(_ rate: Rational, _ container: String) throws -> Film {
    let (a, b) = (try CodedShelf.plain(25), try CodedShelf.plain(CodedShelf.ntsc30))
    var film = Film(rate, [.clip(a, 1, 3), .clip(b, 2, 4), .clip(a, 5, 6)])
    (film.container, film.soundCodec) = (container, container == "mkv" ? "flac" : "aac")
    return film
  }

  private func names(_ folder: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }

  @Test(arguments: [(Rational(25), true), (CodedShelf.ntsc30, true), (CodedShelf.ntsc30, false)])
  func everySegmentStartsWhereItShould(rate: Rational, isMP4: Bool) throws {
    try inFolder { folder in
      let whole = folder + "/whole.mkv", playlist = folder + "/film.m3u8"
      try render(plan(try film(rate, "mkv").document(output: whole)))
      var streamed = try plan(try film(rate, "m3u8").document(output: playlist))
      let count = streamed.picture!.frameCount
      let edges = (1...1000).map { (Rational($0) * 2 * rate).ceiling! }.prefix { $0 < count }
      streamed.output.segments = SegmentPlan(seconds: 2, edges: Array(edges), isMP4: isMP4)
      let report = try render(streamed)
      let ending = isMP4 ? "m4s" : "ts"
      let segments = (0...edges.count).map { "film-0000\($0).\(ending)" }
      #expect(try names(folder).filter { $0.hasPrefix("film") } == segments + (isMP4 ? ["film-init.mp4"] : []) + ["film.m3u8"])
      #expect(report.files.map { String($0.dropFirst(folder.count + 1)) }.sorted() == (try names(folder)).filter { $0 != "whole.mkv" })
      #expect(try FilmReading.codes(playlist) == FilmReading.codes(whole))
      let keys = try keyStamps(playlist)
      let starts = try #require(keys.first)
      for edge in edges { #expect(keys.contains { abs($0 - starts - Double(edge) / rate.approximation) < 0.002 }, "frame \(edge)") }
      let text = try String(contentsOfFile: playlist, encoding: .utf8)
      #expect(text.components(separatedBy: "#EXTINF").count - 1 == edges.count + 1 && text.contains("#EXT-X-ENDLIST"))
    }
  }

  /// Seconds of the key frames, by the player's clock.
  private func keyStamps(_ path: String) throws -> [Double] {
    let words = ["-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", path]
    let lines = String(decoding: try runTool("ffprobe", words), as: UTF8.self).split(separator: "\n")
    return lines.filter { $0.contains("K") }.compactMap { $0.split(separator: ",").first.flatMap { Double($0) } }
  }

  @Test func interruptionLeavesNothing() throws {
    try inFolder { folder in
      let cancellation = Cancellation()
      let plan = try plan(try film(25, "m3u8").document(output: folder + "/film.m3u8"))
      let error = #expect(throws: EngineError.self) {
        try render(plan, options: RenderOptions(cancellation: cancellation)) { if $0.frames >= 60 { cancellation.cancel() } }
      }
      #expect(error?.kind == .interrupted)
      #expect(try names(folder) == [])
    }
  }

  @Test func whatIsThereStays() throws {
    try inFolder { folder in
      try "mine".write(toFile: folder + "/film-00000.m4s", atomically: false, encoding: .utf8)
      let plan = try plan(try film(25, "m3u8").document(output: folder + "/film.m3u8"))
      let error = #expect(throws: EngineError.self) { try render(plan, options: RenderOptions(noClobber: true)) }
      #expect(error?.kind == .output)
      #expect(try names(folder) == ["film-00000.m4s"])
      #expect(try String(contentsOfFile: folder + "/film-00000.m4s", encoding: .utf8) == "mine")
    }
  }
}
