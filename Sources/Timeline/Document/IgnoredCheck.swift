import Diagnostics
import MediaTypes

/// From where on advice is an error.
package enum CheckFailure: String, WordChoice {
  case error, warning, note

  package var help: String {
    switch self {
    case .error: "Errors alone."
    case .warning: "Warnings, too."
    case .note: "Whatever is said."
    }
  }

  var severity: Diagnostic.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .note: .note
    }
  }
}

/// How fast captions are to be read, in letters and spaces a second.
package struct CaptionSpeed: BoundedNumber {
  package var value: Rational
  package static let words = "letters a second from 1 to 100, such as '17cps'"
  package static let limits: ClosedRange<Rational> = 1...100
  package static let units: [(suffix: String, factor: Rational)] = [("cps", 1)]
  package init(_ value: Rational) { self.value = value }
}

/// `{check: black-frames, at: end - 1f, why: …}`: advice that its author knows of.
package struct IgnoredCheck: Construct {
  package var check: Setting<Text>?
  package var at: Setting<TimeExpression>?
  package var why: Setting<Text>?
  /// The film's frame at `at`, once it is known.
  package var frame: Int?

  package init() {}

  package static let declaration = Declaration<IgnoredCheck>(
    "an ignored check", "Advice that is known and not wanted.", examples: ["{check: black-frames, at: end - 1f, why: it ends in black}"],
    [
      Parameter("check", \.check, "Its code, as it stands behind the message.", required: true, example: "black-frames"),
      Parameter("at", \.at, "A moment of what it is about; all of its kind where absent.", example: "end - 1f"),
      Parameter("why", \.why, "For whoever reads this later.", example: "designed blackout"),
    ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> IgnoredCheck? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping such as {check: judder, why: it is meant}")
      return nil
    }
    var ignored = IgnoredCheck()
    declaration.read(entries, into: &ignored, span: node.span, &reading)
    guard let check = entries.first(where: { $0.key == "check" }), ignored.check != nil else { return nil }
    return reading.choose(check.value, among: ChecksClause.advice.map(\.code), called: "check") == nil ? nil : ignored
  }

  /// Advice about no stretch of film is only ignored altogether.
  func covers(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.code == check?.value.value else { return false }
    guard at != nil else { return true }
    return frame.map { diagnostic.frames?.contains($0) ?? false } ?? false
  }
}

extension ChecksClause {
  /// Works out the frames of what is ignored at moments.
  package mutating func placeIgnored(_ frame: (Setting<TimeExpression>) -> Int?) {
    for index in ignored.indices { ignored[index].frame = ignored[index].at.flatMap(frame) }
  }
}
