import Diagnostics
import Engine
import MediaTypes

/// How far a film is and how fast it goes.
struct Pace {
  private let state: RenderProgress
  /// 0 to 1.
  private let share: Rational
  private let framesPerSecond: Rational
  /// Seconds to go; nil where nobody can say yet.
  private let remaining: Rational?

  init(_ state: RenderProgress, length: Rational, elapsed: Duration) {
    self.state = state
    let elapsed = elapsed.seconds
    share = length.isPositive ? max(0, min(1, state.seconds / length)) : 0
    framesPerSecond = elapsed.isPositive ? Rational(state.frames) / elapsed : 0
    remaining = share.isPositive ? (elapsed / share - elapsed) : nil
  }

  /// One line of JSON.
  func json(of path: String) -> String {
    "{\"event\": \"progress\", \"file\": \(quotedJSON(path)), \"frames\": \(state.frames), \"total\": \(state.frameCount), "
      + "\"seconds\": \(state.seconds.decimal(digits: 3)), \"fps\": \(framesPerSecond.decimal(digits: 1)), "
      + "\"eta\": \(remaining?.decimal(digits: 1) ?? "null")}\n"
  }

  /// `[=====>    ] 42%  1234/2937 frames  61 fps  ETA 0:28`, without a newline.
  var bar: String {
    let cells = 24
    let full = (share * Rational(cells)).floor ?? 0
    let head = full < cells ? ">" : ""
    let line =
      String(repeating: "=", count: full) + head + String(repeating: " ", count: max(0, cells - full - 1))
    let percent = (share * 100).floor ?? 0
    let done =
      state.frameCount > 0
      ? "\(state.frames)/\(state.frameCount) frames  \(framesPerSecond.roundedHalfUp ?? 0) fps"
      : "\(state.seconds.oneDecimal) s of sound"
    return "[\(line)] \(percent)%  \(done)" + (remaining.map { "  ETA \(Self.clockText($0))" } ?? "")
  }

  /// `0:28`, `1:02:03`.
  private static func clockText(_ seconds: Rational) -> String {
    let total = min(seconds.ceiling ?? 0, 359_999)
    let (hours, minutes, rest) = (total / 3600, total / 60 % 60, total % 60)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }
}
