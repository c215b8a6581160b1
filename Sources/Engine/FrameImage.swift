import CFFmpeg
import FilterGraph
import MediaTypes

/// Writes one picture of a film as PNG or JPEG. Only its span is run, up to the picture.
/// - Parameter frame: counted from 0.
/// - Throws: as `render` does; `.fault` where the film has no such picture.
@discardableResult
package func frameImage(
  _ plan: RenderPlan, frame: Int, to path: String, options: RenderOptions = RenderOptions()
) throws(EngineError) -> RenderReport {
  try writeFrames([frame], of: plan, sheet: nil, to: path, options)
}

/// Writes several pictures of a film as one, PNG or JPEG.
/// - Throws: as `frameImage` does.
@discardableResult
package func contactSheet(
  _ plan: RenderPlan, _ sheet: ContactSheet, to path: String, options: RenderOptions = RenderOptions()
) throws(EngineError) -> RenderReport {
  try writeFrames(sheet.frames, of: plan, sheet: sheet, to: path, options)
}

private func writeFrames(
  _ frames: [Int], of plan: RenderPlan, sheet: ContactSheet?, to path: String, _ options: RenderOptions
) throws(EngineError) -> RenderReport {
  guard let pictures = plan.picture else { throw EngineError(.fault, "the film has no pictures") }
  var target = try Target(path, noClobber: options.noClobber)
  var shown: [Frame] = []
  for frame in frames { shown.append(try picture(plan, frame, options.cancellation)) }
  try writeImage(shown, pictures, sheet: sheet, to: target.temporary, shownPath: path)
  let bytes = target.bytes
  try target.commit()
  return RenderReport(path: target.path, frames: frames.count, bytes: bytes)
}

/// One picture of a film, as its graph gives it.
private func picture(_ plan: RenderPlan, _ frame: Int, _ cancellation: Cancellation) throws(EngineError) -> Frame {
  guard let pictures = plan.picture,
    let span = pictures.spans.first(where: { ($0.first..<$0.first + $0.count).contains(frame) })
  else { throw EngineError(.fault, "the film has no picture \(frame)") }
  let run = try SpanRun(span.cut(after: frame - span.first), plan: pictures, pool: ReaderPool(plan), room: 0)
  var last: Frame?
  while let picture = try run.next() {
    try cancellation.throwIfCancelled()
    last = picture
  }
  guard let last else { throw EngineError(.fault, "the film has no picture \(frame)") }
  Colors(pictures.color).tag(last.pointer)
  return last
}

extension PictureSpan {
  /// The same span, over after frame `k`.
  fileprivate func cut(after k: Int) -> PictureSpan {
    PictureSpan(first: first, count: k + 1, sources: sources, texts: texts, graph: graph)
  }
}
