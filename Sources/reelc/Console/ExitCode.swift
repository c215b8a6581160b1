/// What the program's exit status says; scripts rely on it, and the help prints it.
enum ExitCode: Int32 {
  case done = 0
  /// Errors in the document or in media.
  case errors = 1
  case usage = 2
  /// Our bug.
  case fault = 70
  /// A file could not be read or written.
  case io = 74
  case interrupted = 130
}

/// Why a command ends early: a status, and what to tell the user.
struct Failure: Error {
  var code: ExitCode
  var message: String
  var notes: [String] = []

  static func usage(_ message: String, notes: [String] = []) -> Failure {
    Failure(code: .usage, message: message, notes: notes)
  }

  static func io(_ message: String, notes: [String] = []) -> Failure {
    Failure(code: .io, message: message, notes: notes)
  }

  /// A bug of ours, with what a report needs.
  static func fault(_ message: String, notes: [String] = []) -> Failure {
    Failure(
      code: .fault, message: message,
      notes: notes + ["this is a bug in reelc: please report it, with the document and the lines above"])
  }

  /// As printed to people.
  var text: String {
    (["error: \(message)"] + notes.map { "  = \($0)" }).joined(separator: "\n") + "\n"
  }
}
