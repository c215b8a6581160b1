import MediaTypes

/// The time that was probably meant by a text that is none: units as people say them (`2sec`, `1.5 s`,
/// `1m30s`), a decimal comma, signs without spaces around them (`intro.end+1s`). Nil where nothing is near.
package func mendedTime(_ text: String) -> String? {
  guard text.utf8.count <= 200 else { return nil }
  var parts: [String] = []
  var pending: [Substring] = []
  for word in text.split(separator: " ") {
    if word == "+" || word == "-" {
      guard let term = mendedTerm(pending) else { return nil }
      parts += [term, String(word)]
      pending = []
    } else {
      pending.append(word)
    }
  }
  guard let last = mendedTerm(pending) else { return nil }
  let mended = (parts + [last]).joined(separator: " ")
  guard mended != text, case .success = readTime(mended) else { return nil }
  return mended
}

/// Whether a text is a time as it stands.
package func isTime(_ text: String) -> Bool { if case .success = readTime(text) { true } else { false } }

private func mendedTerm(_ words: [Substring]) -> String? {
  guard !words.isEmpty else { return nil }
  let term = words.joined(separator: " ")
  if case .success = readTime(term) { return term }
  return plainQuantity(term) ?? spaced(term)
}

/// `a.end+1s` with spaces around its signs.
private func spaced(_ term: String) -> String? {
  guard let sign = term.indices.dropFirst().first(where: { term[$0] == "+" || term[$0] == "-" && isSum(term, at: $0) })
  else { return nil }
  let rest = String(term[term.index(after: sign)...])
  guard let first = mendedTerm([term[..<sign]]), let second = mendedTerm([Substring(rest)]) else { return nil }
  return "\(first) \(term[sign]) \(second)"
}

/// A minus sign and no hyphen of a name: a length follows it.
private func isSum(_ term: String, at sign: String.Index) -> Bool {
  guard let next = term[sign...].dropFirst().utf8.first else { return false }
  return (48...57).contains(next)
}

/// A length in the units that people say, in a unit of the language.
private func plainQuantity(_ term: String) -> String? {
  var rest = Substring(term.lowercased().filter { $0 != " " })
  var seconds = Rational.zero
  var count = 0
  while let (number, unit) = takeQuantity(&rest) {
    if let suffix = suffixes[unit] {
      guard rest.isEmpty, count == 0 else { return nil }
      return number.plainText + suffix
    }
    guard let factor = secondsPerUnit[unit] else { return nil }
    seconds += number * factor
    count += 1
  }
  guard rest.isEmpty, count > 0, seconds.isValid else { return nil }
  return seconds.plainText + "s"
}

/// A number and the letters behind it.
private func takeQuantity(_ rest: inout Substring) -> (Rational, String)? {
  let digits = rest.prefix { $0.isNumber || ".,/-".contains($0) }
  let unit = rest.dropFirst(digits.count).prefix { $0.isLetter || $0 == "%" }
  guard let number = Rational(text: String(digits.map { $0 == "," ? "." : $0 })), number.isValid else { return nil }
  rest = rest.dropFirst(digits.count + unit.count)
  return (number, String(unit))
}

private let secondsPerUnit: [String: Rational] = [
  "": 1, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60,
  "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
]

private let suffixes: [String: String] = [
  "ms": "ms", "msec": "ms", "msecs": "ms", "millisecond": "ms", "milliseconds": "ms", "f": "f", "fr": "f", "frame": "f",
  "frames": "f", "b": "b", "beat": "b", "beats": "b", "bar": "bars", "bars": "bars", "%": "%", "percent": "%",
]

extension Rational {
  /// `1.5` where that is exact, else `4/3`.
  var plainText: String {
    let decimal = decimal(digits: 6)
    return Rational(text: decimal) == self ? decimal : description
  }
}
