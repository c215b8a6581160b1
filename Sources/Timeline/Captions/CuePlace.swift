import MediaTypes

/// Where a cue's own file puts it, as far as it says so.
package struct CuePlace: Sendable, Hashable {
  /// The side that its lines are flush with; start and end are those of its writing.
  package enum Side: String, Sendable { case left, start, center, end, right }
  /// Which edge of its lines a place is meant for.
  package enum Edge: String, Sendable { case start, center, end }

  package enum Height: Sendable, Hashable {
    /// A share of the picture's height.
    case share(Rational, Edge)
    /// Lines from the top, from 0; from the bottom where negative.
    case line(Int)
  }

  package var side: Side?
  /// Where its side is: a share of the picture's width.
  package var across: Rational?
  package var height: Height?

  package init() {}

  /// The settings behind a cue's times: WebVTT 1, section 4.4. What cannot be read is as if it were not there.
  init(webVTT settings: Substring) {
    for setting in settings.split(whereSeparator: \.isWhitespace) {
      let parts = setting.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let values = parts[1].split(separator: ",")
      switch parts[0] {
      case "align": side = Side(rawValue: parts[1] == "middle" ? "center" : String(parts[1]))
      case "position": across = values.first.flatMap(share)
      case "line": height = values.first.flatMap { line($0, Edge(rawValue: values.count > 1 ? String(values[1]) : "start") ?? .start) }
      default: continue
      }
    }
  }

  /// ASS's `\an`, which SubRip files use too: as the keys of a number pad.
  init?(pad key: Int) {
    guard (1...9).contains(key), key != 2, key != 8 else { return nil }
    side = [Side.left, .center, .right][(key - 1) % 3]
    if (4...6).contains(key) { height = .share(.half, .center) }
  }

  package var isEmpty: Bool { side == nil && across == nil && height == nil }
}

/// `20%` as a share.
private func share(_ text: Substring) -> Rational? {
  guard text.hasSuffix("%"), let value = Rational(text: text.dropLast()), !value.isNegative, value <= 100 else { return nil }
  return value / 100
}

private func line(_ text: Substring, _ edge: CuePlace.Edge) -> CuePlace.Height? {
  if text.hasSuffix("%") { return share(text).map { .share($0, edge) } }
  return Rational(text: text).flatMap(\.floor).flatMap { abs($0) < 1000 ? .line($0) : nil }
}
