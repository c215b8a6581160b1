import Catalogue
import FilterGraph
import MediaTypes
import Timeline

extension SpanLowering {
  /// Applies a layer's effects in order, converting pixels only where an effect needs others than it finds.
  mutating func apply(_ effects: [AppliedEffect], to cell: inout Cell, _ layer: Layer) {
    let active = effects.filter(isActive)
    guard !active.isEmpty else { return }
    let item = layer.itemFrames ?? layer.frames
    var site = EffectSite(
      size: cell.place.size, canvas: canvas.size, rate: canvas.rate, first: range.lowerBound - item.lowerBound,
      count: range.count, length: item.count)
    var pixels = Pixels(EffectSpace.working(keepsAlpha: cell.hasAlpha), hasAlpha: cell.hasAlpha)
    for applied in active {
      makeRoom(applied, &cell, &pixels, &site)
      cell.edge = apply(applied, to: cell.edge, &pixels, site)
    }
    cell.edge = convert(cell.edge, &pixels, to: .working(keepsAlpha: true), site.size, origin(active.last!))
  }

  /// It changes something in this span.
  func isActive(_ applied: AppliedEffect) -> Bool {
    (applied.frames?.contains(moment) ?? true) && applied.changesPictures
  }

  /// A clear margin, where an effect paints outside the picture.
  private mutating func makeRoom(_ applied: AppliedEffect, _ cell: inout Cell, _ pixels: inout Pixels, _ site: inout EffectSite) {
    let room = applied.effect.room, origin = origin(applied)
    guard room > 0, pixels.hasAlpha else { return }
    let ready = convert(cell.edge, &pixels, to: .working(keepsAlpha: true), site.size, origin)
    site.size = PixelSize(width: site.size.width + 2 * room, height: site.size.height + 2 * room)
    site.margin += room
    cell.edge = graph.add(.clearMargin(room, around: site.size), to: ready, origin: origin)
    cell.place = PixelRect(x: cell.place.x - room, y: cell.place.y - room, size: site.size)
  }

  /// What the pixels of a picture are at a point of the chain.
  struct Pixels {
    var format: String
    var color: ColorTags
    var hasAlpha: Bool

    init(_ space: EffectSpace, hasAlpha: Bool) {
      format = space.format(alpha: hasAlpha)
      color = space.color
      self.hasAlpha = hasAlpha
    }
  }

  private func origin(_ applied: AppliedEffect) -> Int { numbers.origins.number(of: applied.span, "effect '\(applied.name)'") }

  private mutating func apply(
    _ applied: AppliedEffect, to input: SpanGraph.Edge, _ pixels: inout Pixels, _ site: EffectSite
  ) -> SpanGraph.Edge {
    let space = type(of: applied.effect).space, origin = origin(applied)
    guard !pixels.hasAlpha || space.keepsAlpha else {
      return applyBesideAlpha(applied, to: input, &pixels, site)
    }
    let ready = convert(input, &pixels, to: space, site.size, origin)
    var site = site
    site.pixelFormat = pixels.format
    let matte = applied.matte.map { self.matte($0, site, origin) } ?? applied.effect.area.map { plane(of: [$0], site, origin) }
    let region = applied.region.isEmpty ? nil : plane(of: applied.region, site, origin)
    var chain = EffectChain(graph, at: ready, site: site, origin: origin)
    chain.matte = matte
    let amounts = site.values(applied.amount, default: 1) { $0.value }
    let outside = region == nil ? nil : chain.fork()
    let source = amounts.contains { $0 < 1 } ? chain.fork() : nil
    applied.effect.apply(to: &chain)
    if let source {
      graph = chain.graph
      chain.edge = mix(chain.edge, with: source, amounts, origin)
      chain.graph = graph
    }
    if let outside, let region { chain.keep(only: region, over: outside) }
    graph = chain.graph
    return chain.edge
  }

  /// `amount` of the result over the source, in every plane.
  mutating func mix(
    _ result: SpanGraph.Edge, with source: SpanGraph.Edge, _ amounts: [Double], _ origin: Int
  ) -> SpanGraph.Edge {
    // FFmpeg takes an opacity of exactly 1 for "leave alone"; this is 1 in the numbers that it counts with.
    let texts = amounts.map { $0 < 0.9999995 ? decimal($0) : "0.99999999" }
    let isConstant = texts.allSatisfy { $0 == texts[0] }
    let filter = Filter("blend", ["all_mode": "normal", "all_opacity": texts[0]])
    return graph.add(
      filter, to: result, source, origin: origin, automation: isConstant ? nil : .init(command: "all_opacity", values: texts))
  }

  /// For effects that know no alpha: it is taken off before and put back after.
  private mutating func applyBesideAlpha(
    _ applied: AppliedEffect, to input: SpanGraph.Edge, _ pixels: inout Pixels, _ site: EffectSite
  ) -> SpanGraph.Edge {
    let origin = origin(applied)
    let ways = graph.addSplit(.split(2), to: input, outputs: 2, origin: origin)
    let alpha = graph.add(Filter("alphaextract"), to: ways[1], origin: origin)
    var opaque = pixels
    opaque.hasAlpha = false
    opaque.format = ""
    let result = apply(applied, to: ways[0], &opaque, site)
    pixels = opaque
    pixels.hasAlpha = true
    pixels.format = ""
    let whole = convert(result, &pixels, to: .working(keepsAlpha: true), site.size, origin)
    return graph.add(Filter("alphamerge"), to: whole, alpha, origin: origin)
  }

  private mutating func convert(
    _ edge: SpanGraph.Edge, _ pixels: inout Pixels, to space: EffectSpace, _ size: PixelSize, _ origin: Int
  ) -> SpanGraph.Edge {
    let format = space.format(alpha: pixels.hasAlpha)
    guard format != pixels.format else { return edge }
    let from = pixels.color
    pixels = Pixels(space, hasAlpha: pixels.hasAlpha)
    return graph.chain([.scale(to: size, from: from, to: space.color), .format(format)], to: edge, origin: origin)
  }
}

extension AppliedEffect {
  /// It is more than a way to write nothing.
  var changesPictures: Bool { !effect.isIdentity && amount?.value.constant?.value.isZero != true }
}
