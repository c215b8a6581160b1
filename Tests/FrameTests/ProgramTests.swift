import Foundation
import MediaTypes
import TestMedia
import Testing

/// The built program in a process of its own: its memory, and what a kill leaves behind.
@Suite(.serialized, .enabled(if: Program.path != nil, "the program is built beside the tests"))
struct ProgramTests {
  private func film(clips: Int) throws -> Film {
    let source = try CodedShelf.brief("brief25.mov", id: 60)
    let items = (0..<clips).map { n in
      Film.Item.clip(source, Rational(n % 30, 10), Rational(n % 30, 10) + Rational(2, 10))
    }
    return Film(25, items)
  }

  /// The most memory that building a film takes, in kilobytes.
  private func peak(clips: Int) throws -> Int {
    let folder = scratchPath("peak")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let document = folder + "/film.yaml"
    try film(clips: clips).document(output: folder + "/film.mov").write(
      toFile: document, atomically: false, encoding: .utf8)
    try runTool("time", ["-f", "%M", "-o", folder + "/peak", Program.path ?? "", "build", document])
    let text = try String(contentsOfFile: folder + "/peak", encoding: .utf8)
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .max
  }

  @Test func memoryDoesNotGrowWithTheFilm() throws {
    let (few, many) = (try peak(clips: 10), try peak(clips: 1000))
    #expect(Double(many) <= 1.3 * Double(few), "\(few) KB for 10 clips, \(many) KB for 1000")
  }

  /// How often the program is stopped, each time a little later.
  private static let times = Int(ProcessInfo.processInfo.environment["REELC_KILLS"] ?? "") ?? 2

  @Test(arguments: [SIGINT, SIGTERM]) func aStopLeavesNothing(signal: Int32) throws {
    for time in 0..<Self.times {
      #expect(try remains(after: signal, milliseconds: 200 * time) == ["film.yaml"])
    }
  }

  /// Nothing can tidy up behind a kill, but no half film bears the film's name.
  @Test func aKillLeavesNoHalfFilm() throws {
    for time in 0..<Self.times {
      #expect(!(try remains(after: SIGKILL, milliseconds: 200 * time)).contains("film.mov"))
    }
  }

  /// What lies in the folder when the program was stopped half-way.
  private func remains(after signal: Int32, milliseconds: Int) throws -> [String] {
    let folder = scratchPath("kill")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let document = folder + "/film.yaml"
    try film(clips: 3000).document(output: folder + "/film.mov").write(
      toFile: document, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path ?? "")
    process.arguments = ["build", document]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try withOpenSignals { try process.run() }
    let start = Date()
    while try FileManager.default.contentsOfDirectory(atPath: folder).count < 2,
      Date().timeIntervalSince(start) < 20
    {
      usleep(10_000)
    }
    usleep(UInt32(100 + milliseconds) * 1000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus != 0)
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }
}

/// A child starts with the signals of the thread that starts it, and a worker of the test runner blocks most.
private func withOpenSignals(_ body: () throws -> Void) rethrows {
  var (none, before) = (sigset_t(), sigset_t())
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  try body()
}

enum Program {
  /// The `reelc` that was built with these tests; nil where it is not there.
  static let path: String? = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let path = URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/reelc"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
}
