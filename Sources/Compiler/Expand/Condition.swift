/// What `when` asks, as written: nothing in it has been looked up.
indirect enum Condition {
  case value(Operand)
  case comparison(Operand, isEqual: Bool, Operand)
  case not(Condition)
  case and(Condition, Condition)
  case or(Condition, Condition)

  /// A text, bare or quoted, with its bytes in the condition; quotes are not part of them.
  struct Operand {
    var text: String
    var range: Range<Int>
    var isQuoted = false
  }

  /// What cannot be read, and which bytes to blame.
  struct Fault: Error {
    var message: String
    var caption = ""
    var range: Range<Int>
  }

  /// Reads a condition. `not` binds tighter than `and`, and `and` tighter than `or`.
  init(_ text: String) throws(Fault) {
    var parser = ConditionParser(tokens: try ConditionTokens.read(text), end: text.utf8.count)
    self = try parser.condition()
  }
}

private struct ConditionParser {
  let tokens: [ConditionToken]
  /// Bytes of the condition.
  let end: Int
  private var at = 0
  private var depth = 0

  init(tokens: [ConditionToken], end: Int) {
    self.tokens = tokens
    self.end = end
  }

  mutating func condition() throws(Condition.Fault) -> Condition {
    let result = try alternatives()
    guard let extra = next else { return result }
    if case .close = extra.kind { throw .init(message: "this ')' closes nothing", range: extra.range) }
    throw .init(
      message: "a condition goes on with 'and' or 'or' here", caption: "text with blanks needs quotes",
      range: extra.range)
  }

  private var next: ConditionToken? { at < tokens.count ? tokens[at] : nil }

  private mutating func take(_ word: ConditionToken.Kind) -> Bool {
    guard let next, next.kind == word else { return false }
    at += 1
    return true
  }

  private mutating func alternatives() throws(Condition.Fault) -> Condition {
    var result = try conjunction()
    while take(.or) { result = .or(result, try conjunction()) }
    return result
  }

  private mutating func conjunction() throws(Condition.Fault) -> Condition {
    var result = try negation()
    while take(.and) { result = .and(result, try negation()) }
    return result
  }

  private mutating func negation() throws(Condition.Fault) -> Condition {
    guard let token = next, token.kind == .not || token.kind == .open else { return try comparison() }
    at += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= 64 else {
      throw .init(message: "a condition is nested deeper than 64 levels here", range: token.range)
    }
    if token.kind == .not { return .not(try negation()) }
    let inner = try alternatives()
    guard take(.close) else {
      throw .init(message: "this '(' is not closed", caption: "add ')'", range: token.range)
    }
    return inner
  }

  private mutating func comparison() throws(Condition.Fault) -> Condition {
    let left = try operand()
    if take(.equal) { return .comparison(left, isEqual: true, try operand()) }
    if take(.notEqual) { return .comparison(left, isEqual: false, try operand()) }
    return .value(left)
  }

  private mutating func operand() throws(Condition.Fault) -> Condition.Operand {
    guard let token = next else {
      throw .init(message: "the condition ends where a value is wanted", range: max(0, end - 1)..<end)
    }
    guard case .operand(let text, let isQuoted) = token.kind else {
      throw .init(message: "a condition has a value here: text or a variable", range: token.range)
    }
    at += 1
    let range = isQuoted ? token.range.lowerBound + 1..<token.range.upperBound - 1 : token.range
    return .init(text: text, range: range, isQuoted: isQuoted)
  }
}
