import Catalogue
import FilterGraph
import MediaTypes

extension Layer {
  /// Its geometry changes from frame to frame.
  package var isMoving: Bool { !moves.isEmpty || path != nil || geometry.rotation.constant == nil }

  /// Takes effects on: those that belong to the geometry go there.
  mutating func add(_ applied: [AppliedEffect]) {
    let moving = applied.filter { $0.isMove && !$0.effect.isIdentity }
    moves += moving.filter { $0.effect is StabilizeEffect } + moving.filter { !($0.effect is StabilizeEffect) }
    effects += applied.filter { !$0.isMove }
  }

  /// The part that fills its frame on each of these frames, in shares of the frame at rest.
  func views(_ canvas: Canvas, during frames: Range<Int>) -> [Motion.Rect] {
    let item = itemFrames ?? self.frames
    let site = EffectSite(
      size: geometry.place.size, canvas: canvas.size, rate: canvas.rate, first: frames.lowerBound - item.lowerBound,
      count: frames.count, length: item.count)
    var views = Array(repeating: Motion.Rect.unit, count: frames.count)
    for move in moves {
      guard let effect = move.effect as? any ViewEffect else { continue }
      let next = effect.views(site, of: views.map(geometry.picture.seen))
      for (k, frame) in frames.enumerated() where move.frames?.contains(frame) ?? true { views[k] = views[k].part(next[k]) }
    }
    return views
  }

  /// Its pictures are turned within the frame to stand still: what fills the frame on each of these frames, before anything
  /// else chooses a part of it. Nil where none is, at no time of the item.
  func steadyPoses(during frames: Range<Int>) -> [SteadyPose]? {
    guard let move = moves.first, let steady = move.effect as? StabilizeEffect, steady.turns else { return nil }
    let start = (itemFrames ?? self.frames).lowerBound
    return frames.map { frame in
      let holds = move.frames?.contains(frame) ?? true
      return (holds ? steady.pose(ofFrame: frame - start) : nil) ?? SteadyPose(view: .unit, degrees: 0)
    }
  }

  /// Where its frame is on the canvas on each of these frames, before it is turned.
  func frameRects(during frames: Range<Int>) -> [Motion.Rect] {
    guard let path else { return Array(repeating: Motion.Rect(geometry.place), count: frames.count) }
    return frames.map(path.rect)
  }

  /// Its frame is full of picture on each of these frames.
  func fillsFrame(_ canvas: Canvas, during frames: Range<Int>) -> Bool {
    moves.isEmpty || views(canvas, during: frames).allSatisfy { geometry.picture.holds($0) }
  }

  /// Its frame, which may move, reaches every edge of the canvas on each of these frames.
  func fillsCanvas(_ canvas: Canvas, during frames: Range<Int>) -> Bool {
    geometry.isUpright && frameRects(during: frames).allSatisfy { $0.covers(canvas.size) }
  }
}

extension AppliedEffect {
  /// It chooses what fills the frame, and is not mixed with what it changes.
  fileprivate var isMove: Bool {
    effect is any ViewEffect && region.isEmpty && (amount?.value.constant.map { $0.value == 1 } ?? (amount == nil))
  }
}

extension Geometry {
  /// It is not turned, at no time.
  var isUpright: Bool { rotation == .constant(0) }

  /// Where all of the picture lies, in shares of the frame.
  var picture: Motion.Rect {
    guard let whole else { return .unit }
    return Motion.Rect(
      x: ((whole.x - window.x) / window.width).approximation, y: ((whole.y - window.y) / window.height).approximation,
      width: (whole.width / window.width).approximation, height: (whole.height / window.height).approximation)
  }
}

extension Motion.Rect {
  init(_ rect: PixelRect) {
    self.init(x: Double(rect.x), y: Double(rect.y), width: Double(rect.size.width), height: Double(rect.size.height))
  }

  /// `other` lies in it, but for what no eye sees.
  func holds(_ other: Motion.Rect) -> Bool {
    let slack = 1e-9
    return other.x >= x - slack && other.y >= y - slack && other.x + other.width <= x + width + slack
      && other.y + other.height <= y + height + slack
  }
}
