import Engine
import FilterGraph
import Foundation

extension GeneratedFilm {
  /// Red, green and blue of points of a picture, as PNG holds them.
  func colors(at points: [(x: Int, y: Int)], frame: Int = 0) throws -> [[Int]] {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("pixels-\(UUID().uuidString).png").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    do { try frameImage(plan(), frame: frame, to: path) } catch let error as EngineError {
      throw Refusal(description: "\(error.message) \(error.details)")
    }
    let bytes = try decoded(path)
    return points.map { point in (0..<3).map { Int(bytes[(point.y * 96 + point.x) * 3 + $0]) } }
  }

  private func decoded(_ path: String) throws -> [UInt8] {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
