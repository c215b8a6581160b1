import FilterGraph
import MediaTypes

/// Pictures that effects make from nothing: drawn once a span, held through it.
extension EffectChain {
  /// A picture that no frame changes, as long as the chain's own.
  package mutating func plate(_ filters: [Filter]) -> SpanGraph.Edge {
    let held: [Filter] = site.count > 1 ? [.holdLast(site.count - 1)] : []
    return graph.chain(fromNothing: filters + held, origin: origin)
  }

  /// One colour all over, in 4:2:0; with an alpha plane to be filled where `hasAlpha`.
  package mutating func plate(of color: Color, hasAlpha: Bool = false) -> SpanGraph.Edge {
    let size = site.size
    var opaque = color
    opaque.alpha = 255
    return plate(
      solid(opaque, size: size, rate: site.rate) + Filter.pick(first: 0, count: 1)
        + [.scale(to: size, from: .rgb, to: .bt709), .format(hasAlpha ? "yuva420p" : "yuv420p")])
  }

  /// A soft shape as a plane of shares (0 to 255), drawn small and enlarged, because drawing it by an
  /// expression costs most.
  /// - Parameter share: FFmpeg's expression of `X`, `Y`, `W` and `H`, from 0 to 1.
  package mutating func softMask(_ share: String) -> SpanGraph.Edge {
    let small = PixelSize(width: min(site.size.width, 240), height: min(site.size.height, 136))
    return plate(
      [
        .source("color", size: small, rate: site.rate, [.init("c", "black")]), .format("gray16le"),
        .pick(first: 0, count: 1)[0], Filter("geq", ["lum": "65535*(\(share))"]), maskScale(to: site.size),
        .format("gray"),
      ])
  }

  /// Brings a plane of shares to another size.
  func maskScale(to size: PixelSize) -> Filter {
    Filter("scale", ["w": size.width, "h": size.height, "flags": "bicubic+accurate_rnd"])
  }

  /// A rectangle with round corners that fills `size`, as a plane of shares with smooth edges. Only a corner
  /// is drawn; the rest is put together.
  package mutating func roundedMask(_ size: PixelSize, radius: Int) -> SpanGraph.Edge {
    let radius = min(radius, min(size.width, size.height) / 2 - 1)
    guard radius > 0 else { return plate(white(size)) }
    let corner = PixelSize(width: radius, height: radius)
    return mirrored(corner, in: size, share: "\(radius)+0.5-hypot(\(radius)-X-0.5,\(radius)-Y-0.5)")
  }

  /// A plane of shares whose corners are drawn, each the others' mirror, and whose rest is full.
  /// - Parameter share: FFmpeg's expression of `X` and `Y` in the top left corner; it is cut to 0 ... 1.
  mutating func mirrored(_ corner: PixelSize, in size: PixelSize, share: String) -> SpanGraph.Edge {
    let drawn = graph.chain(
      fromNothing: white(corner) + [Filter("geq", ["lum": "255*clip(\(share),0,1)"])], origin: origin)
    let bar = PixelSize(width: size.width - 2 * corner.width, height: corner.height)
    let top = stacked("hstack", drawn, mirror: "hflip", around: bar)
    let middle = PixelSize(width: size.width, height: size.height - 2 * corner.height)
    let whole = stacked("vstack", top, mirror: "vflip", around: middle)
    return site.count > 1 ? graph.add(.holdJoined(site.count - 1), to: whole, origin: origin) : whole
  }

  /// A plane, something full of `size` where it is more than nothing, and the plane's mirror, in a row.
  private mutating func stacked(
    _ stack: String, _ plane: SpanGraph.Edge, mirror: String, around size: PixelSize
  ) -> SpanGraph.Edge {
    let ways = graph.addSplit(.split(2), to: plane, outputs: 2, origin: origin)
    let mirrored = graph.add(Filter(mirror), to: ways[1], origin: origin)
    guard size.width > 0, size.height > 0 else {
      return graph.add(Filter(stack, ["inputs": 2]), to: ways[0], mirrored, origin: origin)
    }
    let full = graph.chain(fromNothing: white(size), origin: origin)
    return graph.add(Filter(stack, ["inputs": 3]), to: ways[0], full, mirrored, origin: origin)
  }

  func white(_ size: PixelSize) -> [Filter] {
    [
      .source("color", size: size, rate: site.rate, [.init("c", "white")]), .format("gray"),
      .pick(first: 0, count: 1)[0], Filter("lut", ["c0": "255"]),
    ]
  }

  /// A plane of shares within a larger one of nothing.
  package mutating func inset(_ mask: SpanGraph.Edge, by inset: Int, in size: PixelSize) -> SpanGraph.Edge {
    self.inset(mask, x: inset, y: inset, in: size)
  }

  /// The same, with its top left corner at `x`, `y`.
  package mutating func inset(_ mask: SpanGraph.Edge, x: Int, y: Int, in size: PixelSize) -> SpanGraph.Edge {
    graph.chain(Filter.insetOfShares(x: x, y: y, in: size), to: mask, origin: origin)
  }

  /// Lets through only where `mask` does, and where the picture did before. The chain has an alpha plane.
  package mutating func multiplyAlpha(by mask: SpanGraph.Edge) {
    let copy = fork()
    let before = graph.add(Filter("alphaextract"), to: copy, origin: origin)
    let after = graph.add(Filter("blend", ["all_mode": "multiply"]), to: before, mask, origin: origin)
    join(Filter("alphamerge"), with: after)
  }

  /// Paints a colour over the picture where `mask` says so.
  package mutating func paint(_ color: Color, through mask: SpanGraph.Edge) {
    let ground = plate(of: color, hasAlpha: true)
    let shape =
      color.isOpaque
      ? mask : graph.add(Filter("lut", ["c0": "val*\(color.alpha)/255"]), to: mask, origin: origin)
    let front = graph.add(Filter("alphamerge"), to: ground, shape, origin: origin)
    join(.overlay(x: 0, y: 0), with: front)
  }

  /// A plane of shares as large as the picture, from the picture itself.
  package mutating func plane(of edge: SpanGraph.Edge, _ filters: [Filter]) -> SpanGraph.Edge {
    graph.chain(filters, to: edge, origin: origin)
  }

  /// Some planes of a picture, each as a picture of its own.
  package mutating func planes(of edge: SpanGraph.Edge, _ names: String, count: Int) -> [SpanGraph.Edge] {
    graph.addSplit(Filter("extractplanes", ["planes": names]), to: edge, outputs: count, origin: origin)
  }

  /// Two planes added, up to 255.
  package mutating func sum(_ first: SpanGraph.Edge, _ second: SpanGraph.Edge) -> SpanGraph.Edge {
    graph.add(Filter("blend", ["all_mode": "addition"]), to: first, second, origin: origin)
  }
}
