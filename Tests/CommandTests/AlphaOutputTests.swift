import Foundation
import Testing

/// A film without a ground, written with its transparency: laid over a ground afterwards it is the film on that ground.
@Suite struct AlphaOutputTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  private static func document(on ground: String, _ output: String) -> String {
    """
    timeline: 1
    canvas: {size: 96x64, rate: 25, background: \(ground)}
    tracks:
      - items:
          - {generate: {color: white}, duration: 0.4s, scale: 50%, opacity: 50%, position: [30%, 50%]}
          - {transition: {type: dissolve, duration: 0.2s}}
          - {generate: {color: white}, duration: 0.4s, scale: 40%, position: [70%, 50%]}
    outputs: {it: \(output)}
    """
  }

  @Test(arguments: [("a.mov", 3), ("a.webm", 6), ("a.gif", 16)]) func overAGround(file: String, most: Int) throws {
    defer { reelc.remove() }
    let made = try reelc.run("build", "-", "--quiet", input: Self.document(on: "transparent", "{file: \(file)}"))
    #expect(made.status == 0 && made.err == "", "\(made.err)")
    let over = """
      timeline: 1
      canvas: {size: 96x64, rate: 25, background: navy}
      tracks: [{items: [{clip: \(file)}]}]
      """
    // A GIF has transparent pixels and solid ones, and nothing between.
    for moment in file.hasSuffix("gif") ? ["14f"] : ["3f", "7f", "14f"] {
      let direct = try levels(Self.document(on: "navy", "{file: b.mp4}"), moment)
      let later = try levels(over, moment)
      let differences = zip(direct, later).map { abs(Int($0) - Int($1)) }
      #expect(direct.count == 96 * 64 * 3 && later.count == direct.count)
      #expect(differences.sorted()[differences.count * 99 / 100] <= most, "\(moment): \(differences.max() ?? 0)")
    }
  }

  /// A picture of it holds transparency as PNG and is on black as JPEG.
  @Test func pictures() throws {
    defer { reelc.remove() }
    for name in ["a.png", "a.jpg"] {
      let made = try reelc.run("frame", "-", "--at", "2f", "-o", name, input: Self.document(on: "transparent", "{file: a.mov}"))
      #expect(made.status == 0, "\(made.err)")
    }
    let clear = try pixels("a.png", "rgba"), solid = try pixels("a.jpg", "rgb24")
    let inside = 32 * 96 + 29, outside = 4 * 96 + 90
    #expect(clear[inside * 4] > 250 && abs(Int(clear[inside * 4 + 3]) - 128) <= 2 && clear[outside * 4 + 3] == 0)
    #expect(abs(Int(solid[inside * 3]) - 128) <= 4 && solid[outside * 3] <= 3)
  }

  private func levels(_ document: String, _ moment: String) throws -> [UInt8] {
    let name = "\(UUID().uuidString).png"
    let made = try reelc.run("frame", "-", "--at", moment, "-o", name, input: document)
    #expect(made.status == 0, "\(made.err)")
    return try pixels(name, "rgb24")
  }

  private func pixels(_ name: String, _ format: String) throws -> [UInt8] {
    let path = reelc.folder.appending(path: name).path
    _ = try tool("ffmpeg", "-v", "error", "-y", "-i", path, "-f", "rawvideo", "-pix_fmt", format, path + ".raw")
    return [UInt8](try Data(contentsOf: URL(filePath: path + ".raw")))
  }
}
