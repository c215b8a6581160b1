import Diagnostics
import MediaTypes

/// A time as written: terms joined by ` + ` and ` - `, exact, not yet resolved.
package struct TimeExpression: Sendable {
  package struct Term: Sendable {
    package var isSubtracted: Bool
    package var value: TimeTerm
  }

  package var terms: [Term]
  /// As written, for messages.
  package var text: String

  /// Longer sums are refused: no person writes them.
  package static let termLimit = 64

  /// A length of so many seconds.
  /// - Parameter text: as it was written.
  package init(seconds: Rational, text: String) {
    self.init(terms: [Term(isSubtracted: false, value: .seconds(seconds))], text: text)
  }

  init(terms: [Term], text: String) { (self.terms, self.text) = (terms, text) }

  /// The same, relative: each other term as the seconds that it comes to.
  package func relative(_ seconds: (TimeExpression) -> Rational) -> TimeExpression {
    var result = self
    result.terms = terms.map { term in
      let alone = TimeExpression(terms: [term], text: text)
      return alone.isRelative ? term : Term(isSubtracted: false, value: .seconds(seconds(alone)))
    }
    return result
  }

  /// Made of seconds, frames and percentages only, so that it can be counted from anywhere.
  package var isRelative: Bool {
    terms.allSatisfy { term in
      switch term.value {
      case .seconds, .frames, .percent: true
      default: false
      }
    }
  }

  /// A length of time, in whatever it is counted: no moment of its own.
  package var isLength: Bool {
    terms.allSatisfy { term in
      switch term.value {
      case .position, .anchor: false
      default: true
      }
    }
  }

  /// Moments of the film that are added, less those that are taken away: 1 for a moment, 0 for a length.
  package var moments: Int {
    terms.reduce(0) { count, term in
      switch term.value {
      case .position, .anchor: term.isSubtracted ? count - 1 : count + 1
      default: count
      }
    }
  }

  /// Whether it comes before another whatever the rate, the length and the beat: both are counted in one unit.
  package func isSurelyBefore(_ other: TimeExpression) -> Bool {
    guard let own = single, let others = other.single, own.unit == others.unit else { return false }
    return own.count < others.count
  }

  /// The unit that all terms are counted in, and how many of it; nil where there are several or none.
  private var single: (unit: String, count: Rational)? {
    let counts = terms.map { term -> (unit: String, count: Rational) in
      let counted: (unit: String, count: Rational) =
        switch term.value {
        case .seconds(let count): ("s", count)
        case .frames(let count): ("f", count)
        case .beats(let count): ("b", count)
        case .bars(let count): ("bars", count)
        case .percent(let count): ("%", count)
        default: ("", 0)
        }
      return term.isSubtracted ? (counted.unit, -counted.count) : counted
    }
    guard let unit = counts.first?.unit, !unit.isEmpty, counts.allSatisfy({ $0.unit == unit }) else { return nil }
    return (unit, counts.reduce(Rational.zero) { $0 + $1.count })
  }

  /// Frames of a relative time, exact, fractions included.
  /// - Parameters:
  ///   - rate: what frames are counted at.
  ///   - length: frames that are 100 %.
  package func frames(rate: FrameRate, length: Rational) -> Rational {
    terms.reduce(Rational.zero) { total, term in
      let frames: Rational =
        switch term.value {
        case .seconds(let seconds): seconds * rate.value
        case .frames(let frames): frames
        case .percent(let percent): length * percent / 100
        default: .overflow
        }
      return term.isSubtracted ? total - frames : total + frames
    }
  }
}

/// One term of a time.
package enum TimeTerm: Sendable, Hashable {
  /// Seconds.
  case seconds(Rational)
  /// Canvas frames.
  case frames(Rational)
  /// A frame label at the canvas's nominal rate.
  case timecode(Timecode)
  /// Beats, as a length.
  case beats(Rational)
  /// Bars, as a length.
  case bars(Rational)
  /// A position on the musical grid, both from 1.
  case position(bar: Rational, beat: Rational)
  /// Hundredths of what the key refers to.
  case percent(Rational)
  /// A moment that has a name.
  case anchor(Anchor)
}

/// `hours:minutes:seconds:frames`, a label and not a duration.
package struct Timecode: Sendable, Hashable {
  package var hours: Int
  package var minutes: Int
  package var seconds: Int
  package var frames: Int
  /// Written with `;`.
  package var isDropFrame: Bool
}

/// A named moment: an item's or track's edge, a marker, or the sequence's own start or end.
package struct Anchor: Sendable, Hashable {
  package enum Edge: Sendable, Hashable {
    case start, middle, end
    /// The source range's edges; only in `in` and `out` of an item of the same source.
    case sourceIn, sourceOut
    /// The moment when this source time, in seconds, is on screen.
    case source(Rational)
  }

  /// Names from the outside in; empty for the sequence itself.
  package var path: [String]
  package var edge: Edge?

  package init(path: [String], edge: Edge?) {
    self.path = path
    self.edge = edge
  }

  /// As written.
  package var text: String {
    let names = path.joined(separator: ".")
    let edgeText =
      switch edge {
      case .start: "start"
      case .middle: "middle"
      case .end: "end"
      case .sourceIn: "in"
      case .sourceOut: "out"
      case .source(let time): "source(\(time)s)"
      case nil: ""
      }
    return names.isEmpty ? edgeText : edgeText.isEmpty ? names : "\(names).\(edgeText)"
  }
}

extension TimeExpression {
  /// Reads a time that stands in no document.
  package static func parse(_ text: String) -> Result<TimeExpression, TimeProblem> { readTime(text) }
}

extension TimeExpression: ParameterValue {
  package static let shape = ValueShape.form(
    name: "a time",
    help: "Seconds (12, 12.5s, 250ms, 100/3s), frames (75f), minutes (01:02), timecode (00:01:02:15), "
      + "a percentage, or a moment such as 'intro.end - 12f'.",
    pattern: nil, examples: ["12.5s", "75f", "00:01:02.5", "intro.end - 12f"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TimeExpression? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reading.wrongKind(node, expected: "a time such as '12.5s'")
      return nil
    }
    switch readTime(scalar.text) {
    case .success(let expression): return expression
    case .failure(let problem):
      let fix = mendedTime(scalar.text).map { node.rewritten(as: $0) }
      reading.bag.error(
        problem.code, "'\(reading.key)': \(problem.message)", at: node.span, caption: fix?.title ?? problem.caption,
        notes: fix == nil && problem.code == "bad-time" ? [timeForms] : [], fixIts: fix.map { [$0] } ?? [])
      return nil
    }
  }
}

private let timeForms =
  "a time is 12.5s, 250ms, 75f, 01:02.5, 00:01:02:15, 50%, or a moment such as intro.end - 12f"
