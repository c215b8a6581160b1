import Diagnostics

extension Command {
  static let help = Command(
    name: "help", summary: "this page, or all about one command", synopsis: "[COMMAND]",
    examples: [("reelc help build", "every option of 'build'")],
    run: { arguments throws(Failure) in
      guard let name = arguments.plain.first else {
        try Console.print(generalHelp())
        return .done
      }
      guard let command = commandTable.first(where: { $0.name == name }) else {
        let meant = closest(to: name, among: commandTable.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        throw .usage("reelc has no command '\(name)'\(meant)")
      }
      try Console.print(commandHelp(command))
      return .done
    })
}

/// One screen that teaches the program.
func generalHelp() -> String {
  let commands = commandTable.map { "  \(padded($0.name, 10))\($0.summary)" }.joined(separator: "\n")
  return """
    reelc compiles a timeline, written in YAML or JSON, to a film.

    This is a timeline; reelc build makes opening.mp4 of it:

      timeline: 1
      tracks:
        - items:
            - {clip: intro.mp4}
            - {clip: talk.mp4, in: 12s, out: 40s}

    Try:
      reelc check opening.timeline.yaml            what is wrong, and how long it is
      reelc build opening.timeline.yaml            make the film
      echo '{timeline: 1, tracks: [{items: [{generate: test-pattern, duration: 2s}]}]}' |
        reelc build - -o pattern.mp4               a film of nothing but two seconds of a test card

    Commands (reelc help COMMAND says more):
    \(commands)

    Exit status: 0 done; 1 errors in the document or in media; 2 wrong use; 70 a bug in reelc;
    74 a file that cannot be read or written; 130 interrupted.

    """
}

/// Everything about one command.
func commandHelp(_ command: Command) -> String {
  var text = "reelc \(command.name) \(command.synopsis)".trimmedEnd + "\n    \(command.summary)\n"
  for paragraph in command.details { text += "\n" + wrapped(paragraph, width: 90) + "\n" }
  if !command.examples.isEmpty {
    let width = (command.examples.map(\.line.count).max() ?? 0) + 2
    text += "\nExamples:\n"
    text += command.examples.map { "  \(padded($0.line, width))\($0.meaning)\n" }.joined()
  }
  text += "\nOptions:\n"
  let width = (command.allOptions.map(\.synopsis.count).max() ?? 0) + 2
  text += command.allOptions.map { "  \(padded($0.synopsis, width))\($0.help)\n" }.joined()
  return text
}

/// Blanks behind, to `width` characters.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

/// Lines of at most `width` characters, broken at blanks.
func wrapped(_ text: String, width: Int, indent: String = "") -> String {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty, line.count + 1 + word.count > width {
      lines.append(indent + line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  return (lines + [indent + line]).joined(separator: "\n")
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
