import Foundation
import MediaTypes

/// What a file shows and sounds like, read with the `ffmpeg` and `ffprobe` commands.
package enum FilmReading {
  /// A rectangle in pixels, where only a part of the picture is read.
  package struct Part: Hashable, Sendable {
    package var x, y, width, height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
      (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
  }

  /// The code of every picture; nil for one that carries none.
  package static func codes(
    _ path: String, part: Part? = nil, input: [String] = []
  ) throws -> [PictureCode?] {
    let crop = part.map { "crop=w=\($0.width):h=\($0.height):x=\($0.x):y=\($0.y):exact=1," } ?? ""
    let data = try runTool(
      "ffmpeg",
      ["-nostdin", "-v", "error"] + input + [
        "-i", input.isEmpty ? "file:" + path : path, "-map", "0:v:0", "-fps_mode", "passthrough", "-vf",
        crop + "scale=8:4:flags=area,format=gray", "-f", "rawvideo", "-",
      ])
    let bytes = [UInt8](data)
    return stride(from: 0, to: bytes.count, by: PictureCode.cellCount).map { start in
      PictureCode(cells: bytes[start..<start + PictureCode.cellCount])
    }
  }

  /// One channel of the first sound stream, and when its first sample is heard by the container's clock.
  package static func sound(_ path: String, channel: Int = 0) throws -> (samples: [Float], start: Rational) {
    let data = try runTool(
      "ffmpeg",
      [
        "-nostdin", "-v", "error", "-i", "file:" + path, "-map", "0:a:0", "-af", "pan=mono|c0=c\(channel)",
        "-f", "f32le", "-",
      ])
    let report = try probe(
      path, ["-select_streams", "a:0", "-read_intervals", "%+#8"],
      "frame=best_effort_timestamp:stream=time_base")
    guard let stream = report.streams?.first, let base = stream.base else {
      throw ToolFailure("'\(path)' has no sound")
    }
    let stamps = (report.frames ?? []).compactMap(\.bestEffortTimestamp)
    let samples = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    return (samples, Rational(stamps.min() ?? 0) * base)
  }

  /// Stamps of the pictures that are shown, in order, and when the last one's time ends.
  package static func pictureStamps(_ path: String) throws -> (stamps: [Rational], end: Rational) {
    let report = try probe(
      path, ["-select_streams", "v:0"], "packet=pts,duration,flags:stream=time_base,start_pts,duration_ts")
    guard let stream = report.streams?.first, let base = stream.base else {
      throw ToolFailure("'\(path)' has no picture")
    }
    let shown = (report.packets ?? []).filter { !($0.flags?.contains("D") ?? false) && $0.pts != nil }
      .sorted { $0.pts! < $1.pts! }
    let stamps = shown.map { Rational($0.pts!) * base }
    guard let last = shown.last, let lastStamp = stamps.last else { return ([], 0) }
    if let length = last.duration, length > 0 { return (stamps, lastStamp + Rational(length) * base) }
    if let length = stream.durationTs, length > 0 {
      let end = Rational((stream.startPts ?? 0) + length) * base
      if end > lastStamp { return (stamps, end) }
    }
    return (stamps, lastStamp + (lastStamp - stamps[0]) / Rational(max(1, stamps.count - 1)))
  }

  package static func streamKinds(_ path: String) throws -> [String] {
    (try probe(path, [], "stream=codec_type").streams ?? []).compactMap(\.codecType)
  }

  // MARK: what ffprobe says

  private struct Report: Decodable {
    struct Packet: Decodable {
      let pts, duration: Int?
      let flags: String?
    }
    struct Frame: Decodable { let bestEffortTimestamp: Int? }
    struct Stream: Decodable {
      let timeBase, codecType: String?
      let startPts, durationTs: Int?
      var base: Rational? { timeBase.flatMap { Rational(text: $0) } }
    }
    let packets: [Packet]?
    let frames: [Frame]?
    let streams: [Stream]?
  }

  private static func probe(_ path: String, _ words: [String], _ entries: String) throws -> Report {
    let data = try runTool(
      "ffprobe", ["-v", "error", "-of", "json", "-show_entries", entries] + words + ["file:" + path])
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: data)
  }
}
