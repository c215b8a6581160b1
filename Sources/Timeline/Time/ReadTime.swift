import MediaTypes

/// Why a text is not a time.
package struct TimeProblem: Error {
  var code = "bad-time"
  package var message: String
  var caption = ""
}

/// Reads a time as `Docs/Language.md` has it. Linear in the text.
func readTime(_ text: String) -> Result<TimeExpression, TimeProblem> {
  do {
    return .success(try TimeReader(text: text).expression())
  } catch {
    return .failure(error)
  }
}

private struct TimeReader {
  let text: String

  func expression() throws(TimeProblem) -> TimeExpression {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first else { throw TimeProblem(message: "a time is missing") }
    var terms: [TimeExpression.Term] = []
    var pending: [Substring] = []
    var isSubtracted = false
    for word in words {
      guard word == "+" || word == "-" else {
        pending.append(word)
        continue
      }
      guard !pending.isEmpty else { throw missingTerm(beside: word) }
      guard terms.count < TimeExpression.termLimit else {
        throw TimeProblem(message: "a time may have \(TimeExpression.termLimit) terms; this one has more")
      }
      terms.append(.init(isSubtracted: isSubtracted, value: try term(pending)))
      pending = []
      isSubtracted = word == "-"
    }
    guard !pending.isEmpty else { throw missingTerm(beside: words.last ?? first) }
    terms.append(.init(isSubtracted: isSubtracted, value: try term(pending)))
    return TimeExpression(terms: terms, text: text)
  }

  private func missingTerm(beside sign: Substring) -> TimeProblem {
    TimeProblem(message: "'\(shown(text))' lacks a term beside '\(sign)'")
  }

  private func term(_ words: [Substring]) throws(TimeProblem) -> TimeTerm {
    if words[0] == "bar" { return try position(words) }
    let word = words.joined(separator: " ")
    if let first = word.utf8.first, isNumberStart(first) {
      guard words.count == 1 else { throw notATime(word) }
      return word.contains(":") || word.contains(";") ? try clock(word) : try quantity(word)
    }
    guard words.count == 1 else { throw notATime(word) }
    return .anchor(try anchor(word))
  }

  private func isNumberStart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte)
  }

  // MARK: numbers with a unit

  private func quantity(_ word: String) throws(TimeProblem) -> TimeTerm {
    let units: [(String, (Rational) -> TimeTerm)] = [
      ("ms", { .seconds($0 / 1000) }), ("bars", { .bars($0) }), ("bar", { .bars($0) }), ("s", { .seconds($0) }),
      ("f", { .frames($0) }), ("b", { .beats($0) }), ("%", { .percent($0) }), ("", { .seconds($0) }),
    ]
    for (unit, make) in units where word.hasSuffix(unit) {
      let digits = word.dropLast(unit.count)
      if digits.hasSuffix("/0") { throw TimeProblem(message: "'\(shown(word))' divides by zero") }
      guard let number = Rational(text: digits) else { break }
      guard number.isValid else { throw tooLarge(word) }
      if unit == "%", number.isNegative { throw TimeProblem(message: "a percentage is not negative: '\(shown(word))'") }
      return make(number)
    }
    throw notATime(word)
  }

  private func tooLarge(_ word: String) -> TimeProblem {
    TimeProblem(code: "time-too-large", message: "'\(shown(word))' has more digits than a time can hold exactly")
  }

  private func notATime(_ word: String) -> TimeProblem {
    TimeProblem(message: "'\(shown(word))' is not a time", caption: "expected a time such as '12.5s' or '75f'")
  }

  // MARK: clocks and timecode

  private func clock(_ word: String) throws(TimeProblem) -> TimeTerm {
    let isDropFrame = word.contains(";")
    let parts = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == ";" }
    if parts.count == 4 { return .timecode(try timecode(word, parts, isDropFrame: isDropFrame)) }
    guard !isDropFrame, parts.count == 2 || parts.count == 3 else { throw notATime(word) }
    guard let seconds = Rational(text: parts[parts.count - 1]), parts.last!.utf8.first != UInt8(ascii: "-"),
      let minutes = wholeNumber(parts[parts.count - 2])
    else { throw notATime(word) }
    let hours = parts.count == 3 ? wholeNumber(parts[0]) : 0
    guard let hours else { throw notATime(word) }
    guard seconds < 60 else { throw TimeProblem(message: "\(parts.last!) is not a second of a minute in '\(shown(word))'") }
    if parts.count == 3, minutes >= 60 {
      throw TimeProblem(message: "\(minutes) is not a minute of an hour in '\(shown(word))'")
    }
    let total = Rational(hours) * 3600 + Rational(minutes) * 60 + seconds
    guard total.isValid else { throw tooLarge(word) }
    return .seconds(total)
  }

  private func timecode(_ word: String, _ parts: [Substring], isDropFrame: Bool) throws(TimeProblem) -> Timecode {
    guard let hours = wholeNumber(parts[0]), let minutes = wholeNumber(parts[1]), let seconds = wholeNumber(parts[2]),
      let frames = wholeNumber(parts[3]), word.filter({ $0 == ";" }).count <= 1,
      !isDropFrame || word.lastIndex(of: ";")! > (word.lastIndex(of: ":") ?? word.startIndex)
    else { throw notATime(word) }
    guard minutes < 60 else { throw TimeProblem(message: "\(minutes) is not a minute of an hour in '\(shown(word))'") }
    guard seconds < 60 else { throw TimeProblem(message: "\(seconds) is not a second of a minute in '\(shown(word))'") }
    return Timecode(hours: hours, minutes: minutes, seconds: seconds, frames: frames, isDropFrame: isDropFrame)
  }

  private func wholeNumber(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }

  // MARK: positions and anchors

  private func position(_ words: [Substring]) throws(TimeProblem) -> TimeTerm {
    guard words.count == 2 || words.count == 4 && words[2] == "beat", let bar = Rational(text: words[1]), bar.isValid
    else { throw notATime(words.joined(separator: " ")) }
    let beat = words.count == 4 ? Rational(text: words[3]) : 1
    guard let beat, beat.isValid, bar >= 1, beat >= 1 else {
      throw TimeProblem(message: "bars and beats are counted from 1 in '\(words.joined(separator: " "))'")
    }
    return .position(bar: bar, beat: beat)
  }

  private func anchor(_ word: String) throws(TimeProblem) -> Anchor {
    if let sign = gluedSign(word) {
      throw TimeProblem(message: "'\(shown(word))' has no spaces around '\(sign)'")
    }
    var text = Substring(word)
    var edge: Anchor.Edge?
    if text.hasSuffix(")"), let call = text.range(of: ".source(") {
      let inner = readTime(String(text[call.upperBound...].dropLast()))
      guard case .success(let time) = inner, time.terms.count == 1, case .seconds(let seconds) = time.terms[0].value
      else { throw TimeProblem(message: "'source(…)' takes seconds, as in 'host.source(41.2s)'") }
      edge = .source(seconds)
      text = text[..<call.lowerBound]
    }
    var names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard names.allSatisfy({ !$0.isEmpty && !$0.contains("(") }) else { throw notATime(word) }
    if edge == nil, let last = names.last, let named = Self.edges[last] {
      edge = named
      names.removeLast()
    }
    return Anchor(path: names, edge: edge)
  }

  /// A sign of a sum that lacks its spaces: names hold no '+', and in 'a.end-1s' what follows the edge is no
  /// name. Without a dot or a unit it may be one: 'end-1s', 'scene.in-2'.
  private func gluedSign(_ word: String) -> Character? {
    if word.contains("+") { return "+" }
    let names = word.split(separator: ".", maxSplits: 1)
    guard names.count == 2, let hyphen = names[1].firstIndex(of: "-"), Self.edges[String(names[1][..<hyphen])] != nil
    else { return nil }
    let length = names[1][hyphen...].dropFirst()
    guard length.first?.isNumber == true, length.last?.isNumber == false, isTime(String(length)) else { return nil }
    return "-"
  }

  private static let edges: [String: Anchor.Edge] = [
    "start": .start, "middle": .middle, "end": .end, "in": .sourceIn, "out": .sourceOut,
  ]
}

extension Substring {
  /// The first place of a word; there is no Foundation here.
  fileprivate func range(of word: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
      start = index(after: start)
    }
    return nil
  }
}

/// As much of a text as a message can carry.
func shown(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
