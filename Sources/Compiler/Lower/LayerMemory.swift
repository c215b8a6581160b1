import Catalogue

extension SpanLowering {
  /// The span's frames and those around them that a layer's effects need, within what they remember: a memory starts
  /// with its item, and anew at every edge inside a group, so that cuts do not smear into each other.
  func remembered(by layer: Layer) -> Range<Int> {
    let active = layer.effects.filter { ($0.frames?.contains(moment) ?? true) && $0.changesPictures }
    let reach = active.reduce(FrameReach()) { $0 + $1.effect.reach }
    guard reach != FrameReach() else { return range }
    let item = layer.itemFrames ?? layer.frames
    var limits = min(item.lowerBound, range.lowerBound)..<max(item.upperBound, range.upperBound)
    for edge in innerEdges(of: layer) {
      if edge <= moment { limits = max(limits.lowerBound, edge)..<limits.upperBound }
      if edge > moment { limits = limits.lowerBound..<min(limits.upperBound, edge) }
    }
    let first = max(limits.lowerBound, range.lowerBound - reach.before)
    let last = min(limits.upperBound, range.upperBound + reach.after)
    return min(first, range.lowerBound)..<max(last, range.upperBound)
  }

  /// Where what a layer is made of changes.
  private func innerEdges(of layer: Layer) -> [Int] {
    switch layer.content {
    case .group(let layers): layers.flatMap { [$0.frames.lowerBound, $0.frames.upperBound] + innerEdges(of: $0) }
    case .transition: [layer.frames.lowerBound, layer.frames.upperBound]
    case .run, .still, .generator, .text: []
    }
  }
}
