/// Shows diagnostics to people: the line, the place underlined, what to do.
public struct TextRenderer: Sendable {
  /// ANSI colours; only where a terminal wants them.
  public var usesColor: Bool

  public init(usesColor: Bool) { self.usesColor = usesColor }

  public func render(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    var lines = [headline(diagnostic)]
    lines += excerpt(
      of: diagnostic.span, caption: diagnostic.caption, in: sources, style: style(diagnostic.severity))
    for label in diagnostic.labels + sources.requests(for: diagnostic.span) {
      lines += excerpt(of: label.span, caption: label.message, in: sources, style: .blue)
    }
    for note in diagnostic.notes { lines.append("    \(paint("=", .blue)) \(note)") }
    for fix in diagnostic.fixIts where !diagnostic.caption.contains("'\(fix.replacement)'") && diagnostic.caption != fix.title {
      lines.append("    \(paint("=", .blue)) fix: \(fix.title)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let word = paint("\(diagnostic.severity.rawValue):", style(diagnostic.severity))
    return "\(word) \(paint(printable(diagnostic.message), .bold))  [\(diagnostic.code)]"
  }

  private func excerpt(of span: Span, caption: String, in sources: SourceMap, style: Style) -> [String] {
    let source = sources[span]
    let position = sources.start(of: span)
    let place = "  \(source.path):\(position.line):\(position.column)"
    let line = source.line(position.line)
    guard !source.bytes.isEmpty else { return caption.isEmpty ? [place] : [place, "    = \(caption)"] }
    let number = String(position.line)
    let margin = String(repeating: " ", count: number.utf8.count + 1)
    let window = Window(line: line, column: position.column)
    let width = underlineLength(span, source, position)
    let marks = String(repeating: "^", count: max(1, min(width, window.scalarsAfterColumn)))
    let pointer = window.indent + paint(marks + (caption.isEmpty ? "" : " " + printable(caption)), style)
    let bar = paint("|", .blue)
    return [
      place, " \(margin)\(bar)", " \(paint(number, .blue)) \(bar) \(window.text)", " \(margin)\(bar) \(pointer)",
    ]
  }

  /// Scalars from the span's start to its end or the line's.
  private func underlineLength(_ span: Span, _ source: SourceText, _ position: Position) -> Int {
    let end = min(Int(span.end), source.byteRange(ofLine: position.line).upperBound)
    guard end > span.start else { return 1 }
    return source.bytes[Int(span.start)..<end].count { $0 & 0xC0 != 0x80 }
  }

  private enum Style: String { case bold = "1", red = "1;31", yellow = "1;33", blue = "34", cyan = "1;36" }

  private func style(_ severity: Diagnostic.Severity) -> Style {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Text without control characters, so that a document cannot write to the terminal.
public func printable(_ text: some StringProtocol) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar
      }))
}

/// A line as shown: long ones are cut around the place that matters.
private struct Window {
  let text: String
  /// What stands before the column, as blanks of the same width.
  let indent: String
  let scalarsAfterColumn: Int

  init(line: String, column: Int) {
    let limit = 160
    let scalars = Array(line.unicodeScalars)
    let before = min(column - 1, scalars.count)
    let first = scalars.count > limit ? max(0, before - limit / 2) : 0
    let last = min(scalars.count, first + limit)
    let lead = first > 0 ? "…" : ""
    let shown = String(String.UnicodeScalarView(scalars[first..<last])).replacingTabs()
    text = lead + printable(shown) + (last < scalars.count ? "…" : "")
    let skipped = String(String.UnicodeScalarView(scalars[first..<max(first, before)])).replacingTabs()
    indent = String(repeating: " ", count: lead.count + skipped.count { $0.isWide } + skipped.count)
    scalarsAfterColumn = max(1, last - before)
  }
}

extension String {
  fileprivate func replacingTabs() -> String { split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "  ") }
}

extension Character {
  /// Takes two columns of a terminal: East Asian wide forms and emoji.
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    return (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
      || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
      || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
      || (0x1F300...0x1FAFF).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value)
  }
}
