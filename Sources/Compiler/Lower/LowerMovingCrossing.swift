import Catalogue
import FilterGraph
import MediaTypes

/// Transitions in which an edge of some outline runs over the canvas, and those in which the pictures move.
extension SpanLowering {
  /// The second picture where the edge has passed, the first elsewhere.
  mutating func mapped(
    _ crossing: Crossing, by map: TransitionMap, isReversed: Bool, _ progress: [Double], on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let sides = mixable(crossing, on: ground, alpha: alpha, origin)
    let drawn = Filter.transitionMap(map, isReversed: isReversed, canvas.size, rate: canvas.rate) + held
    let moments = graph.chain(fromNothing: drawn, origin: origin)
    let values = Filter.sharesOfMap(progress.map { max(0, min(1, $0)) }, softness: 3 / Double(canvas.size.width))
    let shares = graph.add(
      Filter("lut", ["c0": values[0]]), to: moments, origin: origin, automation: .init(command: "c0", values: values))
    let mask = graph.chain(Filter.sharesInBytes(canvas.size), to: shares, origin: origin)
    var site = EffectSite(
      size: canvas.size, canvas: canvas.size, rate: canvas.rate, first: 0, count: range.count, length: range.count)
    site.pixelFormat = alpha ? WorkingFormat.fullAlpha : WorkingFormat.opaque
    var chain = EffectChain(graph, at: sides[1], site: site, origin: origin)
    chain.keep(only: mask, over: sides[0])
    graph = chain.graph
    return unmixable(chain.edge, alpha: alpha, origin)
  }

  /// Into the first picture, while the second settles behind it; or out of the second, the same backwards.
  mutating func zoomed(
    _ crossing: Crossing, isOut: Bool, _ progress: [Double], on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let sides = mixable(crossing, on: ground, alpha: alpha, origin)
    let ways = progress.map { isOut ? 1 - $0 : $0 }
    let (near, far) = (ways.map { 1 + 1.6 * $0 * $0 }, ways.map { 1 + 0.25 * (1 - $0) * (1 - $0) })
    let format = alpha ? WorkingFormat.fullAlpha : WorkingFormat.opaque
    let first = enlarged(sides[0], isOut ? far : near, format, origin)
    let second = enlarged(sides[1], isOut ? near : far, format, origin)
    // Both are seen through the middle half of the way.
    let shares = progress.map { progress in
      let way = max(0, min(1, (progress - 0.25) * 2))
      return way * way * (3 - 2 * way)
    }
    let edge = mix(second, with: first, shares, origin)
    return unmixable(edge, alpha: alpha, origin)
  }

  /// The second picture slides in over the first, which gives way at a third of its pace: `x` and `y` are the way it goes.
  mutating func slid(
    _ crossing: Crossing, x: Int, y: Int, _ progress: [Double], on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let from = solidSide(crossing.from, isSecond: false, on: ground, alpha: alpha), to = solidSide(crossing.to, on: ground, alpha: alpha)
    let (width, height) = (Double(canvas.size.width), Double(canvas.size.height))
    func moved(_ edge: SpanGraph.Edge, _ offsets: [Double]) -> SpanGraph.Edge {
      let poses = offsets.map { offset in
        Motion.Pose(
          window: Motion.Rect(canvas.size),
          place: Motion.Rect(
            x: (offset * width * Double(x)).rounded(), y: (offset * height * Double(y)).rounded(), width: width, height: height))
      }
      return graph.move(edge, Motion(from: canvas.size, to: canvas.size, pixelFormat: WorkingFormat.alpha, poses: poses), origin: origin)
    }
    let first = moved(from, progress.map { $0 / 3 }), second = moved(to, progress.map { $0 - 1 })
    let empty = self.ground(alpha ? .transparent : .background, alpha: alpha, origin: origin)
    let base = graph.add(.overlay(x: 0, y: 0), to: empty, first, origin: origin)
    return graph.add(.overlay(x: 0, y: 0), to: base, second, origin: origin)
  }

  private mutating func enlarged(_ edge: SpanGraph.Edge, _ scales: [Double], _ format: String, _ origin: Int) -> SpanGraph.Edge {
    let (width, height) = (Double(canvas.size.width), Double(canvas.size.height))
    let poses = scales.map { scale in
      let window = Motion.Rect(
        x: width * (1 - 1 / scale) / 2, y: height * (1 - 1 / scale) / 2, width: width / scale, height: height / scale)
      return Motion.Pose(window: window, place: Motion.Rect(canvas.size))
    }
    return graph.move(edge, Motion(from: canvas.size, to: canvas.size, pixelFormat: format, poses: poses), origin: origin)
  }

  // MARK: pixels

  /// Both sides as pixels that may be mixed: solid ones as they are, others multiplied by their alpha.
  private mutating func mixable(_ crossing: Crossing, on ground: Ground, alpha: Bool, _ origin: Int) -> [SpanGraph.Edge] {
    let ready: [Filter] =
      alpha ? [.scale(to: canvas.size, from: .bt709, to: .bt709), .format(WorkingFormat.fullAlpha), .premultiply] : []
    return [(crossing.from, false), (crossing.to, true)].map { layer, isSecond in
      graph.chain(ready, to: side(layer, isSecond: isSecond, on: ground, alpha: alpha), origin: origin)
    }
  }

  private mutating func unmixable(_ edge: SpanGraph.Edge, alpha: Bool, _ origin: Int) -> SpanGraph.Edge {
    guard alpha else { return edge }
    let back: [Filter] = [.unpremultiply, .scale(to: canvas.size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)]
    return graph.chain(back, to: edge, origin: origin)
  }
}
