import Catalogue
import FilterGraph
import MediaTypes

/// Some of the film's pictures as spans: maximal stretches with the same layers, each a small graph.
/// - Parameters:
///   - frames: the first is frame 0 of the plan.
///   - wanted: the only pictures that are wanted; nil for all. What comes before one in its span is made only where
///     an effect remembers it.
func lowerPicture(
  _ composition: Composition, _ frames: Range<Int>, _ numbers: Numbering, only wanted: [Int]? = nil
) -> [PictureSpan] {
  var spans: [PictureSpan] = []
  var sweep = LayerSweep(composition, frames)
  while let (whole, active) = sweep.next() {
    let layers = active.map { composition.layers[$0] }.filter { $0.invisibility(on: composition.canvas) == nil }
    for range in wanted.map({ ranges(of: $0, in: whole, layers) }) ?? [whole] {
      var lowering = SpanLowering(composition: composition, range: range, numbers: numbers)
      lowering.lower(layers)
      spans.append(
        PictureSpan(
          first: range.lowerBound - frames.lowerBound, count: range.count, sources: lowering.sources, texts: lowering.texts,
          graph: lowering.graph))
    }
  }
  return spans
}

/// What of a span has to be made for some of its pictures, each for itself.
private func ranges(of wanted: [Int], in whole: Range<Int>, _ layers: [Layer]) -> [Range<Int>] {
  let remembers = layers.contains { $0.remembers }
  return Set(wanted).sorted().filter(whole.contains).map { (remembers ? whole.lowerBound : $0)..<$0 + 1 }
}

extension Layer {
  /// A picture of it depends on those before.
  fileprivate var remembers: Bool {
    if effects.contains(where: { $0.changesPictures && $0.effect.remembers }) { return true }
    switch content {
    case .group(let layers): return layers.contains { $0.remembers }
    case .transition(let crossing): return [crossing.from, crossing.to].contains { $0?.remembers ?? false }
    case .run, .still, .generator, .text: return false
    }
  }
}

/// Walks through the film from edge to edge and says which layers are there.
private struct LayerSweep {
  private let edges: [Int]
  private let byStart: [Int]
  private let layers: [Layer]
  private var position = 0
  private var upcoming = 0
  private var active: [Int] = []

  init(_ composition: Composition, _ frames: Range<Int>) {
    let layers = composition.layers
    self.layers = layers
    var all: Set<Int> = [frames.lowerBound, frames.upperBound]
    for layer in layers { Self.addEdges(of: layer, within: layer.frames, to: &all) }
    edges = all.filter { (frames.lowerBound...frames.upperBound).contains($0) }.sorted()
    byStart = layers.indices.sorted { (layers[$0].frames.lowerBound, $0) < (layers[$1].frames.lowerBound, $1) }
  }

  /// Where something about a layer begins or ends, its inner layers included.
  private static func addEdges(of layer: Layer, within frames: Range<Int>, to all: inout Set<Int>) {
    let stretches = [layer.frames, layer.fadeIn, layer.fadeOut, layer.idleFrames] + layer.effects.map(\.frames)
    for range in stretches.compactMap({ $0?.clamped(to: frames) }) where !range.isEmpty {
      all.insert(range.lowerBound)
      all.insert(range.upperBound)
    }
    switch layer.content {
    case .group(let layers):
      for inner in layers { addEdges(of: inner, within: frames.clamped(to: inner.frames), to: &all) }
    case .transition(let crossing):
      for inner in [crossing.from, crossing.to].compactMap({ $0 }) { addEdges(of: inner, within: frames, to: &all) }
    case .run, .still, .generator, .text: break
    }
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
