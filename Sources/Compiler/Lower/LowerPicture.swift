import Catalogue
import FilterGraph
import MediaTypes

/// The film's pictures as spans: maximal stretches with the same layers, each a small graph.
func lowerPicture(_ composition: Composition, _ origins: inout OriginTable, _ inputs: inout InputTable) -> [PictureSpan] {
  var spans: [PictureSpan] = []
  var sweep = LayerSweep(composition)
  while let (range, active) = sweep.next() {
    var lowering = SpanLowering(composition: composition, range: range)
    lowering.lower(active.map { composition.layers[$0] }, &origins, &inputs)
    spans.append(
      PictureSpan(first: range.lowerBound, count: range.count, sources: lowering.sources, graph: lowering.graph))
  }
  return spans
}

/// Walks through the film from edge to edge and says which layers are there.
private struct LayerSweep {
  private let edges: [Int]
  private let byStart: [Int]
  private let layers: [Layer]
  private var position = 0
  private var upcoming = 0
  private var active: [Int] = []

  init(_ composition: Composition) {
    let layers = composition.layers
    self.layers = layers
    var all: Set<Int> = [0, composition.frameCount]
    for layer in layers {
      for range in [layer.frames, layer.fadeIn, layer.fadeOut].compactMap({ $0 }) {
        all.insert(range.lowerBound)
        all.insert(range.upperBound)
      }
    }
    edges = all.filter { $0 <= composition.frameCount }.sorted()
    byStart = layers.indices.sorted { (layers[$0].frames.lowerBound, $0) < (layers[$1].frames.lowerBound, $1) }
  }

  /// The next stretch and its layers, bottom first; nil at the film's end.
  mutating func next() -> (Range<Int>, [Int])? {
    guard position + 1 < edges.count else { return nil }
    let range = edges[position]..<edges[position + 1]
    position += 1
    active.removeAll { layers[$0].frames.upperBound <= range.lowerBound }
    while upcoming < byStart.count, layers[byStart[upcoming]].frames.lowerBound <= range.lowerBound {
      let index = byStart[upcoming]
      active.insert(index, at: active.firstIndex { $0 > index } ?? active.count)
      upcoming += 1
    }
    return (range, active)
  }
}
