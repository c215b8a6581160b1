import Diagnostics

/// A command's words, sorted into options and the rest.
struct Arguments: Sendable {
  private var values: [String: [String]] = [:]
  /// What is no option, in the order given.
  private(set) var plain: [String] = []

  /// Sorts `words` by what `options` declare. Options may stand anywhere; `--` ends them.
  /// - Throws: a usage failure for options that do not exist, lack a value, or are given twice.
  init(_ words: [String], options: [Option], command: String) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        plain += rest
        return
      }
      guard word.hasPrefix("-"), word != "-" else {
        plain.append(word)
        continue
      }
      try take(word, &rest, options: options, command: command)
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }
  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A whole number above 0.
  func number(_ name: String) throws(Failure) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), number > 0, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw .usage("'\(name)' takes a whole number above 0, not '\(text)'")
    }
    return number
  }

  private mutating func take(
    _ word: String, _ rest: inout ArraySlice<String>, options: [Option], command: String
  ) throws(Failure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = options.first(where: { $0.name == name || $0.short == name }) else {
      throw unknown(name, options: options, command: command)
    }
    if values[option.name] != nil, !option.repeats, option.value != nil {
      throw .usage("'\(name)' is given twice; it takes one value")
    }
    guard let called = option.value else {
      guard parts.count == 1 else { throw .usage("'\(name)' takes no value") }
      values[option.name] = [""]
      return
    }
    let given = parts.count == 2 ? String(parts[1]) : rest.popFirst()
    guard let given, !given.isEmpty else {
      throw .usage("'\(name)' needs a value: \(name) \(called)")
    }
    guard option.choices.isEmpty || option.choices.contains(given) else {
      throw .usage("'\(name)' takes \(listed(option.choices)), not '\(given)'")
    }
    values[option.name, default: []].append(given)
  }

  private func unknown(_ name: String, options: [Option], command: String) -> Failure {
    let names = options.flatMap { [$0.name] + ($0.short.map { [$0] } ?? []) }
    let meant = closest(to: name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return .usage(
      "'\(command)' has no option '\(name)'\(meant)",
      notes: ["'reelc help \(command)' lists its options; a file of this name goes behind '--'"])
  }
}
