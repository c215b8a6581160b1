import Diagnostics
import MediaTypes

/// The musical grid, as stated.
package struct TempoClause: Construct {
  package var bpm: Setting<BeatsPerMinute>?
  package var meter: Setting<Meter>?
  package var offset: Setting<TimeExpression>?
  package var beats: Setting<[TimeExpression]>?
  /// The whole clause's place.
  package var span = Span(start: 0, end: 0)

  package init() {}

  package static let declaration = Declaration<TempoClause>(
    "tempo", "The musical grid: beats and bars become times.",
    examples: ["{bpm: 128, meter: 4/4, offset: 0.35s}", "{beats: [0.5s, 1.02s, 1.51s]}"],
    [
      Parameter("bpm", \.bpm, "Beats a minute.", example: "128"),
      Parameter("meter", \.meter, "Beats a bar, and which note is a beat.", default: "4/4", example: "3/4"),
      Parameter("offset", \.offset, "When bar 1 beat 1 is.", default: "0s", example: "0.35s"),
      Parameter("beats", \.beats, "When each beat is, instead of 'bpm'; the first is bar 1 beat 1.", example: "[0.5s, 1.02s, 1.51s]"),
    ])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TempoClause? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping such as {bpm: 128}")
      return nil
    }
    var clause = TempoClause()
    clause.span = node.span
    let errors = reading.bag.errorCount
    declaration.read(entries, into: &clause, span: node.span, &reading)
    guard reading.bag.errorCount == errors else { return nil }
    guard (clause.bpm == nil) != (clause.beats == nil) else {
      reading.bag.error("bad-tempo", "'tempo' needs 'bpm' or 'beats', and not both", at: node.span, caption: "add 'bpm: 120'")
      return nil
    }
    return clause
  }
}

/// Beats a minute.
package struct BeatsPerMinute: BoundedNumber {
  package var value: Rational
  package static let words = "a bpm from 1 to 1000"
  package static let limits: ClosedRange<Rational> = 1...1000
  package init(_ value: Rational) { self.value = value }
}

/// `4/4`.
package struct Meter: ParameterValue {
  package var beatsPerBar: Int

  package static let shape = ValueShape.form(
    name: "a meter", help: "Beats a bar, and which note is a beat.", pattern: "^[0-9]+/[0-9]+$", examples: ["4/4", "6/8"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Meter? {
    let parts = node.scalar?.text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) } ?? []
    guard parts.count == 2, let beats = parts[0], let note = parts[1], (1...64).contains(beats), [1, 2, 4, 8, 16, 32].contains(note)
    else {
      reading.wrongValue(node, expected: "a meter such as '4/4'")
      return nil
    }
    return Meter(beatsPerBar: beats)
  }
}
