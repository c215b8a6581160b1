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
    case .ass, .json: track.scriptHead.map { written(after: $0) } ?? script
    }
  }

  /// Cues that are seen, with their times in the file.
  var cues: [(start: Rational, end: Rational, cue: CaptionCue)] {
    track.cues.compactMap { cue in times(cue.frames).map { ($0.start, $0.end, cue) } }
  }

  /// The same of a script's events.
  var events: [(start: Rational, end: Rational, event: CaptionEvent)] {
    track.events.compactMap { event in times(event.frames).map { ($0.start, $0.end, event) } }
  }

  private func times(_ range: Range<Int>) -> (start: Rational, end: Rational)? {
    let seen = range.clamped(to: frames)
    guard !seen.isEmpty else { return nil }
    return (rate.time(ofEdge: seen.lowerBound - frames.lowerBound), rate.time(ofEdge: seen.upperBound - frames.lowerBound))
  }

  private var subRip: String {
    cues.enumerated().map { index, entry in
      subRipCue(index + 1, from: entry.start, to: entry.end, captionLines(entry.cue.text), isAtTop: entry.cue.isAtTop)
    }.joined(separator: "\n")
  }

  private var webVTT: String {
    "WEBVTT\n"
      + cues.map { entry in
        "\n" + webVTTCue(from: entry.start, to: entry.end, captionLines(entry.cue.text), isAtTop: entry.cue.isAtTop)
      }.joined()
  }

  /// A script as its author wrote it, its events where the film has them.
  private func written(after head: String) -> String {
    events.reduce(into: head) { text, entry in
      text += scriptEvent(from: entry.start, to: entry.end, entry.event.fields)
    }
  }

  private var script: String {
    var face = TextFace(family: "sans-serif", weight: 700, isItalic: false, size: 64, spacing: 0, fonts: [])
    face.size = 64
    var style = ScriptText.Style(face: face)
    style.outline = 4
    var script = ScriptText(frame: PixelSize(width: 1920, height: 1080), style: style)
    for entry in cues {
      let (start, end) = ((entry.start * 100).roundedHalfUp ?? 0, (entry.end * 100).roundedHalfUp ?? 0)
      let place = entry.cue.isAtTop ? "\\an8\\pos(960,54)" : "\\an2\\pos(960,1026)"
      script.add(from: start, to: end, place, assEscaped(captionLines(entry.cue.text)))
    }
    return script.text
  }
}

/// A caption's lines: a blank one would end a cue.
func captionLines(_ text: String) -> String {
  text.split(whereSeparator: \.isNewline).map { $0.replacing("-->", with: "->") }.joined(separator: "\n")
}
