import Diagnostics

/// How seriously an author wants a piece of advice to be taken.
package enum CheckLevel: String, WordChoice {
  case off, note, warning, error

  package var help: String {
    switch self {
    case .off: "It is not said."
    case .note: "It is said by the way."
    case .warning: "It is a warning."
    case .error: "It is an error: nothing is written."
    }
  }
}

/// Settings of the linter: advice by its code, and how seriously it is meant.
package struct ChecksClause: ParameterValue {
  package private(set) var levels: [String: CheckLevel] = [:]
  /// What is so serious, or more, is an error.
  package private(set) var failOn: CheckFailure?
  package private(set) var captionSpeed: Setting<CaptionSpeed>?
  package var ignored: [IgnoredCheck] = []

  /// Something is an error here that is not one by itself.
  package var raises: Bool { levels.values.contains(.error) || failOn.map { $0 != .error } ?? false }

  /// What is said without being an error, by code: when.
  package static let advice: [(code: String, when: String)] = [
    ("black-frames", "The film's last frames show only the background."),
    ("caption-speed", "A cue has to be read faster than its limit."),
    ("captions-encoding", "A caption file is not in UTF-8."),
    ("captions-of-nothing", "Captions follow a source that no item plays."),
    ("captions-twice", "Captions are burned in and written as a stream of the same file."),
    ("chapter-outside", "A titled marker lies outside the film."),
    ("cue-order", "Cues of a file are not in order."),
    ("cue-overlap", "Two cues are on screen at once."),
    ("effect-without-clip", "An effect looks at a clip's own pictures, and its item has none."),
    ("empty-captions", "A captions track has no cues."),
    ("empty-text", "A text has nothing to draw."),
    ("fades-meet", "A fade-out begins before the fade-in has ended."),
    ("idle-align", "A transition that overlaps says where a window of handles lies."),
    ("idle-color", "A transition that goes through no colour names one."),
    ("inherited", "The canvas takes something from a source."),
    ("judder", "A source's pictures cannot be shown evenly at the canvas's rate."),
    ("lost-alpha", "What is transparent is written to a file that holds no transparency."),
    ("loudness", "How loud the film is, and what is done about it."),
    ("loudness-missed", "The loudness that an output asks for cannot be reached."),
    ("missing-glyph", "No font has a letter of a text."),
    ("no-files", "No file matches a pattern."),
    ("no-webvtt-head", "A WebVTT file does not begin as one."),
    ("off-canvas", "A picture lies outside the canvas, wholly or in part."),
    ("script-differs", "A sentence of a script is not what is heard."),
    ("snapped", "A cut was moved to the music."),
    ("sound-cut", "A sound is cut at the film's end."),
    ("standard-rate", "A decimal rate is taken as the standard ratio near it."),
    ("text-outside", "A text reaches over the canvas's edge."),
    ("text-outside-cues", "A caption file has text that belongs to no cue."),
    ("tone-mapped", "A source of high range is shown on a standard canvas."),
    ("uncertain-tempo", "The tempo of a song is a guess."),
    ("unknown-font", "No font of the machine has the name of a style's."),
    ("unknown-language", "A language is none that is known."),
    ("unused-media", "Nothing uses an entry of the bin."),
  ]

  /// Keys that are no codes with a level.
  private static let settings = [
    ParameterFacts(
      key: "fail-on", help: "What makes 'check' and 'build' fail, and write nothing.", shape: { CheckFailure.shape }, isRequired: false,
      defaultText: "error", example: "warning"),
    ParameterFacts(
      key: "caption-speed", help: "Captions that have to be read faster are warned of.", shape: { CaptionSpeed.shape }, isRequired: false,
      defaultText: nil, example: "17cps"),
    ParameterFacts(
      key: "ignore", help: "Advice that is known and not wanted, everywhere or at a moment.", shape: { [IgnoredCheck].shape },
      isRequired: false, defaultText: nil, example: "[{check: black-frames, at: end - 1f, why: it ends in black}]"),
  ]

  /// What takes a level.
  private static let levelled = advice.filter { code, _ in !settings.contains { $0.key == code } }

  package static let shape = ValueShape.construct(
    DeclarationFacts(
      name: "checks", summary: "How seriously advice is meant, by the code that stands behind a message.",
      parameters: settings
        + levelled.map { code, when in
          ParameterFacts(
            key: code, help: when, shape: { CheckLevel.shape }, isRequired: false, defaultText: nil,
            example: code == "judder" ? "off" : nil)
        }, examples: ["{judder: off, missing-glyph: error}", "{fail-on: warning, caption-speed: 17cps}"]))

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> ChecksClause? {
    guard let entries = node.map else {
      reading.wrongKind(node, expected: "a mapping such as {judder: off, missing-glyph: error}")
      return nil
    }
    var checks = ChecksClause()
    for entry in entries where !entry.key.hasPrefix("x-") {
      reading.within(entry.key) { checks.take(entry, &$0) }
    }
    return checks
  }

  private mutating func take(_ entry: SyntaxEntry, _ reading: inout Reading) {
    switch entry.key {
    case "fail-on": failOn = CheckFailure.read(entry.value, &reading)
    case "caption-speed":
      captionSpeed = CaptionSpeed.read(entry.value, &reading).map { Setting($0, span: entry.value.span, keySpan: entry.keySpan) }
    case "ignore": ignored = [IgnoredCheck].read(entry.value, &reading) ?? []
    case let code where Self.levelled.contains { $0.code == code }: levels[code] = CheckLevel.read(entry.value, &reading)
    default: reading.unknownKey(entry, of: "'checks'", accepted: Self.settings.map(\.key) + Self.levelled.map(\.code))
    }
  }
}

extension ChecksClause {
  /// What has been said, as seriously as the author wants it; errors stay what they are.
  package func judged(_ bag: DiagnosticBag) -> DiagnosticBag {
    guard !levels.isEmpty || failOn != nil || !ignored.isEmpty else { return bag }
    return bag.judged { severity(of: $0) }
  }

  /// Nil where nothing is said.
  private func severity(of diagnostic: Diagnostic) -> Diagnostic.Severity? {
    guard !ignored.contains(where: { $0.covers(diagnostic) }) else { return nil }
    guard let severity = levels[diagnostic.code].map(\.severity) ?? .some(diagnostic.severity) else { return nil }
    return severity >= failOn?.severity ?? .error ? .error : severity
  }
}

extension CheckLevel {
  /// Nil where nothing is said.
  fileprivate var severity: Diagnostic.Severity? {
    switch self {
    case .off: nil
    case .note: .note
    case .warning: .warning
    case .error: .error
    }
  }
}
