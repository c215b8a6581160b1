/// One option of a command: how it is written and what it does.
struct Option: Sendable {
  /// With its dashes: `--no-clobber`, `-o`.
  var name: String
  /// Another spelling: `-h` of `--help`.
  var short: String?
  /// What its value is called in the help; nil for an option without one.
  var value: String?
  var help: String
  /// The only values it takes; empty where any will do.
  var choices: [String] = []
  /// May stand more than once.
  var repeats = false

  init(
    _ name: String, short: String? = nil, value: String? = nil, choices: [String] = [], repeats: Bool = false,
    _ help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.help = help
    self.choices = choices
    self.repeats = repeats
  }

  /// As the help prints it: `--color WHEN`.
  var synopsis: String {
    (short.map { "\($0), " } ?? "") + name + (value.map { " \($0)" } ?? "")
  }
}

extension Option {
  /// Every command's.
  static let help = Option("--help", short: "-h", "show this help")
  static let color = Option(
    "--color", value: "WHEN", choices: ["auto", "always", "never"], "colour messages: auto, always, never")
  static let json = Option("--json", "print JSON, for programs")
  static func output(_ help: String) -> Option { Option("-o", value: "FILE", help) }
}
