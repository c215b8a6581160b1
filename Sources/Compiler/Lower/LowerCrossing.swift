import Catalogue
import FilterGraph
import Foundation
import MediaTypes

extension SpanLowering {
  /// Two pictures of the canvas's size, one giving way to the other.
  mutating func crossed(
    _ crossing: Crossing, window: Range<Int>, on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    if alpha, ground == .transparent, crossing.transition.method != .dissolve, isSolid(crossing) {
      // The pixels that it has where nothing is below, whether or not something is.
      let edge = crossed(crossing, window: window, on: .background, alpha: false, origin)
      return graph.chain([.scale(to: canvas.size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)], to: edge, origin: origin)
    }
    let progress = range.map { crossing.progress(self.progress($0, window)) }
    switch crossing.transition.method {
    case .dip: return dipped(crossing, progress, alpha: alpha, origin)
    case .dissolve where canDissolve(crossing, on: ground, alpha: alpha):
      let base = side(crossing.from, on: ground, alpha: alpha)
      let over = solidSide(crossing.to, on: ground, alpha: alpha)
      let shown = graph.add(.alphaGain, to: over, origin: origin, automation: Filter.alphaValues(progress))
      return graph.add(.overlay(x: 0, y: 0), to: base, shown, origin: origin)
    case .grays: return grayed(crossing, window: window, on: ground, alpha: alpha, progress, origin)
    case .map(let map, let isReversed):
      return mapped(crossing, by: map, isReversed: isReversed, progress, on: ground, alpha: alpha, origin)
    case .zoom(let isOut): return zoomed(crossing, isOut: isOut, progress, on: ground, alpha: alpha, origin)
    case .slide(let x, let y): return slid(crossing, x: x, y: y, progress, on: ground, alpha: alpha, origin)
    case .dissolve, .xfade, .cover, .reveal: return mixed(crossing, progress, on: ground, alpha: alpha, origin)
    }
  }

  /// - Parameter isSecond: the side that comes.
  mutating func side(_ layer: Layer?, isSecond: Bool = false, on ground: Ground, alpha: Bool) -> SpanGraph.Edge {
    let layers = layer.map { [$0] } ?? []
    guard case .pictures(let first, let second) = ground else { return picture(of: layers, on: ground, alpha: alpha) }
    return picture(of: layers, on: .transparent, alpha: alpha, over: isSecond ? second : first)
  }

  /// A side with an alpha plane to be painted by; what it is blended with may have none.
  mutating func solidSide(_ layer: Layer?, isSecond: Bool = true, on ground: Ground, alpha: Bool) -> SpanGraph.Edge {
    guard case .pictures = ground, !alpha else { return side(layer, isSecond: isSecond, on: ground, alpha: true) }
    let edge = side(layer, isSecond: isSecond, on: ground, alpha: false)
    let whole: [Filter] = [.scale(to: canvas.size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)]
    return graph.chain(whole, to: edge, origin: numbers.origins.number(of: layer?.span, layer?.what ?? "the background"))
  }

  /// Painting one solid picture over another with a growing opacity is exactly a mix of the two.
  private func canDissolve(_ crossing: Crossing, on ground: Ground, alpha: Bool) -> Bool {
    switch ground {
    case .background: return true
    case .pictures: return !alpha
    case .transparent: break
    }
    return isSolid(crossing)
  }

  /// Both sides hide all that is below.
  private func isSolid(_ crossing: Crossing) -> Bool {
    [crossing.from, crossing.to].allSatisfy { $0.map { solidity.isSolidCover($0, during: range) } ?? false }
  }

  /// Through a colour: the first picture goes, the second comes.
  private mutating func dipped(_ crossing: Crossing, _ progress: [Double], alpha: Bool, _ origin: Int) -> SpanGraph.Edge {
    var base = painted(crossing.transition.color, alpha: alpha, origin)
    let parts = [(crossing.from, progress.map { 1 - 2 * $0 }), (crossing.to, progress.map { 2 * $0 - 1 })]
    for (layer, opacities) in parts {
      let values = opacities.map { max(0, min(1, $0)) }
      guard let layer, values.contains(where: { $0 > 0 }) else { continue }
      let over = side(layer, on: .transparent, alpha: true)
      let shown = graph.add(.alphaGain, to: over, origin: origin, automation: Filter.alphaValues(values))
      base = graph.add(.overlay(x: 0, y: 0), to: base, shown, origin: origin)
    }
    return base
  }

  /// A dissolve whose colours go on the way and come back.
  private mutating func grayed(
    _ crossing: Crossing, window: Range<Int>, on ground: Ground, alpha: Bool, _ progress: [Double], _ origin: Int
  ) -> SpanGraph.Edge {
    var plain = crossing
    plain.transition.method = .dissolve
    let mixed = crossed(plain, window: window, on: ground, alpha: alpha, origin)
    let colors = progress.map { decimal(abs(2 * max(0, min(1, $0)) - 1)) }
    return graph.add(Filter("hue", ["s": colors[0]]), to: mixed, origin: origin, automation: .init(command: "s", values: colors))
  }

  /// By FFmpeg's `xfade`, which takes full chroma; what has alpha is mixed premultiplied, so that no colour
  /// of what is transparent shows.
  private mutating func mixed(
    _ crossing: Crossing, _ progress: [Double], on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let format = alpha ? WorkingFormat.fullAlpha : WorkingFormat.full
    let full: [Filter] = [.scale(to: canvas.size, from: .bt709, to: .bt709), .format(format)] + (alpha ? [.premultiply] : [])
    let sides = [(crossing.from, false), (crossing.to, true)].map { layer, isSecond in
      let edge = side(layer, isSecond: isSecond, on: ground, alpha: alpha)
      return graph.chain(full + Filter.stampProgress(progress.map { max(0, min(1, $0)) }), to: edge, origin: origin)
    }
    let edge = met(crossing.transition.method, sides[0], sides[1], origin)
    let back: [Filter] =
      (alpha ? [.unpremultiply] : []) + [
        .scale(to: canvas.size, from: .bt709, to: .bt709), .format(alpha ? WorkingFormat.alpha : WorkingFormat.opaque),
      ]
    return graph.chain(Filter.restamp(rate: canvas.rate) + back, to: edge, origin: origin)
  }

  /// Two pictures become one.
  private mutating func met(
    _ method: TransitionMethod, _ from: SpanGraph.Edge, _ to: SpanGraph.Edge, _ origin: Int
  ) -> SpanGraph.Edge {
    switch method {
    case .dissolve, .dip, .grays, .map, .zoom, .slide: return graph.add(.cross("fade"), to: from, to, origin: origin)
    case .xfade(let name): return graph.add(.cross(name), to: from, to, origin: origin)
    case .cover(let slide, let wipe):
      let still = graph.addSplit(.split(2), to: from, outputs: 2, origin: origin)
      let moved = graph.add(.cross(slide), to: still[0], to, origin: origin)
      return parted(still[1], moved, by: wipe, ahead: -1, origin)
    case .reveal(let slide, let wipe):
      let still = graph.addSplit(.split(2), to: to, outputs: 2, origin: origin)
      let moved = graph.add(.cross(slide), to: from, still[0], origin: origin)
      return parted(moved, still[1], by: wipe, ahead: 1, origin)
    }
  }

  /// A picture that moved and one that lies still, on two sides of an edge. FFmpeg's slides and wipes differ by a
  /// line about where it is: the edge goes a line into the picture that moved, so that nothing else shows.
  private mutating func parted(
    _ from: SpanGraph.Edge, _ to: SpanGraph.Edge, by wipe: String, ahead lines: Int, _ origin: Int
  ) -> SpanGraph.Edge {
    let line = 1_000_000 / min(canvas.size.width, canvas.size.height) + 1
    let sides = [from, to].map { graph.chain([.shiftProgress(by: lines * line)], to: $0, origin: origin) }
    return graph.add(.cross(wipe), to: sides[0], sides[1], origin: origin)
  }
}

/// The even size that holds a picture turned by some degrees.
func turnedSize(_ size: PixelSize, _ degrees: Rational) -> PixelSize {
  let angle = degrees.approximation * .pi / 180
  let (cosine, sine) = (abs(cos(angle)), abs(sin(angle)))
  let width = Double(size.width) * cosine + Double(size.height) * sine
  let height = Double(size.width) * sine + Double(size.height) * cosine
  return PixelSize(width: 2 * Int((width / 2).rounded(.up)), height: 2 * Int((height / 2).rounded(.up)))
}
