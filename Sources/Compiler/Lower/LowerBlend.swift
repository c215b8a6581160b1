import FilterGraph
import MediaTypes

/// Layers whose colours meet those below by a formula: W3C's Compositing and Blending, Level 1, §5. With `b` and `s`
/// the colours below and of the layer and `B` their blend, the layer is painted as if its colour were
/// `(1 - alpha below) * s + alpha below * B(b, s)`. Done in planar RGB, within the layer's box.
extension SpanLowering {
  /// A layer blended with the picture under it.
  /// - Parameter hasAlpha: whether the picture under it has an alpha plane.
  mutating func blended(_ layer: Layer, over base: SpanGraph.Edge, hasAlpha: Bool, _ origin: Int) -> SpanGraph.Edge {
    let isSolid = !hasAlpha && solidity.isSolidInside(layer, during: range)
    let opacities = opacities(of: layer)
    let cell = cell(isSolid ? layer.atFullOpacity : layer, alpha: !isSolid, on: .transparent, origin)
    guard let formula = Filter.blended(layer.blend), let box = cell.place.clipped(to: canvas.size) else {
      let unseen = graph.chain(isSolid ? withAlpha(cell.place.size) : [], to: cell.edge, origin: origin)
      return graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: base, unseen, origin: origin)
    }
    let site = BlendSite(box: box, formula: formula, origin: origin)
    let over = cut(cell, to: box, origin)
    if isSolid { return blendedSolid(over, base, opacities, site) }
    let below = split(base, 2, origin)
    let part = cut(Cell(edge: below[1], place: PixelRect(x: 0, y: 0, size: canvas.size), hasAlpha: hasAlpha), to: box, origin)
    let ways = split(over, 2, origin)
    let color = hasAlpha ? mixedByCover(ways[0], part, site) : blendedColor(ways[0], part, site)
    let alpha = graph.add(.alphaExtract, to: ways[1], origin: origin)
    let front = graph.add(.alphaMerge, to: fromRGB(color, alpha: true, site), alpha, origin: origin)
    return graph.add(.overlay(x: box.x, y: box.y), to: below[0], front, origin: origin)
  }

  /// What a blend of one layer needs to know throughout.
  private struct BlendSite {
    var box: PixelRect
    var formula: Filter
    var origin: Int
  }

  /// Solid on solid: nothing but the colours is worked out, and a layer as large as the canvas is the result itself.
  private mutating func blendedSolid(
    _ over: SpanGraph.Edge, _ base: SpanGraph.Edge, _ opacities: [Double]?, _ site: BlendSite
  ) -> SpanGraph.Edge {
    let isWhole = site.box.size == canvas.size
    let below = isWhole ? [base, base] : split(base, 2, site.origin)
    let part = cut(Cell(edge: below[1], place: PixelRect(x: 0, y: 0, size: canvas.size), hasAlpha: false), to: site.box, site.origin)
    var color: SpanGraph.Edge
    if let opacities {
      let ways = split(toRGB(part, site), 2, site.origin)
      color = graph.add(site.formula, to: ways[0], toRGB(over, site), origin: site.origin)
      color = mix(color, with: ways[1], opacities, site.origin)
    } else {
      color = graph.add(site.formula, to: toRGB(part, site), toRGB(over, site), origin: site.origin)
    }
    let result = fromRGB(color, alpha: !isWhole, site)
    return isWhole ? result : graph.add(.overlay(x: site.box.x, y: site.box.y), to: below[0], result, origin: site.origin)
  }

  private mutating func blendedColor(_ over: SpanGraph.Edge, _ part: SpanGraph.Edge, _ site: BlendSite) -> SpanGraph.Edge {
    graph.add(site.formula, to: toRGB(part, site), toRGB(over, site), origin: site.origin)
  }

  /// The blend as far as something is below, the layer's own colour as far as nothing is.
  private mutating func mixedByCover(_ over: SpanGraph.Edge, _ part: SpanGraph.Edge, _ site: BlendSite) -> SpanGraph.Edge {
    let below = split(part, 2, site.origin)
    let own = split(toRGB(over, site), 2, site.origin)
    let met = graph.add(site.formula, to: toRGB(below[0], site), own[0], origin: site.origin)
    let cover = graph.chain([.alphaExtract, .sharesOfEveryPrimary], to: below[1], origin: site.origin)
    return graph.add(.maskedMerge, to: own[1], met, cover, origin: site.origin)
  }

  // MARK: pixels

  private mutating func split(_ edge: SpanGraph.Edge, _ ways: Int, _ origin: Int) -> [SpanGraph.Edge] {
    graph.addSplit(.split(ways), to: edge, outputs: ways, origin: origin)
  }

  private func withAlpha(_ size: PixelSize) -> [Filter] { [.scale(to: size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)] }

  private mutating func toRGB(_ edge: SpanGraph.Edge, _ site: BlendSite) -> SpanGraph.Edge {
    graph.chain([.scale(to: site.box.size, from: .bt709, to: .rgb), .format("gbrp")], to: edge, origin: site.origin)
  }

  private mutating func fromRGB(_ edge: SpanGraph.Edge, alpha: Bool, _ site: BlendSite) -> SpanGraph.Edge {
    let format = alpha ? WorkingFormat.alpha : WorkingFormat.opaque
    return graph.chain([.scale(to: site.box.size, from: .rgb, to: .bt709), .format(format)], to: edge, origin: site.origin)
  }

  /// The part of a picture that lies in a box of the canvas.
  private mutating func cut(_ cell: Cell, to box: PixelRect, _ origin: Int) -> SpanGraph.Edge {
    guard cell.place != box else { return cell.edge }
    return graph.add(.crop(x: box.x - cell.place.x, y: box.y - cell.place.y, box.size), to: cell.edge, origin: origin)
  }
}

extension Layer {
  /// The same without its opacity and fades.
  fileprivate var atFullOpacity: Layer {
    var layer = self
    (layer.opacity, layer.fadeIn, layer.fadeOut) = (.constant(1), nil, nil)
    return layer
  }
}
