import FilterGraph
import Foundation
import MediaTypes

/// Runs a program and gives what it printed.
/// - Throws: what it complained about, where it failed.
func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Data {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (output, complaints) = (Pipe(), temporaryFile("complaints.txt"))
  _ = FileManager.default.createFile(atPath: complaints, contents: nil)
  process.standardOutput = output
  process.standardError = FileHandle(forWritingAtPath: complaints)
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let text = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
  try? FileManager.default.removeItem(atPath: complaints)
  guard process.terminationStatus == 0 else { throw Failure(text: "\(program): \(text.suffix(4000))") }
  return data
}

struct Failure: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}

/// A path in a folder of this run's own, which goes when the run ends.
func temporaryFile(_ name: String) -> String { "\(madeFolder)/\(UUID().uuidString.prefix(8)) it's-\(name)" }

private let madeFolder: String = {
  let folder = FileManager.default.temporaryDirectory.path + "/reelc-emit-\(getpid())"
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  atexit { try? FileManager.default.removeItem(atPath: madeFolder) }
  return folder
}()

/// A made file whose every picture shows its own number as 12 bars, and the exact stamps of its pictures.
struct BarMedia {
  static let size = PixelSize(width: 96, height: 16)
  let input: PlanInput
  /// In source seconds.
  let stamps: [Rational]

  /// - Parameter options: how it is encoded, and for how it is stamped.
  init(_ name: String, rate: String, frames: Int, options: [String], before: [String] = []) throws {
    let path = temporaryFile(name)
    let bars = "if(mod(floor(N/pow(2,floor(X/8))),2),235,16)"
    let source =
      "color=c=black:s=96x16:r=\(rate),geq=lum='\(bars)':cb=128:cr=128,format=yuv420p"
      + (before.isEmpty ? "" : ",") + before.joined(separator: ",")
    let start = ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", source, "-frames:v", "\(frames)"]
    _ = try run("ffmpeg", start + ["-fps_mode", "passthrough"] + options + ["file:" + path])
    try self.init(path: path)
  }

  init(path: String) throws {
    let text = String(
      decoding: try run(
        "ffprobe",
        [
          "-v", "error", "-select_streams", "v", "-of", "json", "-show_entries",
          "frame=best_effort_timestamp:stream=time_base,index,codec_name,pix_fmt:format=format_name",
          "file:" + path,
        ]), as: UTF8.self)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let report = try decoder.decode(Report.self, from: Data(text.utf8))
    let stream = report.streams[0]
    let base = Rational(text: stream.timeBase)!
    let raw = report.frames.map { Rational($0.bestEffortTimestamp) * base }
    let origin = raw.min()!
    stamps = raw.map { $0 - origin }
    let mean = (stamps.last! - stamps[0]) / Rational(max(1, stamps.count - 1))
    let picture = PictureFacts(
      stream: stream.index, codec: stream.codecName, codedSize: BarMedia.size, pixelAspect: 1,
      orientation: .upright, pixelFormat: stream.pixFmt, hasAlpha: false, isInterlaced: false,
      color: .bt709, start: stamps[0], end: stamps.last! + mean,
      meanRate: mean.isZero ? nil : mean.reciprocal,
      frameCount: stamps.count)
    input = PlanInput(
      facts: MediaFacts(
        path: path, kind: .video, container: report.format.formatName, origin: origin, picture: picture,
        sound: nil, fingerprint: ""))
  }

  /// The number of the picture that the language shows at frame `k`.
  func expected(_ sampling: Sampling, _ k: Int) -> Int {
    let instant = sampling.instant(k)
    let shown = stamps.lastIndex { stamp in
      (sampling.includesInstant ? stamp <= instant : stamp < instant)
        && sampling.bound.map { stamp < $0 } ?? true
    }
    return shown ?? 0
  }

  private struct Report: Decodable {
    struct Frame: Decodable { let bestEffortTimestamp: Int }
    struct Stream: Decodable { let timeBase, codecName, pixFmt: String; let index: Int }
    struct Format: Decodable { let formatName: String }
    let frames: [Frame]
    let streams: [Stream]
    let format: Format
  }
}

/// The numbers that raw 4:2:0 pictures show.
func numbers(inPictures data: Data) -> [Int] {
  let (width, height) = (BarMedia.size.width, BarMedia.size.height)
  let bytes = [UInt8](data)
  return stride(from: 0, to: bytes.count, by: width * height * 3 / 2).map { start in
    (0..<12).reduce(0) { sum, bar in
      bytes[start + 8 * width + bar * 8 + 4] > 125 ? sum + 1 << bar : sum
    }
  }
}
