import Compiler
import Diagnostics
import Foundation

/// One document of `Tests/Golden/<topic>/<a-sentence>.yaml` and what is expected of it, in the file beside
/// it that ends in `.txt`.
struct GoldenCase: CustomStringConvertible {
  let document: URL

  var description: String { document.deletingLastPathComponent().lastPathComponent + "/" + document.lastPathComponent }
  var expectation: URL { document.deletingPathExtension().appendingPathExtension("txt") }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Golden")

  static let all: [GoldenCase] = {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    return files.filter { ["yaml", "json"].contains($0.pathExtension) }.sorted { $0.path < $1.path }.map(GoldenCase.init)
  }()

  /// Expectations whose document is gone.
  static var orphans: [String] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    let expected = Set(all.map(\.expectation.path))
    return files.filter { $0.pathExtension == "txt" && !expected.contains($0.path) }.map(\.lastPathComponent)
  }

  func compiled(_ bytes: [UInt8]? = nil) throws -> Compilation {
    let bytes = try bytes ?? Array(Data(contentsOf: document))
    var request = CompileRequest(
      path: document.lastPathComponent, bytes: bytes, folder: "", output: OutputRequest(path: nil, defaultPath: "film.mp4"))
    request.givesAdvice = true
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("# safe\n") { request.safeRoot = "" }
    if text.contains("# -O0\n") { request.skippedPasses = Set(passTable.map { $0.name }) }
    return try compile(request, world: TableWorld())
  }

  /// What is compared: the diagnostics, and the forms that the document asks for in a comment
  /// (`# emit: composition, graph`).
  func output(_ compilation: Compilation) throws -> String {
    let renderer = TextRenderer(usesColor: false)
    var parts = compilation.bag.sorted.map { renderer.render($0, in: compilation.sources) }
    let text = try String(contentsOf: document, encoding: .utf8)
    for stage in stages(text) {
      guard let printed = emitted(stage, compilation) else { continue }
      parts.append("-- \(stage)\n\(printed)")
    }
    return parts.joined(separator: "\n")
  }

  private func stages(_ text: String) -> [String] {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("# emit: ") }) else { return [] }
    return line.dropFirst(8).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func emitted(_ stage: String, _ compilation: Compilation) -> String? {
    switch stage {
    case "expanded": compilation.expanded.map(printExpanded)
    case "composition": compilation.composition.map(printComposition)
    case "optimised": compilation.optimised.map(printComposition)
    case "explain": compilation.remarks.map { "\($0.pass): \($0.text)\n" }.joined()
    case "graph": compilation.renders.first.map { emitGraph($0.plan, origins: false) }
    case "text": compilation.renders.map { "\($0.plan.output.path)\n\($0.text ?? "")" }.joined(separator: "\n")
    default: "no such stage\n"
    }
  }
}
