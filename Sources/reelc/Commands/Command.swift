/// One command: what the help says of it, and what it does.
struct Command: Sendable {
  var name: String
  /// One line, for the list of commands.
  var summary: String
  /// What follows its name: `DOCUMENT [OPTIONS]`.
  var synopsis: String
  /// What a reader must know beyond the options, a paragraph each.
  var details: [String] = []
  var options: [Option] = []
  /// Command lines that work, and what each does.
  var examples: [(line: String, meaning: String)] = []
  var run: @Sendable (Arguments) throws(Failure) -> ExitCode

  /// The options that the command takes, those of every command included.
  var allOptions: [Option] { options + [.color, .help] }
}

/// All commands, in the order of the help. A new one is its file and one line here.
let commandTable: [Command] = [
  .new, .build, .check, .frame, .emit, .probe, .beats, .words, .schema, .describe, .doctor, .version, .help,
]
