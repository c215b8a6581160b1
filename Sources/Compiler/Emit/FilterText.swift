import FilterGraph

/// A filter in FFmpeg's graph syntax. FFmpeg takes a graph apart twice, first into filters and then each
/// filter's arguments into options, so a value is escaped once for each time.
func filterText(_ filter: Filter, instance: String? = nil) -> String {
  let name = instance.map { "\(filter.name)@\($0)" } ?? filter.name
  guard !filter.options.isEmpty else { return name }
  let arguments = filter.options.map { "\($0.name)=\(escapedOption($0.value))" }.joined(separator: ":")
  return "\(name)=\(escapedArguments(arguments))"
}

/// An option's value as it stands among a filter's arguments.
func escapedOption(_ value: String) -> String { backslashed(value, special: "\\':") }

/// A filter's arguments as they stand in a graph: quoted where that is enough, so that people can read them.
func escapedArguments(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { "\\'[],;".unicodeScalars.contains($0) || isSpace($0) }) else {
    return text
  }
  return text.contains("'") ? backslashed(text, special: "\\'[],;") : "'\(text)'"
}

/// Text with a backslash before each special character, and before the blanks at both ends, which FFmpeg
/// would otherwise drop.
private func backslashed(_ text: String, special: String) -> String {
  let scalars = Array(text.unicodeScalars)
  let first = scalars.firstIndex { !isSpace($0) } ?? scalars.count
  let last = scalars.lastIndex { !isSpace($0) } ?? -1
  var result = String.UnicodeScalarView()
  for (index, scalar) in scalars.enumerated() {
    if special.unicodeScalars.contains(scalar) || index < first || index > last { result.append("\\") }
    result.append(scalar)
  }
  return String(result)
}

/// What FFmpeg's tokenizer takes for a blank.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool { " \n\t\r".unicodeScalars.contains(scalar) }
