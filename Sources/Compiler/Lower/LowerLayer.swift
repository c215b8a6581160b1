import Catalogue
import FilterGraph
import MediaTypes
import Timeline

extension SpanLowering {
  /// One layer as a picture at its place.
  /// - Parameters:
  ///   - alpha: whether it must have an alpha plane; FFmpeg paints only what has one.
  ///   - ground: what is under it, which a transition of solid pictures needs to know.
  mutating func cell(_ layer: Layer, alpha: Bool, on ground: Ground, _ origin: Int) -> Cell {
    let opacities = opacities(of: layer)
    let hasAlpha = alpha || opacities != nil || !solidity.isSolid(layer, during: range)
    let span = range
    range = remembered(by: layer)
    var cell: Cell
    if layer.isMoving {
      cell = moved(layer, alpha: hasAlpha, on: ground, origin)
    } else {
      cell = fitted(layer, alpha: hasAlpha, on: ground, origin)
      apply(layer.effects, to: &cell, layer)
    }
    if range != span {
      cell.edge = graph.chain(Filter.pick(first: span.lowerBound - range.lowerBound, count: span.count), to: cell.edge, origin: origin)
      range = span
    }
    if !layer.isMoving { turn(&cell, layer, origin) }
    if let opacities {
      cell.edge = graph.add(.alphaGain, to: cell.edge, origin: origin, automation: Filter.alphaValues(opacities))
    }
    return cell
  }

  /// What a layer shows, at its place as fitted.
  mutating func fitted(_ layer: Layer, alpha: Bool, on ground: Ground, _ origin: Int) -> Cell {
    switch layer.content {
    case .generator(let generator): return generated(generator, layer, alpha: alpha, origin)
    case .text(let lettering): return lettered(lettering, layer, origin)
    case .still(let media): return sourced(layer, media, sampling: nil, alpha: alpha, origin)
    case .run(let run): return sourced(layer, run.media, sampling: sampling(run, layer), alpha: alpha, origin)
    case .group(let layers):
      // Alpha changes how a picture is resampled: whether there is any must not depend on what lies below.
      let isClear = alpha && !solidity.isSolidInside(layer.unmoved, during: range)
      let seen = layers.filter { $0.frames.contains(moment) && $0.invisibility(on: canvas) == nil }
      let edge = picture(of: seen, on: .transparent, alpha: isClear)
      var cell = painted(edge, layer, alpha: isClear, origin)
      if alpha, !isClear { cell = withAlpha(cell, origin) }
      return cell
    case .transition(let crossing):
      let edge = crossed(crossing, window: layer.frames, on: ground, alpha: alpha, origin)
      return painted(edge, layer, alpha: alpha, origin)
    }
  }

  /// A picture of the canvas's size, brought to where the layer is.
  private mutating func painted(_ edge: SpanGraph.Edge, _ layer: Layer, alpha: Bool, _ origin: Int) -> Cell {
    let shape = PictureShape(canvas: canvas.size, format: alpha ? WorkingFormat.alpha : WorkingFormat.opaque)
    let filters = Resampling(layer.geometry, shape, shape.pixelFormat).filters
    return Cell(edge: graph.chain(filters, to: edge, origin: origin), place: layer.geometry.place, hasAlpha: alpha)
  }

  private mutating func withAlpha(_ cell: Cell, _ origin: Int) -> Cell {
    let edge = graph.chain(
      [.scale(to: cell.place.size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)], to: cell.edge, origin: origin)
    return Cell(edge: edge, place: cell.place, hasAlpha: true)
  }

  private mutating func generated(_ generator: any PictureGenerator, _ layer: Layer, alpha: Bool, _ origin: Int) -> Cell {
    let first = range.lowerBound - (layer.itemFrames?.lowerBound ?? layer.frames.lowerBound)
    var filters = generator.source(size: canvas.size, rate: canvas.rate)
    filters += Filter.pick(first: generator.isStatic ? 0 : first, count: generator.isStatic ? 1 : range.count)
    filters += [
      .scale(to: layer.geometry.place.size, from: generator.color, to: .bt709), .format(alpha ? WorkingFormat.alpha : WorkingFormat.opaque),
    ]
    let edge = graph.chain(fromNothing: filters + (generator.isStatic ? held : []), origin: origin)
    return Cell(edge: edge, place: layer.geometry.place, hasAlpha: alpha)
  }

  private mutating func lettered(_ lettering: Lettering, _ layer: Layer, _ origin: Int) -> Cell {
    let start = layer.itemFrames?.lowerBound ?? layer.frames.lowerBound
    var part = lettering.part ?? PixelRect(x: 0, y: 0, size: lettering.script.frame)
    var geometry = layer.geometry
    if let idle = layer.idle(range) {
      geometry = .whole(idle.size)
      geometry.place = PixelRect(x: layer.geometry.place.x + idle.x - part.x, y: layer.geometry.place.y + idle.y - part.y, size: idle.size)
      part = idle
    }
    texts.append(
      TextSource(
        script: numbers.texts.number(of: lettering.script), x: part.x, y: part.y, size: part.size,
        first: lettering.first + (Rational(range.lowerBound - start) + .half) * lettering.step, step: lettering.step, count: range.count,
        origin: origin))
    let shape = PictureShape(canvas: part.size, format: TextSource.pixelFormat)
    let filters = Resampling(geometry, shape, shape.pixelFormat).filters
    return Cell(edge: graph.chain(filters, to: .text(texts.count - 1), origin: origin), place: geometry.place, hasAlpha: true)
  }

  // MARK: sources

  /// Which pictures of the source this span shows: exact instants, one a frame.
  func sampling(_ run: SourceRun, _ layer: Layer) -> Sampling {
    guard run.pace == nil else { return pacedSampling(run, layer) }
    let step = run.speed / canvas.rate.value
    let skipped = Rational(range.lowerBound - layer.frames.lowerBound)
    guard !run.speed.isZero else { return Sampling(first: run.first, step: 0, count: range.count, includesInstant: true) }
    return Sampling(
      first: run.first + (skipped + .half) * step, step: step, count: range.count, bound: run.bound, wrap: run.wrap)
  }

  private func pacedSampling(_ run: SourceRun, _ layer: Layer) -> Sampling {
    let here = run.advanced(byFrames: range.lowerBound - layer.frames.lowerBound, rate: canvas.rate)
    let pace = here.pace!.cut(to: range.count)
    return Sampling(
      first: here.first + pace.step(0) / 2, step: run.speed / canvas.rate.value, count: range.count, bound: run.bound, wrap: run.wrap,
      pace: pace)
  }

  /// What the file's own pictures go through: what the author asked for, and what interlaced ones need.
  private func conditioning(_ layer: Layer, _ facts: PictureFacts) -> [Filter] {
    guard case .run(let run) = layer.content else { return facts.isInterlaced ? [.deinterlace] : [] }
    let site = SourceSite(facts: facts, rate: canvas.rate, speed: run.leastSpeed(during: layer.itemFrames ?? layer.frames, canvas.rate))
    let active = layer.effects.filter { ($0.frames?.contains(moment) ?? true) && $0.changesPictures }.compactMap {
      $0.effect as? any SourceEffect
    }
    let isAutomatic = facts.isInterlaced && !active.contains { $0 is DeinterlaceEffect }
    let sorted = active.filter { $0 is DeinterlaceEffect } + active.filter { !($0 is DeinterlaceEffect) }
    return (isAutomatic ? [.deinterlace] : []) + sorted.flatMap { $0.conditioning(site) }
  }

  /// A file's pictures, the right way up; of a still, one.
  mutating func upright(_ layer: Layer, _ facts: PictureFacts, _ media: Int, sampling: Sampling?, _ origin: Int) -> SpanGraph.Edge {
    sources.append(
      PictureSource(
        input: numbers.inputs.number(of: media),
        sampling: sampling ?? Sampling(first: 0, step: 0, count: 1, includesInstant: true),
        conditioning: conditioning(layer, facts), origin: origin))
    return graph.chain(Filter.upright(facts.orientation), to: .source(sources.count - 1), origin: origin)
  }

  private mutating func sourced(_ layer: Layer, _ media: Int, sampling: Sampling?, alpha: Bool, _ origin: Int) -> Cell {
    let facts = composition.media[media].facts.picture!
    let upright = upright(layer, facts, media, sampling: sampling, origin)
    let tail = sampling == nil ? held : []
    let shape = PictureShape(facts)
    guard needsFill(layer) else {
      let filters = Resampling(layer.geometry, shape, alpha ? WorkingFormat.alpha : WorkingFormat.opaque).filters
      return Cell(edge: graph.chain(filters + tail, to: upright, origin: origin), place: layer.geometry.place, hasAlpha: alpha)
    }
    var edge = filled(upright, layer, shape, alpha: alpha, origin)
    // A ground of one colour is as long as the span.
    if layer.fill == .blur, !tail.isEmpty { edge = graph.add(.holdJoined(range.count - 1), to: edge, origin: origin) }
    return Cell(edge: edge, place: PixelRect(x: 0, y: 0, size: canvas.size), hasAlpha: alpha)
  }

  func needsFill(_ layer: Layer) -> Bool {
    layer.fill != .background && layer.geometry.place.size != canvas.size && !layer.isMoved(on: canvas)
  }

  /// The picture on a ground of its own that covers the canvas.
  private mutating func filled(
    _ input: SpanGraph.Edge, _ layer: Layer, _ shape: PictureShape, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let place = layer.geometry.place
    if case .color(let color) = layer.fill {
      let front = graph.chain(Resampling(layer.geometry, shape, WorkingFormat.alpha).filters, to: input, origin: origin)
      let back = painted(color, alpha: alpha, origin)
      return graph.add(.overlay(x: place.x, y: place.y), to: back, front, origin: origin)
    }
    let halves = graph.addSplit(.split(2), to: input, outputs: 2, origin: origin)
    let front = graph.chain(Resampling(layer.geometry, shape, WorkingFormat.alpha).filters, to: halves[0], origin: origin)
    let back = graph.chain(blurred(layer, shape, alpha ? WorkingFormat.alpha : WorkingFormat.opaque), to: halves[1], origin: origin)
    return graph.add(.overlay(x: place.x, y: place.y), to: back, front, origin: origin)
  }

  /// The picture enlarged to cover the canvas and blurred; done small, because nobody can tell.
  func blurred(_ layer: Layer, _ shape: PictureShape, _ format: String) -> [Filter] {
    let small = PixelSize(width: evenNearest(Rational(canvas.size.width, 8)), height: evenNearest(Rational(canvas.size.height, 8)))
    let cover = Placement(canvas: small, fit: .cover, focus: Point.names["center"]!, source: layer.geometry.window).geometry()!
    let radius = max(1, min(small.width, small.height) / 8)
    return Resampling(cover, shape, WorkingFormat.opaque).filters + [
      .softBlur(radius: radius), .scale(to: canvas.size, from: .bt709, to: .bt709), .format(format),
    ]
  }

  // MARK: turning and opacity

  mutating func turn(_ cell: inout Cell, _ layer: Layer, _ origin: Int) {
    guard let degrees = layer.geometry.rotation.constant, !degrees.isZero else { return }
    let size = turnedSize(cell.place.size, degrees)
    cell.edge = graph.add(.rotate(degrees: degrees.approximation, to: size), to: cell.edge, origin: origin)
    let x = cell.place.x * 2 + cell.place.size.width - size.width, y = cell.place.y * 2 + cell.place.size.height - size.height
    cell.place = PixelRect(x: 2 * Int((Double(x) / 4).rounded()), y: 2 * Int((Double(y) / 4).rounded()), size: size)
  }

  /// Opacity of each frame of the span, taken at the frame's middle; nil where it is 1 throughout.
  func opacities(of layer: Layer) -> [Double]? {
    let changes = [layer.fadeIn, layer.fadeOut].contains { $0?.overlaps(range) ?? false }
    guard changes || layer.opacity != .constant(1) else { return nil }
    return range.map { frame in
      let up = layer.fadeIn.map { progress(frame, $0) } ?? 1
      let down = layer.fadeOut.map { 1 - progress(frame, $0) } ?? 1
      return max(0, min(1, layer.opacity.value(at: frame))) * up * down
    }
  }

  /// How much of a stretch has passed at the middle of a frame, 0 to 1.
  func progress(_ frame: Int, _ stretch: Range<Int>) -> Double {
    max(0, min(1, (Double(frame - stretch.lowerBound) + 0.5) / Double(stretch.count)))
  }
}

extension Layer {
  /// What it shows, at rest and before anything is done to it.
  fileprivate var unmoved: Layer {
    var layer = self
    (layer.path, layer.moves, layer.effects, layer.geometry.rotation) = (nil, [], [], .constant(0))
    return layer
  }
}

extension SourceRun {
  /// The least speed of a run over an item's frames, whatever its direction.
  func leastSpeed(during frames: Range<Int>, _ rate: FrameRate) -> Rational {
    guard let pace else { return speed.magnitude }
    let steps = (0..<frames.count).map { pace.step($0).magnitude * rate.value }.filter(\.isPositive)
    return max(steps.min() ?? speed.magnitude, Rational(1, 16))
  }
}
