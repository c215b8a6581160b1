import Foundation

/// A folder for one test's media, made with the `ffmpeg` command and removed afterwards.
final class MadeMedia {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("probe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  struct CommandFailed: Error {
    var arguments: [String]
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Runs `ffmpeg ARGUMENTS NAME` in the folder and gives the path of what it made.
  @discardableResult
  func make(_ name: String, _ arguments: String...) throws -> String {
    let words = arguments.flatMap { $0.split(separator: " ").map(String.init) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments = ["ffmpeg", "-nostdin", "-v", "error", "-y"] + words + ["file:" + name]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CommandFailed(arguments: words) }
    return path(name)
  }

  /// Writes bytes as a file.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
    return path(name)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}
