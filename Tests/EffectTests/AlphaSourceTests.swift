import Foundation
import Testing

/// Files with alpha, over a ground of one colour: what is transparent shows the ground, what is solid itself, and
/// nothing between them is darker than either, though what is transparent holds black.
@Suite(.serialized) struct AlphaSourceTests {
  @Test(
    arguments: [
      ("disc.png", ["-frames:v", "1", "-update", "1"]),
      ("disc.mov", ["-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"]),
      ("disc.webm", ["-c:v", "libvpx-vp9", "-pix_fmt", "yuva420p", "-auto-alt-ref", "0", "-crf", "10", "-deadline", "realtime"]),
      ("disc.gif", []),
    ], ["100%", "60%"])
  func noDarkFringes(_ file: (String, [String]), _ scale: String) throws {
    let path = try made(file.0, file.1)
    let item = "{clip: \"\(path)\", at: 0, duration: 4f, audio: false, scale: \(scale)}"
    let film = GeneratedFilm(generator: "{color: \"#c0c0c0\"}", overlays: [item])
    let points = (0..<96).map { (x: $0, y: 32) } + (0..<64).map { (x: 48, y: $0) }
    let levels = try film.colors(at: points).map { $0[1] }
    #expect(levels.allSatisfy { $0 >= 0xC0 - 6 }, "\(levels.min() ?? 0)")
    #expect(levels[48] >= 252 && abs(levels[2] - 0xC0) <= 2)
  }

  /// A white disc with a smooth edge; what is outside is black.
  private func made(_ name: String, _ options: [String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alpha-\(ProcessInfo.processInfo.processIdentifier)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/" + name, distance = "hypot(X-31.5,Y-31.5)"
    guard !FileManager.default.fileExists(atPath: path) else { return path }
    let color = "if(lt(\(distance),25),255,0)"
    var source = "color=black:s=64x64:r=25:d=0.2,format=rgba,geq=r='\(color)':g='\(color)':b='\(color)':a='255*clip(24.5-\(distance),0,1)'"
    if name.hasSuffix("gif") { source += ",split[a][b];[a]palettegen[p];[b][p]paletteuse" }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source] + options + [path]
    try process.run()
    process.waitUntilExit()
    return path
  }
}
