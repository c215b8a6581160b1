import FilterGraph

/// Captions that are embedded, as files of the script's own, each an input. `mov_text` is made of
/// WebVTT, whose text is escaped.
func subtitleInputs(_ plan: RenderPlan, first: Int) -> String {
  (plan.output.subtitles ?? []).enumerated().map { index, stream in
    let file = "$work/captions\(index).\(ending(stream.codec))"
    return "# \(first + index): captions\n" + hereDocument(text(of: stream), file: file) + "set -- \"$@\" -i \"\(file)\"\n"
  }.joined()
}

/// What writes those inputs as streams.
func subtitleWords(_ plan: RenderPlan, first: Int) -> String {
  (plan.output.subtitles ?? []).enumerated().map { index, stream in
    var words = ["-map", "\(first + index):s", "-c:s:\(index)", stream.codec == .movText ? "mov_text" : "copy"]
    words += ["-metadata:s:s:\(index)", "language=\(stream.language)"]
    if let title = stream.title {
      words += ["-metadata:s:s:\(index)", "title=\(title)", "-metadata:s:s:\(index)", "handler_name=\(title)"]
    }
    words += ["-disposition:s:\(index)", stream.isDefault ? "default" : "0"]
    return scriptLine(words)
  }.joined()
}

private func ending(_ codec: SubtitleCodec) -> String {
  switch codec {
  case .subrip: "srt"
  case .webvtt, .movText: "vtt"
  case .ass: "ass"
  }
}

private func text(of stream: SubtitlePlan) -> String {
  switch stream.codec {
  case .subrip:
    stream.cues.enumerated().map { index, cue in
      subRipCue(index + 1, from: cue.start, to: cue.end, cue.text, isAtTop: cue.isAtTop)
    }.joined(separator: "\n")
  case .webvtt, .movText:
    "WEBVTT\n" + stream.cues.map { "\n" + webVTTCue(from: $0.start, to: $0.end, $0.text, isAtTop: $0.isAtTop) }.joined()
  case .ass:
    stream.cues.reduce(into: stream.header) { $0 += scriptEvent(from: $1.start, to: $1.end, $1.text) }
  }
}
