import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// The working formats of a canvas: 4:2:0, with an alpha plane where something shines through.
enum WorkingFormat {
  static let opaque = "yuv420p"
  static let alpha = "yuva420p"
}

/// Builds the graph of one span, bottom layer first.
struct SpanLowering {
  let composition: Composition
  /// Frames of the film.
  let range: Range<Int>
  var graph = SpanGraph()
  var sources: [PictureSource] = []

  var canvas: Canvas { composition.canvas }

  init(composition: Composition, range: Range<Int>) {
    self.composition = composition
    self.range = range
  }

  /// A picture on its way to the canvas.
  struct Cell {
    var edge: SpanGraph.Edge
    var place: PixelRect
    /// Without an alpha plane: it can be padded or stand for the canvas, but not be painted.
    var isOpaque: Bool
  }

  mutating func lower(_ layers: [Layer], _ origins: inout OriginTable, _ inputs: inout InputTable) {
    var base: SpanGraph.Edge?
    for layer in layers {
      let origin = origins.number(of: layer.span, layer.what)
      let cell = cell(layer, origin, isPainted: base != nil || !standsAlone(layer), &inputs)
      base = base.map { graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: $0, cell.edge, origin: origin) } ?? ground(cell, origin)
    }
    graph.output = base ?? background(origin: origins.number(of: nil, "the background"))
  }

  /// The lowest picture needs nothing painted under it.
  private func standsAlone(_ layer: Layer) -> Bool {
    grey(canvas.background) != nil || layer.coversCanvas(canvas)
  }

  /// The lowest picture, on the canvas's background.
  private mutating func ground(_ cell: Cell, _ origin: Int) -> SpanGraph.Edge {
    if cell.isOpaque, cell.place.size == canvas.size { return cell.edge }
    if cell.isOpaque, let level = grey(canvas.background) {
      return graph.add(.pad(to: canvas.size, x: cell.place.x, y: cell.place.y, level: level), to: cell.edge, origin: origin)
    }
    let base = background(origin: origin)
    return graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: base, cell.edge, origin: origin)
  }

  /// The canvas's background through the whole span: one picture, held.
  private mutating func background(origin: Int) -> SpanGraph.Edge {
    var color = canvas.background
    color.alpha = 255
    return painted(color, canvas.size, WorkingFormat.opaque, origin)
  }

  private mutating func painted(_ color: Color, _ size: PixelSize, _ format: String, _ origin: Int) -> SpanGraph.Edge {
    var filters = solid(color, size: size, rate: canvas.rate) + Filter.pick(first: 0, count: 1)
    filters += [.scale(to: size, from: .rgb, to: .bt709), .format(format)]
    return graph.chain(fromNothing: filters + held, origin: origin)
  }

  /// Holds a single picture through the span.
  private var held: [Filter] { range.count > 1 ? [.holdLast(range.count - 1)] : [] }

  private func grey(_ color: Color) -> UInt8? {
    color.red == color.green && color.green == color.blue ? color.red : nil
  }

  // MARK: one layer

  /// - Parameter isPainted: it goes over something, and FFmpeg paints only what has an alpha plane.
  private mutating func cell(_ layer: Layer, _ origin: Int, isPainted: Bool, _ inputs: inout InputTable) -> Cell {
    let opacities = opacities(of: layer)
    let isSolid = layer.isOpaque(in: composition)
    let format = isSolid && opacities == nil && !isPainted ? WorkingFormat.opaque : WorkingFormat.alpha
    var cell: Cell
    switch layer.content {
    case .generator(let generator): cell = generated(generator, layer, format, origin)
    case .still(let media): cell = picture(layer, media, sampling: nil, format, origin, &inputs)
    case .run(let run): cell = picture(layer, run.media, sampling: sampling(run, layer), format, origin, &inputs)
    }
    if let opacities {
      cell.edge = graph.add(.alphaGain, to: cell.edge, origin: origin, automation: Filter.alphaValues(opacities))
      cell.isOpaque = false
    }
    return cell
  }

  private mutating func generated(_ generator: any PictureGenerator, _ layer: Layer, _ format: String, _ origin: Int) -> Cell {
    let first = range.lowerBound - layer.frames.lowerBound
    var filters = generator.source(size: canvas.size, rate: canvas.rate)
    filters += Filter.pick(first: generator.isStatic ? 0 : first, count: generator.isStatic ? 1 : range.count)
    filters += [.scale(to: canvas.size, from: generator.color, to: .bt709), .format(format)]
    let edge = graph.chain(fromNothing: filters + (generator.isStatic ? held : []), origin: origin)
    return Cell(edge: edge, place: layer.geometry.place, isOpaque: format == WorkingFormat.opaque)
  }

  /// Which pictures of the source this span shows: exact instants, one a frame.
  private func sampling(_ run: SourceRun, _ layer: Layer) -> Sampling {
    let step = run.speed / canvas.rate.value
    let skipped = Rational(range.lowerBound - layer.frames.lowerBound)
    guard !run.speed.isZero else { return Sampling(first: run.first, step: 0, count: range.count, includesInstant: true) }
    return Sampling(
      first: run.first + (skipped + .half) * step, step: step, count: range.count, bound: run.bound, wrap: run.wrap)
  }

  private mutating func picture(
    _ layer: Layer, _ media: Int, sampling: Sampling?, _ format: String, _ origin: Int, _ inputs: inout InputTable
  ) -> Cell {
    let facts = composition.media[media].facts.picture!
    sources.append(
      PictureSource(
        input: inputs.number(of: media), sampling: sampling ?? Sampling(first: 0, step: 0, count: 1, includesInstant: true),
        conditioning: facts.isInterlaced ? [.deinterlace] : [], origin: origin))
    var edge = SpanGraph.Edge.source(sources.count - 1)
    edge = graph.chain(Filter.upright(facts.orientation), to: edge, origin: origin)
    let tail = sampling == nil ? held : []
    let needsFill = layer.fill != .background && layer.geometry.place.size != canvas.size
    guard needsFill else {
      edge = graph.chain(Resampling(layer.geometry, facts, format).filters + tail, to: edge, origin: origin)
      return Cell(edge: edge, place: layer.geometry.place, isOpaque: format == WorkingFormat.opaque)
    }
    let filled = filled(edge, layer, facts, format, origin)
    edge = graph.chain(tail, to: filled, origin: origin)
    return Cell(edge: edge, place: PixelRect(x: 0, y: 0, size: canvas.size), isOpaque: format == WorkingFormat.opaque)
  }

  /// The picture on a ground of its own that covers the canvas.
  private mutating func filled(
    _ input: SpanGraph.Edge, _ layer: Layer, _ facts: PictureFacts, _ format: String, _ origin: Int
  ) -> SpanGraph.Edge {
    let place = layer.geometry.place
    if case .color(let color) = layer.fill {
      if format == WorkingFormat.opaque, let level = grey(color) {
        let edge = graph.chain(Resampling(layer.geometry, facts, format).filters, to: input, origin: origin)
        return graph.add(.pad(to: canvas.size, x: place.x, y: place.y, level: level), to: edge, origin: origin)
      }
      let edge = graph.chain(Resampling(layer.geometry, facts, WorkingFormat.alpha).filters, to: input, origin: origin)
      let ground = painted(color, canvas.size, format, origin)
      return graph.add(.overlay(x: place.x, y: place.y), to: ground, edge, origin: origin)
    }
    let halves = graph.addSplit(.split(2), to: input, outputs: 2, origin: origin)
    let front = graph.chain(Resampling(layer.geometry, facts, WorkingFormat.alpha).filters, to: halves[0], origin: origin)
    let back = graph.chain(blurred(layer, facts, format), to: halves[1], origin: origin)
    return graph.add(.overlay(x: place.x, y: place.y), to: back, front, origin: origin)
  }

  /// The picture enlarged to cover the canvas and blurred; done small, because nobody can tell.
  private func blurred(_ layer: Layer, _ facts: PictureFacts, _ format: String) -> [Filter] {
    let small = PixelSize(width: evenNearest(Rational(canvas.size.width, 8)), height: evenNearest(Rational(canvas.size.height, 8)))
    let center = Point.names["center"]!
    let cover = Placement(canvas: small, fit: .cover, focus: center, source: layer.geometry.window).geometry()!
    let radius = max(1, min(small.width, small.height) / 16)
    return Resampling(cover, facts, WorkingFormat.opaque).filters + [
      .softBlur(radius: radius), .scale(to: canvas.size, from: .bt709, to: .bt709), .format(format),
    ]
  }

  // MARK: fades

  /// Opacity of each frame of the span, taken at the frame's middle; nil where it is 1 throughout.
  private func opacities(of layer: Layer) -> [Rational]? {
    let rises = layer.fadeIn.map { $0.overlaps(range) } ?? false
    let falls = layer.fadeOut.map { $0.overlaps(range) } ?? false
    guard rises || falls else { return nil }
    return range.map { frame in
      let up = layer.fadeIn.map { progress(frame, $0) } ?? 1
      let down = layer.fadeOut.map { 1 - progress(frame, $0) } ?? 1
      return up * down
    }
  }

  private func progress(_ frame: Int, _ fade: Range<Int>) -> Rational {
    let middle = Rational(frame - fade.lowerBound) + .half
    return max(0, min(1, middle / Rational(fade.count)))
  }
}
