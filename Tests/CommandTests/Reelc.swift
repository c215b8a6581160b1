import Foundation
import Testing

/// The built program, run in a folder of its own.
struct Reelc {
  /// What a run printed and how it ended.
  struct Outcome {
    var status: Int32
    var out: String
    var err: String
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "reelc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The program stands beside the test bundle.
  static let executable: URL = {
    if let path = ProcessInfo.processInfo.environment["REELC"] { return URL(filePath: path) }
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appending(path: "reelc")
  }()

  func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// Everything in the folder, hidden files too.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

  func run(_ words: String..., input: String = "") throws -> Outcome {
    try outcome(start(words, input: input))
  }

  func run(_ command: String, _ words: [String], input: String = "") throws -> Outcome {
    try outcome(start([command] + words, input: input))
  }

  /// Starts a run whose output goes to files, so that no pipe can fill up.
  func start(_ words: [String], input: String = "") throws -> Run {
    let run = Run(tag: UUID().uuidString)
    let process = run.process
    process.executableURL = Self.executable
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1"]) { $1 }
    for file in [run.input, run.out, run.err] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    try input.write(to: run.input, atomically: false, encoding: .utf8)
    process.standardInput = try FileHandle(forReadingFrom: run.input)
    process.standardOutput = try FileHandle(forWritingTo: run.out)
    process.standardError = try FileHandle(forWritingTo: run.err)
    try process.run()
    return run
  }

  func outcome(_ run: Run) throws -> Outcome {
    run.process.waitUntilExit()
    defer { for file in [run.input, run.out, run.err] { try? FileManager.default.removeItem(at: file) } }
    let status =
      run.process.terminationReason == .exit ? run.process.terminationStatus : -run.process.terminationStatus
    return Outcome(status: status, out: try run.text(of: run.out), err: try run.text(of: run.err))
  }

  /// One process and the files that hold what it says.
  struct Run {
    let process = Process()
    let input: URL
    let out: URL
    let err: URL

    init(tag: String) {
      func file(_ name: String) -> URL {
        FileManager.default.temporaryDirectory.appending(path: "\(tag).\(name)")
      }
      (input, out, err) = (file("in"), file("out"), file("err"))
    }

    func text(of file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
  }
}

/// Documents that need no media.
enum Sample {
  static let short = """
    timeline: 1
    canvas: {size: 64x48, rate: 25}
    tracks:
      - items:
          - {generate: {color: white}, duration: 1s}
          - {generate: test-pattern, duration: 1s}
      - kind: audio
        items: [{generate: {tone: 440}, duration: 2s}]

    """

  static let long = """
    timeline: 1
    canvas: {size: 1280x720, rate: 30}
    tracks: [{items: [{generate: test-pattern, duration: 10:00}]}]

    """

  static let misspelt = """
    timeline: 1
    tracks:
      - items:
          - {clipp: a.mp4}

    """
}

/// What another program prints.
func tool(_ name: String, _ words: String...) throws -> String { try tool(name, words) }

func tool(_ name: String, _ words: [String]) throws -> String {
  let process = Process(), pipe = Pipe()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [name] + words
  process.standardOutput = pipe
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self)
}
