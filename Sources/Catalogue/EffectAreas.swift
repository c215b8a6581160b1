import FilterGraph
import MediaTypes
import Timeline

/// Areas of a picture as planes of shares: white inside, black outside.
extension EffectChain {
  /// One area that does not change, with its soft edge.
  package mutating func mask(of area: AreaClause) -> SpanGraph.Edge {
    let box = box(of: area)
    return softened(placed(outline(area, box.size), box), by: area)
  }

  /// A plane of shares after `feather` and `invert`.
  package mutating func softened(_ mask: SpanGraph.Edge, by area: AreaClause) -> SpanGraph.Edge {
    var filters: [Filter] = []
    // A Gaussian's standard deviation is half of what the eye takes for the width of an edge.
    if let feather = area.feather?.value.constant?.pixels, !feather.isZero {
      filters.append(Filter("gblur", ["sigma": (feather / 2).decimal(digits: 6), "steps": 3]))
    }
    var edge = graph.chain(filters, to: mask, origin: origin)
    if area.feather?.value.isMoving == true { edge = softened(edge, by: site.values(area.feather, default: 0) { $0.pixels / 2 }) }
    return area.invert?.value == true ? graph.add(Filter("lut", ["c0": "255-val"]), to: edge, origin: origin) : edge
  }

  /// A plane of shares after a Gaussian of another width on each frame.
  private mutating func softened(_ mask: SpanGraph.Edge, by sigmas: [Double]) -> SpanGraph.Edge {
    let picture = edge
    // FFmpeg's padding, which holds what does not change, may give two pictures one stamp, and values go by stamps.
    edge = graph.add(Filter("setpts", ["expr": "N"]), to: mask, origin: origin)
    addGaussian(sigmas, isSteady: false)
    defer { edge = picture }
    return edge
  }

  /// Where an area lies on what the chain works on, on whole pixels; at least one.
  package func box(of area: AreaClause) -> PixelRect {
    let margin = site.margin
    let (width, height) = (Rational(site.size.width - 2 * margin), Rational(site.size.height - 2 * margin))
    let x = span(area.x?.value.constant, area.width?.value.constant, of: width)
    let y = span(area.y?.value.constant, area.height?.value.constant, of: height)
    return PixelRect(x: x.start + margin, y: y.start + margin, size: PixelSize(width: x.length, height: y.length))
  }

  private func span(_ start: Length?, _ length: Length?, of extent: Rational) -> (start: Int, length: Int) {
    let first = start?.pixels(of: extent) ?? 0
    let last = length.map { first + $0.pixels(of: extent) } ?? max(extent, first + 1)
    let edge = first.roundedHalfUp ?? 0
    return (edge, min(32768, max(1, (last.roundedHalfUp ?? edge) - edge)))
  }

  private mutating func outline(_ area: AreaClause, _ size: PixelSize) -> SpanGraph.Edge {
    switch area.shape?.value ?? .rectangle {
    case .rectangle: return plate(white(size))
    case .ellipse: return ellipticMask(size)
    case .rounded:
      let side = Rational(min(size.width, size.height))
      return roundedMask(size, radius: (area.radius?.value.constant ?? .share(Rational(1, 10))).pixels(of: side).roundedHalfUp ?? 0)
    }
  }

  /// A plane of shares at its place within the picture: cut where it hangs over, nothing around it.
  package mutating func placed(_ mask: SpanGraph.Edge, _ box: PixelRect) -> SpanGraph.Edge {
    let size = site.size
    let left = max(0, box.x), top = max(0, box.y)
    let right = min(size.width, box.x + box.size.width), bottom = min(size.height, box.y + box.size.height)
    guard left < right, top < bottom else {
      return graph.chain([maskScale(to: size), .format("gray"), Filter("lut", ["c0": "0"])], to: mask, origin: origin)
    }
    let seen = PixelSize(width: right - left, height: bottom - top)
    var edge = mask
    if seen != box.size { edge = graph.add(.crop(x: left - box.x, y: top - box.y, seen), to: edge, origin: origin) }
    return seen == size ? edge : inset(edge, x: left, y: top, in: size)
  }

  /// An ellipse that fills `size`, with smooth edges. A quarter is drawn; the distance from the edge is the value of
  /// its equation over its slope.
  private mutating func ellipticMask(_ size: PixelSize) -> SpanGraph.Edge {
    let half = PixelSize(width: size.width / 2, height: size.height / 2)
    guard half.width > 0, half.height > 0 else { return plate(white(size)) }
    let (a, b) = (decimal(Double(size.width) / 2), decimal(Double(size.height) / 2))
    let u = "st(0,(\(a)-X-0.5)/\(a))", v = "st(1,(\(b)-Y-0.5)/\(b))"
    let slope = "sqrt(pow(ld(0)/\(a),2)+pow(ld(1)/\(b),2))"
    return mirrored(
      half, in: size, share: "\(u);\(v);0.5+(1-ld(0)*ld(0)-ld(1)*ld(1))/max(0.000001,2*\(slope))")
  }
}

extension EffectChain {
  /// Keeps the result where `mask` says so, and what was there before elsewhere; in every plane.
  package mutating func keep(only mask: SpanGraph.Edge, over source: SpanGraph.Edge) {
    let planes = shares(mask, for: site.pixelFormat)
    edge = graph.chain([.maskedMerge], toAll: [source, edge, planes], origin: origin)
  }

  /// A plane of shares as a picture of some format, every plane at its own size.
  private mutating func shares(_ mask: SpanGraph.Edge, for format: String) -> SpanGraph.Edge {
    let count = format.hasPrefix("yuva") || format == "gbrap" ? 4 : 3
    guard format.hasSuffix("420p") else {
      return graph.add(.sharesOfAllPlanes(of: format, count: count, isHalved: false), to: mask, origin: origin)
    }
    let ways = graph.addSplit(.split(2), to: mask, outputs: 2, origin: origin)
    let half = PixelSize(width: (site.size.width + 1) / 2, height: (site.size.height + 1) / 2)
    let small = graph.chain([maskScale(to: half), .format("gray")], to: ways[1], origin: origin)
    return graph.add(.sharesOfAllPlanes(of: format, count: count, isHalved: true), to: ways[0], small, origin: origin)
  }
}
