import CFFmpeg
import FilterGraph
import MediaTypes

/// What becomes of a film's pictures between their spans and the encoder: as many come out as go in, numbered alike.
final class PictureFinishing {
  /// What comes out.
  let result: PictureFinish
  private let run: FilterRun?
  private let colors: (film: Colors, result: Colors)
  private var made = 0
  private var taken = 0

  /// - Parameter palette: for plans that want one.
  init(_ finish: PictureFinish?, _ film: PicturePlan, palette: Frame? = nil) throws(EngineError) {
    result =
      finish ?? PictureFinish(filters: [], size: film.size, pixelFormat: film.pixelFormat, color: film.color)
    colors = (Colors(film.color), Colors(result.color))
    guard let finish else {
      run = nil
      return
    }
    var graph = SpanGraph()
    var shapes = [try shape(film)]
    graph.output = graph.chain(finish.filters, to: .source(0), origin: 0)
    if let use = finish.palette?.use {
      guard let palette else { throw EngineError(.fault, "the plan's output has no palette") }
      shapes.append(.picture(paletteShape(palette)))
      graph.output = graph.add(use, to: graph.output, .source(1), origin: 0)
      run = try FilterRun(graph, sources: shapes, medium: .picture)
      try run?.send(try palette.reference(), to: 1)
      try run?.close(1, end: 1)
    } else {
      run = try FilterRun(graph, sources: shapes, medium: .picture)
    }
  }

  /// Takes the film's next picture and hands on what is ready.
  func take(_ frame: Frame, _ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    colors.film.tag(frame.pointer)
    guard let run else { return try give(frame) }
    taken += 1
    try run.send(try frame.reference(), to: 0)
    try handOn(run, give)
  }

  /// Hands on what is left.
  func finish(_ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    guard let run else { return }
    try run.close(0, end: Int64(taken))
    try handOn(run, give)
    guard made == taken else {
      throw EngineError(.fault, "of \(taken) pictures \(made) reached the encoder")
    }
  }

  private func handOn(_ run: FilterRun, _ give: (Frame) throws(EngineError) -> Void) throws(EngineError) {
    while true {
      let frame = Frame()
      guard case .frame = try run.receive(into: frame) else { return }
      colors.result.tag(frame.pointer)
      frame.pointer.pointee.pts = Int64(made)
      frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
      made += 1
      try give(frame)
    }
  }
}

/// Makes the palette of a film by running it once; nil where its output wants none.
func makePalette(
  _ plan: RenderPlan, cancellation: Cancellation, progress: (RenderProgress) -> Void
) throws(EngineError) -> Frame? {
  guard let finish = plan.output.pictureFinish, let make = finish.palette?.make, let film = plan.picture else { return nil }
  var pictures = plan
  pictures.sound = nil
  let maker = try PaletteMaker(finish.filters + [make], film)
  _ = try runFilm(pictures, into: maker, cancellation: cancellation, progress: progress)
  return try maker.palette()
}

private final class PaletteMaker: FilmSink {
  let soundBlock = 1024
  private let run: FilterRun
  private let colors: Colors
  private var taken = 0

  init(_ filters: [Filter], _ film: PicturePlan) throws(EngineError) {
    var graph = SpanGraph()
    graph.output = graph.chain(filters, to: .source(0), origin: 0)
    run = try FilterRun(graph, sources: [try shape(film)], medium: .picture)
    colors = Colors(film.color)
  }

  func take(picture frame: Frame) throws(EngineError) {
    colors.tag(frame.pointer)
    taken += 1
    try run.send(try frame.reference(), to: 0)
    let early = Frame()
    guard case .hungry = try run.receive(into: early) else { throw EngineError(.fault, "a palette came too early") }
  }

  func take(sound frame: Frame) throws(EngineError) {}

  func palette() throws(EngineError) -> Frame {
    try run.close(0, end: Int64(taken))
    let frame = Frame()
    guard case .frame = try run.receive(into: frame) else { throw EngineError(.fault, "no palette was made") }
    frame.pointer.pointee.pts = 0
    return frame
  }
}

private func shape(_ film: PicturePlan) throws(EngineError) -> StreamShape {
  guard let rate = AVRational(film.rate.value) else {
    throw EngineError(.fault, "the rate \(film.rate.value) does not fit a graph")
  }
  return .picture(
    StreamShape.PictureShape(
      size: film.size, format: av_get_pix_fmt(film.pixelFormat), timeBase: AVRational(num: rate.den, den: rate.num), rate: rate))
}

private func paletteShape(_ palette: Frame) -> StreamShape.PictureShape {
  let content = palette.pointer.pointee
  let second = AVRational(num: 1, den: 1)
  return StreamShape.PictureShape(
    size: PixelSize(width: Int(content.width), height: Int(content.height)), format: AVPixelFormat(rawValue: content.format),
    timeBase: second, rate: second)
}
