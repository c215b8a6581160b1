import CFFmpeg
import FilterGraph
import MediaTypes

/// Keeps a file's pictures as its facts promise: one whose size or pixel format changes midway is brought
/// back to the first, so that a recording that was switched over still plays.
final class Conformer {
  private let path: String
  private let facts: PictureFacts?
  private let format: AVPixelFormat
  private var run: FilterRun?
  private var shape: StreamShape.PictureShape?

  init(_ input: PlanInput) {
    path = input.facts.path
    facts = input.facts.picture
    format = av_get_pix_fmt(input.facts.picture?.pixelFormat ?? "")
  }

  /// The same frame where it is as promised.
  func conform(_ frame: Frame) throws(EngineError) -> Frame {
    guard let facts else { return frame }
    let content = frame.pointer.pointee
    let size = PixelSize(width: Int(content.width), height: Int(content.height))
    if size == facts.codedSize, content.format == format.rawValue { return frame }
    let found = StreamShape.PictureShape(
      size: size, format: AVPixelFormat(rawValue: content.format), timeBase: AVRational(num: 1, den: 25),
      rate: AVRational(num: 25, den: 1))
    do throws(EngineError) {
      return try converted(frame, from: found, facts)
    } catch {
      throw EngineError(
        .media, "'\(path)' is damaged: midway its pictures take a form that cannot be brought back to their first",
        details: [error.message] + error.details)
    }
  }

  private func converted(_ frame: Frame, from found: StreamShape.PictureShape, _ facts: PictureFacts) throws(EngineError) -> Frame {
    if run == nil || shape != found {
      run = try FilterRun(graph(facts), sources: [.picture(found)], medium: .picture)
      shape = found
    }
    let copy = try frame.reference()
    copy.pointer.forgetOrigin()
    try run!.send(copy, to: 0)
    let result = Frame()
    guard case .frame = try run!.receive(into: result) else {
      throw EngineError(.fault, "'\(path)': a picture of another size was lost")
    }
    return result
  }

  private func graph(_ facts: PictureFacts) -> SpanGraph {
    var graph = SpanGraph()
    let scale = Filter(
      "scale",
      [
        "w": facts.codedSize.width, "h": facts.codedSize.height,
        "flags": "bicubic+accurate_rnd+full_chroma_int",
      ])
    let format = Filter("format", ["pix_fmts": facts.pixelFormat])
    graph.output = graph.chain([scale, format], to: .source(0), origin: 0)
    return graph
  }
}
