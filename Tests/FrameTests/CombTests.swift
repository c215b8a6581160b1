import Engine
import Foundation
import MediaTypes
import TestMedia
import Testing

/// Interlaced sources lose their combs.
@Suite struct CombTests {
  private static let (width, height) = (160, 96)

  /// A bright bar that moves eight pixels a field.
  private func source() throws -> String {
    let path = scratchPath("moving.mov")
    let bar = "color=black:s=160x96:r=50:d=1[b];color=white:s=24x96:r=50:d=1[w];[b][w]overlay=x=8*n-20"
    let words = ["-nostdin", "-v", "error", "-f", "lavfi", "-i"]
    try runTool(
      "ffmpeg",
      words + [
        bar + ",format=yuv420p,tinterlace=mode=interleave_top,setfield=tff", "-c:v", "libx264", "-crf", "10",
      ]
        + ["-flags", "+ilme+ildct", "-x264-params", "tff=1", "file:" + path])
    return path
  }

  /// How much neighbouring rows differ from each other, and not from the rows after them.
  private func comb(_ path: String) throws -> Int {
    let picture = try runTool(
      "ffmpeg",
      ["-nostdin", "-v", "error", "-i", "file:" + path, "-vf", "format=gray", "-f", "rawvideo", "-"])
    let bytes = [UInt8](picture)
    let frame = Self.width * Self.height
    var sum = 0
    for place in stride(from: frame * 5, to: frame * 15, by: 3) where place % frame + 2 * Self.width < frame {
      let (a, b, c) = (Int(bytes[place]), Int(bytes[place + Self.width]), Int(bytes[place + 2 * Self.width]))
      sum += max(0, abs(a - b) - abs(a - c))
    }
    return sum
  }

  @Test func combsAreGone() throws {
    let (source, path) = (try source(), scratchPath("whole.mov"))
    defer { for path in [source, path] { try? FileManager.default.removeItem(atPath: path) } }
    let document = """
      timeline: 1
      canvas: {size: 160x96, rate: 25}
      tracks: [{items: [{clip: "\(source)"}]}]
      outputs: {film: {file: "\(path)", video: {preset: ultrafast, crf: 10}}}
      """
    try render(plan(document))
    let (before, after) = (try comb(source), try comb(path))
    #expect(before > 20_000)
    #expect(after * 8 < before, "\(before) in the source, \(after) in the film")
  }
}
