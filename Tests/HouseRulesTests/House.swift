import Foundation

/// The repository, as its rules see it.
enum House {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Every Swift file of the folder, in order.
  static func swiftFiles(in folder: String) -> [SwiftFile] {
    files(in: folder).filter { $0.hasSuffix(".swift") }.map(SwiftFile.init)
  }

  /// Paths of all files below a folder, from the root, in order.
  static func files(in folder: String) -> [String] {
    let start = root.appending(path: folder)
    let found = FileManager.default.enumerator(atPath: start.path)?.allObjects as? [String] ?? []
    return found.map { "\(folder)/\($0)" }.sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Writes a generated page where UPDATE_GOLDEN=1 asks for it.
  static var updates: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }
}

/// A source file, line by line.
struct SwiftFile: CustomStringConvertible {
  let path: String
  let lines: [Substring]

  init(path: String) {
    self.path = path
    let text = (try? House.text(path)) ?? ""
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  var description: String { path }

  /// The second folder: `Engine` in `Sources/Engine/Render.swift`.
  var target: String { String(path.split(separator: "/")[1]) }

  /// Without what follows `//`, so that comments may speak of anything.
  var code: [Substring] {
    lines.map { line in line.range(of: "//").map { line[..<$0.lowerBound] } ?? line }
  }

  /// `path:line` of every line of code that the pattern is found in.
  func places<Output>(of pattern: Regex<Output>) -> [String] {
    code.enumerated().filter { $0.element.contains(pattern) }.map { "\(path):\($0.offset + 1)" }
  }
}
