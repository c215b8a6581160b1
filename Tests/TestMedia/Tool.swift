import Foundation

/// What a program could not do.
package struct ToolFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// Runs a program to its end and gives what it printed.
/// - Throws: `ToolFailure` with its complaints, where it fails.
@discardableResult
package func runTool(
  _ program: String, _ arguments: [String], environment: [String: String] = [:], folder: String? = nil
) throws -> Data {
  // Files and not pipes: a child that another thread starts at the same moment would keep a pipe open.
  let (output, complaints) = (scratchPath("output"), scratchPath("complaints"))
  defer { for path in [output, complaints] { try? FileManager.default.removeItem(atPath: path) } }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try emptyFile(output)
  process.standardError = try emptyFile(complaints)
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    let text = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
    throw ToolFailure("\(program) \(arguments.joined(separator: " ")): \(text.suffix(2000))")
  }
  return try Data(contentsOf: URL(fileURLWithPath: output))
}

private func emptyFile(_ path: String) throws -> FileHandle {
  guard FileManager.default.createFile(atPath: path, contents: nil),
    let handle = FileHandle(forWritingAtPath: path)
  else { throw ToolFailure("cannot write '\(path)'") }
  return handle
}

/// A new path in a folder of this run's own, which its last user leaves to the system to clear.
package func scratchPath(_ name: String) -> String {
  let folder = FileManager.default.temporaryDirectory.path + "/reelc-tests-\(getpid())"
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return "\(folder)/\(UUID().uuidString.prefix(8))-\(name)"
}
