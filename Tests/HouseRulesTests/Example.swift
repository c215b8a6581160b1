import Compiler
import Diagnostics

/// A YAML example of a page, and the message that the page shows below it, if any.
struct Example: CustomStringConvertible {
  var page: String
  /// Of its first line, counted from 1.
  var line: Int
  var text: String
  /// What the page says that reelc prints: the block of text right below.
  var message: String?

  var description: String { "\(page):\(line)" }

  /// Every fenced block of YAML of a page.
  static func all(of page: String) throws -> [Example] {
    var examples: [Example] = []
    for block in blocks(try House.text(page)) {
      switch block.kind {
      case "yaml": examples.append(Example(page: page, line: block.line, text: block.text))
      case "text" where block.text.contains(/^(?:error|warning|note):/):
        examples[examples.count - 1].message = block.text
      default: break
      }
    }
    return examples
  }

  private static func blocks(_ page: String) -> [(kind: String, line: Int, text: String)] {
    var found: [(kind: String, line: Int, text: String)] = []
    var open: (kind: String, line: Int, text: String)?
    for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let block = open { found.append(block) }
        open = open == nil ? (String(line.dropFirst(3)), index + 2, "") : nil
      } else {
        open?.text += line + "\n"
      }
    }
    return found
  }

  /// As a whole document: items are put on a track, and top-level keys get what they lack.
  var document: String {
    if text.contains(/(?m)^timeline:/) { return text }
    let head = "timeline: 1\n" + (text.contains(/(?m)^canvas:/) ? "" : "canvas: {size: 1280x720, rate: 30}\n")
    guard text.hasPrefix("- ") else {
      return head + text
        + (text.contains(/(?m)^tracks:/) ? "" : "tracks: [{id: main, items: [{clip: talk.mp4}]}]\n")
    }
    let items = text.split(separator: "\n").map { "      \($0)\n" }.joined()
    return head + "tracks:\n  - items:\n" + items
  }

  func compiled() throws -> Compilation {
    let output = OutputRequest(path: nil, defaultPath: "film.mp4")
    var request = CompileRequest(
      path: "film.timeline.yaml", bytes: Array(document.utf8), folder: "", output: output)
    request.givesAdvice = message?.hasPrefix("error:") == false
    return try compile(request, world: PaperWorld())
  }
}

extension Compilation {
  /// Everything it says, as people see it.
  func rendered(_ severities: Set<Diagnostic.Severity>) -> String {
    let renderer = TextRenderer(usesColor: false)
    return bag.sorted.filter { severities.contains($0.severity) }.map { renderer.render($0, in: sources) }
      .joined(separator: "\n")
  }
}
