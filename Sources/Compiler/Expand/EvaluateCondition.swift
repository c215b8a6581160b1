import Diagnostics
import MediaTypes
import Timeline

extension Expander {
  /// Whether an item or track with this `when` stays. What is wrong is reported, and then it stays.
  mutating func holds(_ entry: SyntaxEntry?, _ context: ExpandContext) -> Bool {
    guard let entry else { return true }
    guard let scalar = entry.value.scalar, !scalar.isNull else {
      error(
        "wrong-kind", "'when' takes a condition such as '$lang == en', not \(entry.value.kindName)",
        at: entry.value.span)
      return true
    }
    let place = TextPlace(entry.value)
    do throws(Condition.Fault) {
      return evaluate(try Condition(scalar.text), place, context) ?? true
    } catch {
      self.error("bad-condition", error.message, at: place[error.range], caption: error.caption)
      return true
    }
  }

  /// Nil where it cannot be known. Both sides are always looked at, so that every name is checked.
  private mutating func evaluate(_ condition: Condition, _ place: TextPlace, _ context: ExpandContext)
    -> Bool?
  {
    switch condition {
    case .value(let operand): return truth(operand, place, context)
    case .comparison(let a, let isEqual, let b):
      let (left, right) = (operand(a, place, context), operand(b, place, context))
      guard let left, let right else { return nil }
      return left.equals(right) == isEqual
    case .not(let inner): return evaluate(inner, place, context).map { !$0 }
    case .and(let a, let b):
      let (left, right) = (evaluate(a, place, context), evaluate(b, place, context))
      return left == false || right == false ? false : left.flatMap { _ in right }
    case .or(let a, let b):
      let (left, right) = (evaluate(a, place, context), evaluate(b, place, context))
      return left == true || right == true ? true : left.flatMap { _ in right }
    }
  }

  private mutating func truth(_ operand: Condition.Operand, _ place: TextPlace, _ context: ExpandContext)
    -> Bool?
  {
    guard let value = self.operand(operand, place, context) else { return nil }
    if let truth = value.truth { return truth }
    error(
      "bad-condition", "'\(value.text.prefix(60))' is neither true nor false", at: place[operand.range],
      caption: "compare it: \(operand.text.prefix(40)) == …")
    return nil
  }

  private mutating func operand(
    _ operand: Condition.Operand, _ place: TextPlace, _ context: ExpandContext
  ) -> ConditionValue? {
    guard let value = replace(operand.text, place, offset: operand.range.lowerBound, context),
      !value.isUnknown
    else { return nil }
    return ConditionValue(text: value.text, isNumber: value.whole?.isNumber ?? false)
  }
}

/// One side of a comparison.
private struct ConditionValue {
  var text: String
  /// It comes from a variable that holds numbers.
  var isNumber: Bool

  /// YAML's words for truth.
  var truth: Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// Letter by letter, but truths by meaning, and a variable's number by value.
  func equals(_ other: ConditionValue) -> Bool {
    if let truth, let otherTruth = other.truth { return truth == otherTruth }
    if isNumber || other.isNumber, let a = Rational(text: text), let b = Rational(text: other.text) {
      return a == b
    }
    return text.utf8.elementsEqual(other.text.utf8)
  }
}
