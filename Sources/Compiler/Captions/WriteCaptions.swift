import FilterGraph
import MediaTypes
import Timeline

/// Captions as a file of their own, in the film's time.
struct CaptionPrinter {
  let track: CaptionTrack
  let rate: FrameRate
  /// The frames of the film that are written; the first is the file's start.
  let frames: Range<Int>

  func text(_ format: CaptionFormat) -> String {
    switch format {
    case .srt: subRip
    case .vtt: webVTT
    case .ass, .json: script
    }
  }

  /// Cues that are seen, with their times in the file.
  private var cues: [(start: Rational, end: Rational, cue: CaptionCue)] {
    track.cues.compactMap { cue in
      let seen = cue.frames.clamped(to: frames)
      guard !seen.isEmpty else { return nil }
      return (
        rate.time(ofEdge: seen.lowerBound - frames.lowerBound), rate.time(ofEdge: seen.upperBound - frames.lowerBound), cue
      )
    }
  }

  private var subRip: String {
    cues.enumerated().map { index, entry in
      let place = entry.cue.isAtTop ? "{\\an8}" : ""
      return "\(index + 1)\n\(clock(entry.start, ",")) --> \(clock(entry.end, ","))\n\(place)\(lines(entry.cue.text))\n"
    }.joined(separator: "\n")
  }

  private var webVTT: String {
    "WEBVTT\n"
      + cues.map { entry in
        let place = entry.cue.isAtTop ? " line:0" : ""
        let text = lines(entry.cue.text).map { letter in
          switch letter {
          case "&": "&amp;"
          case "<": "&lt;"
          case ">": "&gt;"
          default: String(letter)
          }
        }.joined()
        return "\n\(clock(entry.start, ".")) --> \(clock(entry.end, "."))\(place)\n\(text)\n"
      }.joined()
  }

  private var script: String {
    var face = TextFace(family: "sans-serif", weight: 700, isItalic: false, size: 64, spacing: 0, fonts: [])
    face.size = 64
    var style = ScriptText.Style(face: face)
    style.outline = 4
    var script = ScriptText(frame: PixelSize(width: 1920, height: 1080), style: style)
    for entry in cues {
      let (start, end) = ((entry.start * 100).roundedHalfUp ?? 0, (entry.end * 100).roundedHalfUp ?? 0)
      script.add(from: start, to: end, entry.cue.isAtTop ? "\\an8\\pos(960,54)" : "\\an2\\pos(960,1026)", assEscaped(lines(entry.cue.text)))
    }
    return script.text
  }

  /// A blank line would end a cue.
  private func lines(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.replacing("-->", with: "->") }.joined(separator: "\n")
  }

  private func clock(_ time: Rational, _ point: String) -> String {
    let all = (time * 1000).roundedHalfUp ?? 0
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    let seconds = all / 1000
    return "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))\(point)\(padded(all % 1000, 3))"
  }
}
