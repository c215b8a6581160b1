import Diagnostics

/// The whole program: words in, exit status out.
func runReelc(_ words: [String]) -> ExitCode {
  do throws(Failure) {
    return try dispatch(words)
  } catch {
    Console.say(error.text)
    return error.code
  }
}

private func dispatch(_ words: [String]) throws(Failure) -> ExitCode {
  guard let name = words.first else {
    try Console.print(generalHelp())
    return .done
  }
  switch name {
  case "--help", "-h": return try perform(.help, Array(words.dropFirst()))
  case "--version", "-V": return try perform(.version, Array(words.dropFirst()))
  default: break
  }
  guard let command = commandTable.first(where: { $0.name == name }) else { throw unknownCommand(name) }
  return try perform(command, Array(words.dropFirst()))
}

private func perform(_ command: Command, _ words: [String]) throws(Failure) -> ExitCode {
  let beforeEnd = words.prefix { $0 != "--" }
  if command.name != "help", beforeEnd.contains("--help") || beforeEnd.contains("-h") {
    try Console.print(commandHelp(command))
    return .done
  }
  return try command.run(try Arguments(words, options: command.allOptions, command: command.name))
}

private func unknownCommand(_ name: String) -> Failure {
  if name.hasPrefix("-") {
    return .usage("the first word is a command, not '\(name)'", notes: ["'reelc help' lists the commands"])
  }
  if [".yaml", ".yml", ".json"].contains(where: name.hasSuffix) {
    return .usage("'\(name)' is no command; did you mean 'reelc build \(name)'?")
  }
  let meant = closest(to: name, among: commandTable.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
  return .usage("reelc has no command '\(name)'\(meant)", notes: ["'reelc help' lists the commands"])
}
