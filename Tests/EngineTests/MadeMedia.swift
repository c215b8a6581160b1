import Foundation

@testable import Engine

/// A folder for one test's media, made with the `ffmpeg` command and removed afterwards.
final class MadeMedia {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("engine-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  struct CommandFailed: Error {
    var arguments: [String]
    var status: Int32
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
    guard process.terminationStatus == 0 else {
      throw CommandFailed(arguments: words, status: process.terminationStatus)
    }
    return path(name)
  }

  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

  /// A source of `ffmpeg` whose every picture carries its number: the left half its low 4 bits, the right
  /// half its high ones.
  static func numbered(rate: String, seconds: String) -> String {
    "-f lavfi -i nullsrc=s=64x48:r=\(rate):d=\(seconds),format=yuv420p,"
      + "geq=lum='24+12*if(lt(X\\,32)\\,mod(N\\,16)\\,mod(floor(N/16)\\,16))':cb=128:cr=128"
  }

  /// A source of `ffmpeg` whose sample number n (modulo 20000) has the value n / 32768.
  static func counted(rate: Int, seconds: String) -> String {
    "-f lavfi -i aevalsrc=mod(n\\,20000)/32768:s=\(rate):d=\(seconds):c=mono"
  }
}
