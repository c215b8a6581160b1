import MediaTypes

/// A cue of a SubRip file, its number first.
public func subRipCue(_ number: Int, from start: Rational, to end: Rational, _ lines: String, isAtTop: Bool) -> String {
  "\(number)\n\(captionClock(start, ",")) --> \(captionClock(end, ","))\n\(subRipText(lines, isAtTop: isAtTop))\n"
}

/// A cue's text as SubRip has it.
public func subRipText(_ lines: String, isAtTop: Bool) -> String { (isAtTop ? "{\\an8}" : "") + lines }

/// A cue of a WebVTT file.
public func webVTTCue(from start: Rational, to end: Rational, _ lines: String, isAtTop: Bool) -> String {
  let settings = webVTTSettings(isAtTop: isAtTop).map { " " + $0 } ?? ""
  return "\(captionClock(start, ".")) --> \(captionClock(end, "."))\(settings)\n\(webVTTText(lines))\n"
}

/// Where a WebVTT cue stands; nil for the usual place.
public func webVTTSettings(isAtTop: Bool) -> String? { isAtTop ? "line:0" : nil }

/// A cue's text as WebVTT has it: nothing in it is markup.
public func webVTTText(_ lines: String) -> String {
  lines.map { letter in
    switch letter {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: String(letter)
    }
  }.joined()
}

/// Hours, minutes, seconds and thousandths, the nearest.
public func captionClock(_ time: Rational, _ point: String) -> String {
  let all = (time * 1000).roundedHalfUp ?? 0
  func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
  let seconds = all / 1000
  return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))\(point)\(padded(all % 1000, 3))"
}

/// An event of an ASS script: its fields from the layer on, without its times, which are in hundredths.
public func scriptEvent(from start: Rational, to end: Rational, _ fields: String) -> String {
  let comma = fields.firstIndex(of: ",") ?? fields.endIndex
  let clocks = [start, end].map { ScriptText.clock(($0 * 100).roundedHalfUp ?? 0) }.joined(separator: ",")
  return "Dialogue: \(fields[..<comma]),\(clocks)\(fields[comma...])\n"
}
