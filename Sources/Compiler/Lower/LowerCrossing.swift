import Catalogue
import FilterGraph
import Foundation
import MediaTypes

extension SpanLowering {
  /// Two pictures of the canvas's size, one giving way to the other.
  mutating func crossed(
    _ crossing: Crossing, window: Range<Int>, on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let progress = range.map { crossing.ease.value(at: self.progress($0, window)) }
    switch crossing.transition.method {
    case .dip: return dipped(crossing, progress, alpha: alpha, origin)
    case .dissolve where canDissolve(crossing, on: ground):
      let base = side(crossing.from, on: ground, alpha: alpha)
      let over = side(crossing.to, on: ground, alpha: true)
      let shown = graph.add(.alphaGain, to: over, origin: origin, automation: Filter.alphaValues(progress))
      return graph.add(.overlay(x: 0, y: 0), to: base, shown, origin: origin)
    case .dissolve: return mixed(crossing, "fade", progress, on: ground, alpha: alpha, origin)
    case .xfade(let name): return mixed(crossing, name, progress, on: ground, alpha: alpha, origin)
    }
  }

  private mutating func side(_ layer: Layer?, on ground: Ground, alpha: Bool) -> SpanGraph.Edge {
    picture(of: layer.map { [$0] } ?? [], on: ground, alpha: alpha)
  }

  /// Painting one solid picture over another with a growing opacity is exactly a mix of the two.
  private func canDissolve(_ crossing: Crossing, on ground: Ground) -> Bool {
    if ground == .background { return true }
    return [crossing.from, crossing.to].allSatisfy { $0.map { solidity.isSolidCover($0, during: range) } ?? false }
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

  /// By FFmpeg's `xfade`, which takes full chroma; what has alpha is mixed premultiplied, so that no colour
  /// of what is transparent shows.
  private mutating func mixed(
    _ crossing: Crossing, _ name: String, _ progress: [Double], on ground: Ground, alpha: Bool, _ origin: Int
  ) -> SpanGraph.Edge {
    let format = alpha ? WorkingFormat.fullAlpha : WorkingFormat.full
    let full: [Filter] = [.scale(to: canvas.size, from: .bt709, to: .bt709), .format(format)] + (alpha ? [.premultiply] : [])
    let sides = [crossing.from, crossing.to].map { layer in
      let edge = side(layer, on: ground, alpha: alpha)
      return graph.chain(full + Filter.stampProgress(progress.map { max(0, min(1, $0)) }), to: edge, origin: origin)
    }
    let edge = graph.add(.cross(name), to: sides[0], sides[1], origin: origin)
    let back: [Filter] =
      (alpha ? [.unpremultiply] : []) + [
        .scale(to: canvas.size, from: .bt709, to: .bt709), .format(alpha ? WorkingFormat.alpha : WorkingFormat.opaque),
      ]
    return graph.chain(Filter.restamp(rate: canvas.rate) + back, to: edge, origin: origin)
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
