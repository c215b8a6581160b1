import Diagnostics
import FilterGraph
import Timeline

extension OutputChoice {
  /// The captions of a track as a file; nil after an error.
  func captionTarget(
    _ clause: OutputClause, _ captions: Setting<Name>, name: String, at span: Span, _ bag: inout DiagnosticBag
  ) -> OutputTarget? {
    let others = [
      ("video", clause.video?.keySpan), ("audio", clause.audio?.keySpan), ("still", clause.still?.keySpan),
      ("subtitles", clause.subtitles?.keySpan),
    ]
    for (key, setting) in others {
      guard let setting else { continue }
      bag.error("wrong-setting", "a file of captions has no '\(key)'", at: setting, caption: "drop it")
      return nil
    }
    let file = clause.file.flatMap { file in paths.output(file, &bag).map { ($0, file.span) } }
    if clause.file != nil, file == nil { return nil }
    let (path, place) = request.path.map { ($0, span) } ?? file ?? (request.defaultPath.dropLast(4) + ".srt", span)
    guard let format = CaptionFormat(path: path), format != .json else {
      bag.error("unknown-captions", "captions are written as .srt, .vtt or .ass, not as '\(path)'", at: place, caption: "end it in .srt")
      return nil
    }
    guard checkPath(path, place, &bag), let composition, let track = captionTrack(captions, &bag) else { return nil }
    let frames = clause.range.flatMap { range in resolution.flatMap { $0.frames(range.value, &bag) } } ?? 0..<composition.frameCount
    var target = OutputTarget(
      plan: OutputPlan(path: path, format: "", formatOptions: [], picture: nil, sound: nil, metadata: []), name: name)
    target.text = CaptionPrinter(track: track, rate: composition.canvas.rate, frames: frames).text(format)
    return target
  }
}
