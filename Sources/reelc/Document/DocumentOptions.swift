import Compiler

extension Option {
  /// What every command that compiles a document takes.
  static let ofDocuments: [Option] = [
    Option("-O0", "leave out every optimisation; the film is the same"),
    Option("--skip-pass", value: "NAME", repeats: true, "leave out one optimisation: " + passNames),
    Option("--diagnostics", value: "FORM", choices: ["text", "json"], "how problems are told: text, json"),
    Option("--set", value: "NAME=VALUE", repeats: true, "set a variable of the document"),
    Option("--data", value: "FILE", "rows that set variables, one film a row: CSV, JSON or YAML"),
    Option("--row", value: "N", "only this row's film"),
    Option("--safe", "read and write only inside the document's folder"),
    Option("--root", value: "DIR", "the folder that --safe allows; implies --safe"),
    Option("--voice-engine", value: "ENGINE", "who speaks for other speakers: a command with {text} and {out}, or an address"),
    Option("--transcriber", value: "ENGINE", "who writes down what is said: a command with {audio}, or an address"),
    Option("--engine-timeout", value: "SECONDS", "how long an engine may take (300 for a voice; 600 or ten times the sound)"),
    Option("--max-document-bytes", value: "N", "refuse longer documents (16777216)"),
    Option("--max-items", value: "N", "refuse films of more items (1000000)"),
    Option("--max-side", value: "N", "refuse wider or higher canvases (16384)"),
    Option("--max-rate", value: "N", "refuse more pictures a second (1000)"),
    Option("--max-hours", value: "N", "refuse longer films (24)"),
    Option("--max-alias-nodes", value: "N", "refuse documents whose aliases add more (100000)"),
    Option("--max-nesting", value: "N", "refuse deeper nesting (64)"),
  ]

  static let explain = Option("--explain", "say what each optimisation did, and at which line")
  static let quiet = Option("--quiet", "say nothing but problems")

  private static var passNames: String { passTable.map { $0.name }.joined(separator: ", ") }
}

extension Arguments {
  /// The passes to leave out.
  /// - Throws: a usage failure for a pass that does not exist.
  func skippedPasses() throws(Failure) -> Set<String> {
    for name in all("--skip-pass") { try checkPass(name) }
    return Set(has("-O0") ? passTable.map { $0.name } : all("--skip-pass"))
  }

  /// What `--set` says, in order.
  /// - Throws: a usage failure where there is no `=`.
  func variables() throws(Failure) -> [VariableSetting] {
    var settings: [VariableSetting] = []
    for text in all("--set") {
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
        throw .usage("'--set' takes NAME=VALUE, not '\(text)'")
      }
      settings.append(
        VariableSetting(name: String(text[..<sign]), value: String(text[text.index(after: sign)...])))
    }
    return settings
  }

  func checkPass(_ name: String) throws(Failure) {
    guard !passTable.contains(where: { $0.name == name }) else { return }
    throw .usage(
      "there is no pass '\(name)'", notes: ["passes: " + passTable.map { $0.name }.joined(separator: ", ")])
  }

  /// Puts the limits that the command line sets into a request.
  func setLimits(_ request: inout CompileRequest) throws(Failure) {
    if let limit = try number("--max-document-bytes") { request.syntaxLimits.documentBytes = limit }
    if let limit = try number("--max-nesting") { request.syntaxLimits.nesting = min(limit, Self.deepest) }
    if let limit = try number("--max-alias-nodes") { request.syntaxLimits.aliasNodes = limit }
    if let limit = try number("--max-items") { request.filmLimits.items = limit }
    if let limit = try number("--max-side") { request.filmLimits.side = limit }
    if let limit = try number("--max-rate") { request.filmLimits.rate = limit }
    // Only its form: engines read it.
    _ = try number("--engine-timeout")
    if let limit = try number("--max-hours") { request.filmLimits.length = min(limit, Self.longest) * 3600 }
  }

  /// What the program's stack is sure to hold.
  private static let deepest = 10_000
  /// Hours of a year, so that no count overflows.
  private static let longest = 8760
}
