import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// Areas of a picture as planes of shares: white inside, black outside.
extension SpanLowering {
  /// Several areas together, each with its soft edge.
  mutating func plane(of areas: [AreaClause], _ site: EffectSite, _ origin: Int) -> SpanGraph.Edge {
    var whole = plane(of: areas[0], site, origin)
    for area in areas.dropFirst() {
      let next = plane(of: area, site, origin)
      whole = graph.add(.lighterOfShares, to: whole, next, origin: origin)
    }
    return whole
  }

  /// What rests lies on whole pixels and is drawn once; what changes is drawn to fractions of a pixel, once a frame.
  private mutating func plane(of area: AreaClause, _ site: EffectSite, _ origin: Int) -> SpanGraph.Edge {
    var shape: SpanGraph.Edge?
    if area.changesShape {
      texts.append(
        TextSource(
          script: numbers.texts.number(of: area.drawing(on: site)), x: 0, y: 0, size: site.size, first: DrawnArea.first,
          step: DrawnArea.secondsPerFrame, count: site.count, origin: origin, drawsShares: true))
      shape = .text(texts.count - 1)
    }
    var chain = EffectChain(graph, at: shape ?? .source(-1), site: site, origin: origin)
    let plane = shape.map { chain.softened($0, by: area) } ?? chain.mask(of: area)
    graph = chain.graph
    return plane
  }
}
