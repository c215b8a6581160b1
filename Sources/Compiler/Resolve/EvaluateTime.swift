import Diagnostics
import MediaTypes
import Timeline

/// What a written time is relative to.
struct TimeContext {
  /// The key, for messages.
  var key: String
  /// What 0 % and 100 % are, in seconds; nil where a percentage has no meaning.
  var whole: SourceRange?
  /// The item whose own end does not count towards `end`.
  var excluded: (track: Int, item: Int)?
  /// Where a length in beats starts, on an uneven grid: the sequence's start for a moment.
  var from = Rational.zero
  /// The length ends at `from` instead.
  var leadsToIt = false
  /// Whether anchors mean anything (they do not in a length).
  var allowsAnchors = true
}

extension Resolver {
  /// Exact seconds of a written time; nil where it has none, which has been reported.
  func seconds(_ setting: Setting<TimeExpression>, _ context: TimeContext) -> Rational? {
    seconds(setting.value, at: setting.span, context)
  }

  func seconds(_ expression: TimeExpression, at span: Span, _ context: TimeContext) -> Rational? {
    guard isMomentOrLength(expression, at: span) else { return nil }
    var total = Rational.zero
    var isKnown = true
    for term in expression.termsInOrderOfWork {
      var context = context
      context.from += context.leadsToIt ? -total : total
      guard let value = seconds(term, expression, span, context) else {
        isKnown = false
        continue
      }
      total += value
    }
    guard isKnown else { return nil }
    guard total.isValid, total.magnitude <= Rational(1_000_000_000) else {
      bag.error(
        "time-too-large", "'\(context.key)': '\(shortened(expression.text))' is too large or too fine to hold exactly", at: span)
      return nil
    }
    return total
  }

  /// One moment takes another away; moments cannot be added, nor taken away from a length.
  private func isMomentOrLength(_ expression: TimeExpression, at span: Span) -> Bool {
    guard !(0...1).contains(expression.moments) else { return true }
    bag.error(
      "bad-anchor",
      expression.moments > 1 ? "moments cannot be added up" : "a moment cannot be taken away from a length", at: span,
      caption: "a moment less a moment is a length")
    return false
  }

  private func seconds(_ term: TimeExpression.Term, _ expression: TimeExpression, _ span: Span, _ context: TimeContext) -> Rational? {
    let sign: Rational = term.isSubtracted ? -1 : 1
    let turn: Rational = context.leadsToIt ? -1 : 1
    switch term.value {
    case .beats(let count):
      return grid(expression.text, span).map { turn * $0.length(ofBeats: turn * sign * count, from: context.from) }
    case .bars(let count):
      return grid(expression.text, span).map { turn * $0.length(ofBars: turn * sign * count, from: context.from) }
    default: return seconds(term.value, expression, span, context).map { sign * $0 }
    }
  }

  private func seconds(_ term: TimeTerm, _ expression: TimeExpression, _ span: Span, _ context: TimeContext) -> Rational? {
    switch term {
    case .seconds(let seconds): return seconds
    case .frames(let frames): return frames / canvas.rate.value
    case .timecode(let code): return label(code, span)
    case .percent(let percent):
      guard let whole = context.whole else {
        bag.error("bad-percentage", "'\(context.key)' has nothing to take a percentage of", at: span)
        return nil
      }
      return whole.start + whole.length * percent / 100
    case .position(let bar, let beat): return position(bar, beat, expression.text, span)
    case .beats, .bars: return nil
    case .anchor(let anchor):
      guard context.allowsAnchors else {
        bag.error("anchor-in-length", "'\(context.key)' is a length and takes no moment such as '\(anchor.text)'", at: span)
        return nil
      }
      return moment(anchor, span, context)
    }
  }

  /// A frame label: counted at the nominal rate, played at the real one.
  private func label(_ code: Timecode, _ span: Span) -> Rational? {
    let nominal = canvas.rate.nominal
    guard code.frames < nominal else {
      bag.error(
        "bad-timecode", "\(code.frames) is not a frame label at \(nominal) a second; the last is \(nominal - 1)", at: span)
      return nil
    }
    let minutes = code.hours * 60 + code.minutes
    var frames = (minutes * 60 + code.seconds) * nominal + code.frames
    if code.isDropFrame {
      guard canvas.rate.hasDropFrame else {
        bag.error(
          "bad-timecode", "drop-frame timecode (with ';') exists at 30000/1001 and 60000/1001 only; the canvas runs at \(canvas.rate)",
          at: span, caption: "write ':' before the frames")
        return nil
      }
      let dropped = nominal / 15
      guard code.frames >= dropped || code.seconds != 0 || minutes % 10 == 0 else {
        bag.error(
          "bad-timecode", "drop-frame timecode skips this label: the minute starts at ;\(dropped < 10 ? "0" : "")\(dropped)",
          at: span, notes: ["labels 0 to \(dropped - 1) are dropped in every minute that is not a tenth, 00:01:00;00 for one"])
        return nil
      }
      frames -= dropped * (minutes - minutes / 10)
    }
    return canvas.rate.time(ofEdge: frames)
  }

  func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
}

extension TimeExpression {
  /// Named moments first: a length in beats is counted from the moment that the terms before it lead to.
  fileprivate var termsInOrderOfWork: [Term] {
    guard terms.count > 1 else { return terms }
    let isMoment = { (term: Term) in
      switch term.value {
      case .anchor, .position: true
      default: false
      }
    }
    return terms.filter(isMoment) + terms.filter { !isMoment($0) }
  }
}
