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
    var chain = EffectChain(graph, at: upright, site: site, origin: origin)
    let area = chain.box(of: matte.area)
    let place = place(of: matte, facts, in: area.size)
    graph = chain.graph
    let shares = shares(of: upright, matte, facts, place, origin)
    let held = sampling.step.isZero && range.count > 1 ? graph.add(.holdJoined(range.count - 1), to: shares, origin: origin) : shares
    chain.graph = graph
    let box = PixelRect(x: area.x + place.place.x, y: area.y + place.place.y, size: place.place.size)
    let plane = chain.placed(held, box)
    graph = chain.graph
    return plane
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
