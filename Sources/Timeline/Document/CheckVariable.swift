import Diagnostics
import MediaTypes

extension VariableClause {
  /// Whether the declaration agrees with itself; every disagreement is reported.
  package func checkItself(_ name: String, span: Span, _ reading: inout Reading) -> Bool {
    let before = reading.bag.errorCount
    if variableType == .enum, values?.value.isEmpty ?? true {
      reading.bag.error(
        "missing-key", "'\(name)' is an enum without values", at: values?.span ?? type?.span ?? span,
        caption: "add 'values: [a, b]'")
    }
    for bound in [minimum, maximum].compactMap(\.self) {
      if variableType.isMeasured {
        if measured(bound.value.node, &reading) == nil { continue }
      } else {
        reading.bag.error(
          "needless-key", "limits are for numbers and times, and '\(name)' is a \(variableType.rawValue)",
          at: bound.keySpan)
      }
    }
    if let maximumLength, ![.string, .path].contains(variableType) {
      reading.bag.error(
        "needless-key", "'max-chars' is for text, and '\(name)' is a \(variableType.rawValue)",
        at: maximumLength.keySpan)
    }
    for value in values?.value ?? [] where variableType != .enum {
      _ = checkType(value.node, &reading)
    }
    return reading.bag.errorCount == before
  }

  /// Whether `node` is a value that the variable takes; what is wrong is reported at `node`, under the key
  /// that is being read.
  package func check(_ node: SyntaxNode, _ reading: inout Reading) -> Bool {
    guard checkType(node, &reading), let scalar = node.scalar else { return false }
    let name = reading.key
    if let choices = values?.value.map(\.text), !choices.contains(scalar.text) {
      reportChoice(node, scalar.text, choices, &reading)
      return false
    }
    if let limit = maximumLength?.value, scalar.text.count > limit {
      reading.bag.error(
        "out-of-range", "'\(name)' takes at most \(limit) characters; this has \(scalar.text.count)",
        at: node.span, caption: "\(scalar.text.count - limit) too many")
      return false
    }
    return checkLimits(node, &reading)
  }

  private func reportChoice(_ node: SyntaxNode, _ text: String, _ choices: [String], _ reading: inout Reading) {
    let meant = closest(to: text, among: choices)
    reading.bag.error(
      "unknown-word", "'\(text)' is none of the values of '\(reading.key)'", at: node.span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "",
      notes: ["values: " + choices.joined(separator: ", ")],
      fixIts: meant.map { [.init(node.span, replacement: $0, title: "write '\($0)'")] } ?? [])
  }

  private func checkLimits(_ node: SyntaxNode, _ reading: inout Reading) -> Bool {
    guard variableType.isMeasured, let value = Self.measure(node, variableType) else { return true }
    if let minimum, let least = Self.measure(minimum.value.node, variableType), value < least {
      reading.bag.error(
        "out-of-range", "'\(reading.key)' is at least \(minimum.value.text), not \(node.kindName)",
        at: node.span,
        caption: "min is \(minimum.value.text)")
      return false
    }
    if let maximum, let most = Self.measure(maximum.value.node, variableType), value > most {
      reading.bag.error(
        "out-of-range", "'\(reading.key)' is at most \(maximum.value.text), not \(node.kindName)",
        at: node.span,
        caption: "max is \(maximum.value.text)")
      return false
    }
    return true
  }

  private func checkType(_ node: SyntaxNode, _ reading: inout Reading) -> Bool {
    switch variableType {
    case .string, .enum: Text.read(node, &reading) != nil
    case .number: AnyNumber.read(node, &reading) != nil
    case .integer: Int.read(node, &reading) != nil
    case .boolean: Bool.read(node, &reading) != nil
    case .time: TimeExpression.read(node, &reading) != nil
    case .color: Color.read(node, &reading) != nil
    case .path: FilePath.read(node, &reading) != nil
    }
  }

  /// A limit as a number; reported where it is none.
  private func measured(_ node: SyntaxNode, _ reading: inout Reading) -> Rational? {
    guard checkType(node, &reading) else { return nil }
    guard let value = Self.measure(node, variableType) else {
      reading.wrongValue(node, expected: "a time in seconds")
      return nil
    }
    return value
  }

  /// A number, or the seconds of a time; nil for a time that depends on a canvas or an anchor.
  private static func measure(_ node: SyntaxNode, _ type: VariableType) -> Rational? {
    guard let text = node.scalar?.text else { return nil }
    guard type == .time else { return Rational(text: text) }
    guard case .success(let time) = readTime(text), time.terms.count == 1, !time.terms[0].isSubtracted,
      case .seconds(let seconds) = time.terms[0].value
    else { return nil }
    return seconds
  }
}

extension VariableType {
  /// Whether 'min' and 'max' mean something for it.
  fileprivate var isMeasured: Bool { [.number, .integer, .time].contains(self) }
}

/// A number without limits of its own.
private struct AnyNumber: BoundedNumber {
  static let words = "a number"
  static let limits = Rational(-Int.max)...Rational(Int.max)

  init(_ value: Rational) {}
}
