import Foundation

/// Checks JSON against one of our schemas, with Python's `jsonschema` where the machine has it; without, that
/// the text is JSON at all.
struct Validation {
  /// The repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let schemas = root.appending(path: "Schemas")

  private let schema: URL

  init(schema name: String) throws { schema = Self.schemas.appending(path: "\(name).schema.json") }

  /// What is wrong, a line each; empty where nothing is.
  func problems(with text: String) throws -> String {
    guard Python.hasJSONSchema else {
      return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) == nil ? "no JSON" : ""
    }
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
          print(error.json_path, error.message)
      """
    let outcome = try Python.run(script, [schema.path], input: text)
    return outcome.status == 0 ? outcome.out : outcome.err
  }
}

/// The machine's Python, if any.
enum Python {
  static let hasJSONSchema = (try? run("import jsonschema, yaml", [], input: ""))?.status == 0

  static func run(_ script: String, _ words: [String], input: String) throws -> Reelc.Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + words
    let folder = FileManager.default.temporaryDirectory
    let files = ["in", "out", "err"].map { folder.appending(path: "\(UUID().uuidString).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    try input.write(to: files[0], atomically: false, encoding: .utf8)
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files.dropFirst().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Reelc.Outcome(status: process.terminationStatus, out: texts[0], err: texts[1])
  }
}
