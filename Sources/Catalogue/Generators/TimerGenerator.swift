import MediaTypes
import Timeline

/// A running time, counted up or down.
package struct TimerGenerator: GeneratorEntry {
  package var format: Setting<TimerFormat>?
  package var count: Setting<TimerDirection>?
  package var from: Setting<TimeExpression>?
  package var style = StyleClause()

  package init() {}

  package static let name = "timer"
  package static let principal: String? = "format"
  package static let makesSound = false
  package static let declaration = Declaration<TimerGenerator>(
    "timer", "A running time, counted up or down; the item's 'position' places it.",
    examples: [
      "{timer: {count: down, format: s, size: 30%}}", "{timer: {from: 90s, format: \"mm:ss.d\", color: \"#ffcc00\"}}", "{timer: timecode}",
    ],
    [
      Parameter("format", \.format, "What is shown.", default: "mm:ss", example: "hh:mm:ss"),
      Parameter("count", \.count, "Which way it runs.", default: "up", example: "down"),
      Parameter(
        "from", \.from, "Where it starts; counting down, so that it ends with the item where absent.", default: "0s", example: "90s"),
    ] + StyleClause.lookParameters.filter { faceKeys.contains($0.key) }.map { $0.lifted(\.style) })

  private static let faceKeys: Set<String> = ["font", "weight", "italic", "size", "color", "outline", "letter-spacing"]
}

/// Which way a timer runs.
package enum TimerDirection: String, WordChoice {
  case up, down

  package var help: String { self == .up ? "Whole units that have passed." : "What is left, rounded up; it stops at 0." }
}

/// What a timer shows.
package enum TimerFormat: String, WordChoice {
  case seconds = "s"
  case tenths = "s.d"
  case minutes = "mm:ss"
  case minutesAndTenths = "mm:ss.d"
  case minutesAndHundredths = "mm:ss.cc"
  case hours = "hh:mm:ss"
  case timecode
  case frames

  package var help: String {
    switch self {
    case .seconds: "Seconds."
    case .tenths: "Seconds and tenths."
    case .minutes: "Minutes and seconds."
    case .minutesAndTenths: "Minutes, seconds and tenths."
    case .minutesAndHundredths: "Minutes, seconds and hundredths."
    case .hours: "Hours, minutes and seconds."
    case .timecode: "Hours, minutes, seconds and frames, at the canvas's nominal rate."
    case .frames: "Frames of the canvas."
    }
  }

  /// Digits of a second's parts; nil where frames are counted.
  private var decimals: Int? {
    switch self {
    case .seconds, .minutes, .hours: 0
    case .tenths, .minutesAndTenths: 1
    case .minutesAndHundredths: 2
    case .timecode, .frames: nil
    }
  }

  /// What is shown at a moment.
  /// - Parameter isLeft: the moment is what is left, and a part of a unit counts as a whole one.
  package func text(_ seconds: Rational, isLeft: Bool, rate: FrameRate) -> String {
    let units = decimals.map { [1, 10, 100][$0] }
    let exact = max(0, seconds) * (units.map { Rational($0) } ?? rate.value)
    let count = (isLeft ? exact.ceiling : exact.floor) ?? 0
    guard let units else { return self == .frames ? "\(count)" : timecode(count, nominal: rate.nominal) }
    let parts = count % units, whole = count / units
    let fraction = units == 1 ? "" : units == 10 ? ".\(parts)" : "." + two(parts)
    switch self {
    case .seconds, .tenths: return "\(whole)" + fraction
    case .hours: return "\(two(whole / 3600)):\(two(whole / 60 % 60)):\(two(whole % 60))"
    default: return "\(two(whole / 60)):\(two(whole % 60))" + fraction
    }
  }

  private func timecode(_ count: Int, nominal: Int) -> String {
    let seconds = count / nominal
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)):\(two(count % nominal))"
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
