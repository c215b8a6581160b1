import Compiler
import Diagnostics
import Engine
import FilterGraph
import MediaTypes

/// Tells how far a film is, in the form asked for, at most five times a second.
struct Progress {
  private enum Form { case none, bar, json }

  private let form: Form
  private let isQuiet: Bool
  private let path: String
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant?
  private let length: Rational
  /// A film plays; pictures and captions by themselves do not.
  private let plays: Bool
  /// The row of data that the film is of.
  private let row: Int?

  /// - Parameter pictures: only some of the film's pictures are wanted.
  init(_ arguments: Arguments, _ planned: PlannedRender, row: Int? = nil, pictures: Bool = false) {
    self.row = row
    plays = !pictures && planned.text == nil && planned.still == nil && planned.pictures == nil
    isQuiet = arguments.has("--quiet")
    switch arguments.value("--progress") {
    case "bar": form = .bar
    case "json": form = .json
    case "none": form = .none
    default: form = Console.errorsAreShown && !isQuiet ? .bar : .none
    }
    path = planned.plan.output.path
    length = planned.plan.length
    start = clock.now
  }

  /// Shows a state, unless the last one is too fresh.
  mutating func show(_ state: RenderProgress) {
    guard form != .none else { return }
    let now = clock.now
    if let last, now - last < .milliseconds(200) { return }
    last = now
    let pace = Pace(state, length: length, elapsed: now - start)
    Console.say(form == .json ? pace.json(of: path) : "\r" + pace.bar + Self.clearToEnd)
  }

  /// Takes the bar away.
  func clear() {
    if form == .bar, last != nil { Console.say("\r" + Self.clearToEnd) }
  }

  /// Says what was written.
  func finish(_ film: RenderReport) {
    clear()
    let elapsed = clock.now - start
    if form == .json {
      let files = film.files.isEmpty ? "" : "\"files\": [\(film.files.map(quotedJSON).joined(separator: ", "))], "
      Console.say(
        "{\"event\": \"done\", \(row.map { "\"row\": \($0), " } ?? "")\"file\": \(quotedJSON(film.path)), \(files)\"frames\": \(film.frames), "
          + "\"bytes\": \(film.bytes), \"elapsed\": \(elapsed.seconds.decimal(digits: 3))}\n")
    } else if !isQuiet {
      Console.say(closingLine(film, elapsed.seconds))
    }
  }

  private func closingLine(_ film: RenderReport, _ elapsed: Rational) -> String {
    guard plays else {
      let pictures = film.frames > 0 ? "\(film.frames) picture\(film.frames == 1 ? "" : "s"), " : ""
      return "wrote \(printable(film.path)): \(pictures)\(byteText(film.bytes)) in \(elapsed.oneDecimal) s\n"
    }
    let frames = film.frames > 0 ? ", \(film.frames) frame\(film.frames == 1 ? "" : "s")" : ""
    let speed = elapsed.isPositive ? " (\((length / elapsed).oneDecimal) times as fast as it plays)" : ""
    return "wrote \(printable(film.path)): \(length.oneDecimal) s\(frames), \(byteText(film.bytes)) in "
      + "\(elapsed.oneDecimal) s\(speed)\n"
  }

  private static let clearToEnd = "\u{1B}[K"
}

extension RenderPlan {
  /// Seconds of film.
  fileprivate var length: Rational {
    if let picture { return picture.rate.time(ofEdge: picture.frameCount) }
    return sound.map { Rational($0.sampleCount, $0.shape.rate) } ?? 0
  }
}

extension Duration {
  /// Seconds, to the millisecond.
  var seconds: Rational {
    Rational(Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000), 1000)
  }
}

/// A file's size for people: `4.2 MB`.
func byteText(_ bytes: Int) -> String {
  switch bytes {
  case ..<1000: "\(bytes) bytes"
  case ..<1_000_000: "\(Rational(bytes, 1000).oneDecimal) kB"
  case ..<1_000_000_000: "\(Rational(bytes, 1_000_000).oneDecimal) MB"
  default: "\(Rational(bytes, 1_000_000_000).oneDecimal) GB"
  }
}
