import Catalogue
import FilterGraph
import MediaTypes
import Timeline

extension SpanLowering {
  /// The file of a mask as a plane of shares, as large as the picture that it masks.
  mutating func matte(_ matte: Matte, _ site: EffectSite, _ origin: Int) -> SpanGraph.Edge {
    let (media, sampling) = reading(matte)
    let facts = composition.media[media].facts.picture!
    sources.append(
      PictureSource(
        input: numbers.inputs.number(of: media), sampling: sampling, conditioning: facts.isInterlaced ? [.deinterlace] : [],
        origin: origin))
    let upright = graph.chain(Filter.upright(facts.orientation), to: .source(sources.count - 1), origin: origin)
    let hold: [Filter] = sampling.step.isZero && range.count > 1 ? [.holdJoined(range.count - 1)] : []
    if matte.area.changesShape { return moved(upright, matte, facts, hold, site, origin) }
    var chain = EffectChain(graph, at: upright, site: site, origin: origin)
    let area = chain.box(of: matte.area)
    let place = place(of: matte, facts, in: area.size)
    let shares = shares(of: upright, matte, facts, place, origin)
    chain.graph = graph
    let box = PixelRect(x: area.x + place.place.x, y: area.y + place.place.y, size: place.place.size)
    let plane = chain.placed(chain.graph.chain(hold, to: shares, origin: origin), box)
    graph = chain.graph
    return plane
  }

  /// The file in an area that changes: its shares are found at its own size, and resampled once a frame.
  private mutating func moved(
    _ upright: SpanGraph.Edge, _ matte: Matte, _ facts: PictureFacts, _ hold: [Filter], _ site: EffectSite, _ origin: Int
  ) -> SpanGraph.Edge {
    let own = PixelSize(width: evenNearest(facts.displaySize.width), height: evenNearest(facts.displaySize.height))
    let whole = ExactRect(x: 0, y: 0, width: facts.displaySize.width, height: facts.displaySize.height)
    let shares = shares(of: upright, matte, facts, Geometry(window: whole, place: PixelRect(x: 0, y: 0, size: own)), origin)
    let poses = matte.area.rects(on: site).map { Motion.Pose(matte.fit, of: Motion.Rect(own), in: $0) }
    let motion = Motion(from: own, to: site.size, pixelFormat: "gray", poses: poses)
    return graph.move(graph.chain(hold, to: shares, origin: origin), motion, origin: origin)
  }

  private func reading(_ matte: Matte) -> (media: Int, sampling: Sampling) {
    switch matte.layer {
    case .still(let media): return (media, Sampling(first: 0, step: 0, count: 1, includesInstant: true))
    case .run(let run, let from):
      let step = run.speed / canvas.rate.value, skipped = Rational(range.lowerBound - from)
      return (run.media, Sampling(first: run.first + (skipped + .half) * step, step: step, count: range.count))
    }
  }

  /// Which part of the mask's picture is used, and where in its area; sizes are even.
  private func place(of matte: Matte, _ facts: PictureFacts, in area: PixelSize) -> Geometry {
    let even = PixelSize(width: max(2, evenBelow(area.width)), height: max(2, evenBelow(area.height)))
    let fit: Fit =
      switch matte.fit {
      case .contain: .contain
      case .cover: .cover
      case .stretch: .stretch
      }
    let size = facts.displaySize
    let whole = ExactRect(x: 0, y: 0, width: size.width, height: size.height)
    let placement = Placement(canvas: even, fit: fit, focus: Point.names["center"]!, source: whole)
    return placement.geometry() ?? Geometry(window: whole, place: PixelRect(x: 0, y: 0, size: even))
  }

  /// Brightness or solidity, from 0 to 255. What is bright but not solid counts as far as it is solid.
  private mutating func shares(
    of picture: SpanGraph.Edge, _ matte: Matte, _ facts: PictureFacts, _ place: Geometry, _ origin: Int
  ) -> SpanGraph.Edge {
    let shape = PictureShape(facts)
    let format = facts.hasAlpha ? WorkingFormat.alpha : WorkingFormat.opaque
    let resampled = graph.chain(Resampling(place, shape, format).filters, to: picture, origin: origin)
    guard matte.channel == .luma else { return graph.add(.alphaExtract, to: resampled, origin: origin) }
    let spread: [Filter] = [.plane("y"), .fullRange]
    guard facts.hasAlpha else { return graph.chain(spread, to: resampled, origin: origin) }
    let ways = graph.addSplit(.split(2), to: resampled, outputs: 2, origin: origin)
    let luma = graph.chain(spread, to: ways[0], origin: origin)
    let alpha = graph.add(.alphaExtract, to: ways[1], origin: origin)
    return graph.add(.productOfShares, to: luma, alpha, origin: origin)
  }
}

extension Motion.Pose {
  /// A picture as it meets an area; nothing of it is seen where the area is thinner than a quarter of a pixel.
  fileprivate init(_ fit: MaskFit, of picture: Motion.Rect, in area: Motion.Rect) {
    guard min(area.width, area.height) >= 0.25 else {
      self.init(window: picture, place: Motion.Rect(x: -16, y: -16, width: 1, height: 1))
      return
    }
    let (across, down) = (area.width / picture.width, area.height / picture.height)
    let whole = Motion.Rect.unit
    switch fit {
    case .stretch: self.init(showing: whole, of: picture, through: whole, on: area)
    case .contain:
      let scale = min(across, down)
      self.init(showing: whole, of: picture, through: whole, on: area.part(.middle(scale / across, scale / down)))
    case .cover:
      let scale = max(across, down)
      self.init(showing: whole, of: picture.part(.middle(across / scale, down / scale)), through: whole, on: area)
    }
  }
}

extension Motion.Rect {
  /// The middle of a frame, in shares of it.
  fileprivate static func middle(_ width: Double, _ height: Double) -> Motion.Rect {
    Motion.Rect(x: (1 - width) / 2, y: (1 - height) / 2, width: width, height: height)
  }
}
