import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// Layers that move: what they show is resampled once a frame, from the source's own pixels to where it is, and
/// never rounded to whole pixels. Effects that look at the picture's shape need it at a size that stays: a layer
/// with effects whose place moves has them at its largest size, and is moved with them.
extension SpanLowering {
  /// - Parameter alpha: whether the result must have an alpha plane.
  mutating func moved(_ layer: Layer, alpha: Bool, on ground: Ground, _ origin: Int) -> Cell {
    let turns = layer.geometry.rotation.constant == nil || !layer.geometry.isUpright && layer.path != nil
    let isPainted = layer.isText || layer.effects.contains(where: isPainted) || layer.steadyPoses(during: range) != nil
    guard turns || layer.path != nil && isPainted else {
      var cell = carried(layer, alpha: alpha, on: ground, origin)
      apply(layer.effects, to: &cell, layer)
      turn(&cell, layer, origin)
      return cell
    }
    let resting = layer.atRest(canvas.size), hasAlpha = !solidity.isSolidInside(resting, during: range)
    var cell =
      resting.isMoving
      ? carried(resting, alpha: hasAlpha, on: ground, origin) : fitted(resting, alpha: hasAlpha, on: ground, origin)
    apply(layer.effects, to: &cell, resting)
    let frame = layer.path?.rest ?? Motion.Rect(resting.geometry.place)
    return turns ? turned(cell, layer, from: frame, origin) : sent(cell, layer, from: frame, alpha: alpha, origin)
  }

  /// It works on the picture at its size on the canvas in this span.
  private func isPainted(_ applied: AppliedEffect) -> Bool { isActive(applied) && !(applied.effect is any SourceEffect) }

  // MARK: one resampling

  /// What a layer shows, where it is on each frame.
  private mutating func carried(_ layer: Layer, alpha: Bool, on ground: Ground, _ origin: Int) -> Cell {
    let facts = layer.media.flatMap { composition.media[$0].facts.picture }
    guard let media = layer.media, let facts else {
      return carriedPainting(layer, alpha: alpha, on: ground, origin)
    }
    var run: Sampling?
    if case .run(let source) = layer.content { run = sampling(source, layer) }
    let upright = upright(layer, facts, media, sampling: run, origin)
    let shape = PictureShape(facts)
    guard layer.path == nil, layer.geometry.isUpright, needsFill(layer) else {
      return carried(upright, shape, layer, alpha, origin)
    }
    return carriedOnGround(upright, shape, layer, alpha: alpha, origin)
  }

  /// A picture that is painted first: all of the canvas, or a text's own part of it.
  private mutating func carriedPainting(_ layer: Layer, alpha: Bool, on ground: Ground, _ origin: Int) -> Cell {
    var still = layer
    if !layer.isText { still.geometry = .whole(canvas.size) }
    (still.path, still.moves, still.geometry.rotation) = (nil, [], .constant(0))
    let hasAlpha = alpha && !solidity.isSolidInside(still, during: range)
    let picture = fitted(still, alpha: hasAlpha, on: ground, origin)
    let shape = PictureShape(canvas: picture.place.size, format: picture.hasAlpha ? WorkingFormat.alpha : WorkingFormat.opaque)
    return carried(picture.edge, shape, layer, alpha, origin)
  }

  private mutating func carried(_ input: SpanGraph.Edge, _ shape: PictureShape, _ layer: Layer, _ alpha: Bool, _ origin: Int) -> Cell {
    let ready = ready(shape, layer)
    let edge = graph.chain(ready.filters, to: input, origin: origin)
    if let steady = layer.steadyPoses(during: range), layer.fillsFrame(canvas, during: layer.itemFrames ?? layer.frames) {
      return steadied(edge, ready, shape, layer, steady, alpha, origin)
    }
    let frames = layer.frameRects(during: range), views = layer.views(canvas, during: range)
    let pixels = ready.pixels(of: layer.geometry.window, shape)
    let poses = range.indices.map { k in
      Motion.Pose(showing: layer.geometry.picture, of: pixels, through: views[k - range.lowerBound], on: frames[k - range.lowerBound])
    }
    let isOnItsOwn = layer.path != nil || layer.geometry.isUpright && !layer.effects.contains(where: isPainted)
    let box = isOnItsOwn ? box(around: layer.path == nil ? [Motion.Rect(layer.geometry.place)] : poses.map(\.place)) : layer.geometry.place
    return send(edge, from: ready.size, poses, to: box, alpha: alpha || shape.hasAlpha, origin)
  }

  /// On a ground that fills the bars.
  private mutating func carriedOnGround(
    _ input: SpanGraph.Edge, _ shape: PictureShape, _ layer: Layer, alpha: Bool, _ origin: Int
  ) -> Cell {
    let format = alpha ? WorkingFormat.alpha : WorkingFormat.opaque
    var (front, back) = (input, input)
    if case .color(let color) = layer.fill {
      back = painted(color, alpha: alpha, origin)
    } else {
      let ways = graph.addSplit(.split(2), to: input, outputs: 2, origin: origin)
      back = graph.chain(blurred(layer, shape, format) + (layer.isStill ? held : []), to: ways[1], origin: origin)
      front = ways[0]
    }
    let cell = carried(front, shape, layer, true, origin)
    let edge = graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: back, cell.edge, origin: origin)
    return Cell(edge: edge, place: PixelRect(x: 0, y: 0, size: canvas.size), hasAlpha: alpha)
  }

  // MARK: what enters

  /// A picture ready to be moved.
  struct Ready {
    var filters: [Filter]
    var size: PixelSize

    /// A rectangle of upright square pixels, in the pixels that there are.
    func pixels(of rect: ExactRect, _ shape: PictureShape) -> Motion.Rect {
      let across = Double(size.width) / shape.displaySize.width.approximation
      let down = Double(size.height) / shape.displaySize.height.approximation
      return Motion.Rect(
        x: rect.x.approximation * across, y: rect.y.approximation * down, width: rect.width.approximation * across,
        height: rect.height.approximation * down)
    }
  }

  /// The working format; a still, which is prepared once, no larger than its nearest moment needs, and so what is turned
  /// to stand still, because that does not smooth where it shrinks.
  private func ready(_ shape: PictureShape, _ layer: Layer) -> Ready {
    let isReduced = layer.isStill || layer.steadyPoses(during: range) != nil
    let size = isReduced ? nearest(shape, layer) : shape.size
    let whole = ExactRect(x: 0, y: 0, width: shape.displaySize.width, height: shape.displaySize.height)
    let place = PixelRect(x: 0, y: 0, size: size)
    let filters = Resampling(Geometry(window: whole, place: place), shape, shape.hasAlpha ? WorkingFormat.alpha : WorkingFormat.opaque)
      .filters
    return Ready(filters: filters + (layer.isStill ? held : []), size: size)
  }

  /// The size at which a still's pixels are the canvas's where it is nearest, over the whole item: what it is
  /// reduced to does not depend on how the film is cut up.
  private func nearest(_ shape: PictureShape, _ layer: Layer) -> PixelSize {
    let item = layer.itemFrames ?? layer.frames
    let frames = layer.frameRects(during: item), views = layer.views(canvas, during: item)
    let window = Ready(filters: [], size: shape.size).pixels(of: layer.geometry.window, shape)
    func side(_ length: Int, _ pixels: Double, _ view: (Motion.Rect) -> Double) -> Int {
      let least = zip(frames, views).map { frame, share in view(share) * pixels / max(0.01, view(frame)) }.min() ?? 1
      return least > 1.25 ? max(2, 2 * Int((Double(length) / least / 2).rounded(.up))) : length
    }
    return PixelSize(width: side(shape.size.width, window.width, \.width), height: side(shape.size.height, window.height, \.height))
  }

  // MARK: what leaves

  /// A picture with its effects, moved with its frame.
  private mutating func sent(_ cell: Cell, _ layer: Layer, from rest: Motion.Rect, alpha: Bool, _ origin: Int) -> Cell {
    let whole = Motion.Rect(cell.place)
    let share = Motion.Rect(
      x: (whole.x - rest.x) / rest.width, y: (whole.y - rest.y) / rest.height, width: whole.width / rest.width,
      height: whole.height / rest.height)
    let poses = layer.frameRects(during: range).map { frame in
      Motion.Pose(showing: .unit, of: Motion.Rect(cell.place.size), through: .unit, on: frame.part(share))
    }
    return send(cell.edge, from: cell.place.size, poses, to: box(around: poses.map(\.place)), alpha: alpha || cell.hasAlpha, origin)
  }

  private mutating func send(
    _ edge: SpanGraph.Edge, from size: PixelSize, _ poses: [Motion.Pose], to box: PixelRect, alpha: Bool, _ origin: Int
  ) -> Cell {
    let here = poses.map { pose in
      var pose = pose
      pose.place.x -= Double(box.x)
      pose.place.y -= Double(box.y)
      return pose
    }
    let format = alpha ? WorkingFormat.alpha : WorkingFormat.opaque
    let motion = Motion(from: size, to: box.size, pixelFormat: format, poses: here)
    return Cell(edge: graph.move(edge, motion, origin: origin), place: box, hasAlpha: alpha)
  }

  /// The part of the canvas that rectangles come through, in whole pairs of pixels.
  func box(around rects: [Motion.Rect]) -> PixelRect {
    func span(_ low: Double, _ high: Double, _ extent: Int) -> Range<Int> {
      let first = 2 * Int((max(0, min(low, Double(extent))) / 2).rounded(.down))
      let last = 2 * Int((max(0, min(high, Double(extent))) / 2).rounded(.up))
      return first < last ? first..<last : 0..<2
    }
    let x = span(rects.map(\.x).min() ?? 0, rects.map { $0.x + $0.width }.max() ?? 0, canvas.size.width)
    let y = span(rects.map(\.y).min() ?? 0, rects.map { $0.y + $0.height }.max() ?? 0, canvas.size.height)
    return PixelRect(x: x.lowerBound, y: y.lowerBound, size: PixelSize(width: x.count, height: y.count))
  }
}

extension Layer {
  /// The file that it shows.
  var media: Int? {
    switch content {
    case .run(let run): run.media
    case .still(let media): media
    case .generator, .text, .group, .transition: nil
    }
  }

  var isText: Bool { if case .text = content { true } else { false } }

  var isStill: Bool { if case .still = content { true } else { false } }

  /// The same at its largest, where it neither goes anywhere nor turns.
  fileprivate func atRest(_ canvas: PixelSize) -> Layer {
    var layer = self
    (layer.path, layer.geometry.rotation) = (nil, .constant(0))
    if let path, !isText {
      let size = PixelSize(width: path.width.greatest, height: path.height.greatest)
      layer.geometry.place = PixelRect(x: 0, y: 0, size: size)
    }
    return layer
  }
}

extension Curve {
  /// The largest of its keys, as an even number of pixels.
  fileprivate var greatest: Int {
    switch self {
    case .constant(let value): evenNearest(value)
    case .keyframes(let keys): evenNearest(keys.map(\.value).max() ?? 2)
    }
  }
}
