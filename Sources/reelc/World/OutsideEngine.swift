import Compiler
import Engine
import Glibc

/// An engine that the user set: a command with placeholders, or the address of a server that speaks OpenAI's protocol.
struct OutsideEngine: Sendable {
  /// As the user wrote it; answers are kept under it.
  var text: String
  /// How long it may take; nil for what its answers usually need.
  var seconds: Int?

  var isAddress: Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

  /// Runs the engine; a server is asked through curl.
  /// - Parameters:
  ///   - values: what placeholders such as `{text}` stand for; `{out}` is the file to be written.
  ///   - request: for a server: the path behind the address, and curl's arguments.
  ///   - patience: seconds that it may take where the user says nothing.
  /// - Returns: what it wrote to `{out}` (or `{out}.json`), else what it printed.
  func run(
    _ values: [String: String], request: (path: String, arguments: [String]), in folder: String, patience: Int
  ) throws(WorldProblem) -> [UInt8] {
    let out = values["out"] ?? ""
    let words = isAddress ? ["curl", "-sS", "--fail-with-body", "-o", out] + request.arguments + [address(request.path)] : filled(values)
    guard let program = words.first else { throw WorldProblem("the engine '\(text)' names no program") }
    let result = try result(words, program, in: folder, seconds: seconds ?? patience)
    let written = [out, out + ".json"].first { FilePlace.exists($0) }.flatMap { try? readFile($0, limit: 1 << 28) } ?? []
    guard result.status == 0 else {
      let answer = isAddress ? [String(decoding: written.prefix(200), as: UTF8.self)] : []
      throw WorldProblem("the engine '\(program)' failed", notes: (result.complaints + answer).filter { !$0.isEmpty })
    }
    let answer = written.isEmpty ? result.output : written
    guard !answer.isEmpty else { throw WorldProblem("the engine '\(program)' gave no answer", notes: result.complaints) }
    return answer
  }

  private func result(_ words: [String], _ program: String, in folder: String, seconds: Int) throws(WorldProblem) -> ChildResult {
    do throws(ChildProblem) {
      let result = try runChild(words, in: folder, seconds: seconds)
      if result.status == 127 << 8 { throw .notStarted }
      return result
    } catch {
      switch error {
      case .notStarted: throw WorldProblem("the engine '\(program)' cannot be started", notes: ["it was set as '\(text)'"])
      case .tooSlow:
        throw WorldProblem(
          "the engine '\(program)' gave no answer in \(seconds) s and was stopped",
          notes: ["--engine-timeout SECONDS, or REELC_ENGINE_TIMEOUT, gives it longer"])
      case .interrupted: throw WorldProblem("the engine '\(program)' was stopped")
      }
    }
  }

  private func address(_ path: String) -> String {
    var base = text
    while base.last == "/" { base.removeLast() }
    return base.hasSuffix(path) ? base : base.hasSuffix("/v1") ? base + path.dropFirst(3) : base + path
  }

  /// The command's words, each with its placeholders filled; quotes keep blanks together, no shell reads them.
  private func filled(_ values: [String: String]) -> [String] {
    var words: [String] = []
    var (word, quote): (String?, Character?) = (nil, nil)
    for letter in text {
      if letter == quote {
        quote = nil
      } else if quote == nil, letter == "'" || letter == "\"" {
        (quote, word) = (letter, word ?? "")
      } else if quote == nil, letter.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    if let done = word { words.append(done) }
    return words.map { word in
      var (result, rest) = ("", word[...])
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        let name = String(rest[rest.index(after: open)..<close])
        result += rest[..<open] + (values[name] ?? "{\(name)}")
        rest = rest[rest.index(after: close)...]
      }
      return result + rest
    }
  }
}

/// The engines that the user set, by option or environment.
struct OutsideEngines: Sendable {
  var voice: OutsideEngine?
  var transcriber: OutsideEngine?
  /// A month, in seconds.
  private static let longest = 30 * 24 * 3600

  static func ofUser(_ arguments: Arguments? = nil) -> OutsideEngines {
    let time = arguments?.value("--engine-timeout") ?? Console.variable("REELC_ENGINE_TIMEOUT")
    let seconds = time.flatMap { Int($0) }.flatMap { $0 > 0 ? min($0, longest) : nil }
    func engine(_ option: String, _ variable: String) -> OutsideEngine? {
      let text = arguments?.value(option) ?? Console.variable(variable)
      return text.flatMap { $0.isEmpty ? nil : OutsideEngine(text: $0, seconds: seconds) }
    }
    return OutsideEngines(voice: engine("--voice-engine", "REELC_VOICE"), transcriber: engine("--transcriber", "REELC_TRANSCRIBER"))
  }
}

/// A folder for the time of an engine's work, which is gone before the program leaves where the user stops it.
func withEngineFolder<Result>(_ body: (String) throws(WorldProblem) -> Result) throws(WorldProblem) -> Result? {
  defer { if Interruption.cancellation.isCancelled { Interruption.leaveUnlessWriting() } }
  return try withTemporaryFolder(body)
}
