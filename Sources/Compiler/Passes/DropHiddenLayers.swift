import MediaTypes

/// Layers that nothing can be seen of are not decoded: those wholly behind an opaque picture.
enum DropHiddenLayers: Pass {
  static let name = "drop-hidden-layers"
  static let summary = "Drops layers while an opaque picture covers them."
  static let reason = "After joining, because a joined cover hides more than its parts."
  static let promise = Promise.exact

  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition {
    let covers = composition.layers.enumerated().filter { hides($0.element, composition) }
    guard !covers.isEmpty, composition.layers.count > 1 else { return composition }
    var index = CoverIndex(covers.map { (order: $0.offset, frames: solidFrames($0.element)) })
    var result = composition
    result.layers = []
    for (order, layer) in composition.layers.enumerated() {
      guard index.hides(layer.frames, below: order) else {
        result.layers.append(layer)
        continue
      }
      remarks.append(Remark(pass: name, text: "\(layer.what) is behind an opaque picture all its time; it is not read", span: layer.span))
    }
    return result
  }

  private static func hides(_ layer: Layer, _ composition: Composition) -> Bool {
    Solidity(composition).isSolidCover(layer, during: solidFrames(layer))
  }

  /// Frames without a fade.
  private static func solidFrames(_ layer: Layer) -> Range<Int> {
    let first = layer.fadeIn?.upperBound ?? layer.frames.lowerBound
    let last = layer.fadeOut?.lowerBound ?? layer.frames.upperBound
    return first..<max(first, last)
  }
}

/// Answers whether one cover above hides a stretch of frames. Built once, asked in document order.
private struct CoverIndex {
  private var covers: [(order: Int, frames: Range<Int>)]
  /// The greatest end among covers up to each, to stop the walk back early.
  private var reach: [Int] = []

  init(_ covers: [(order: Int, frames: Range<Int>)]) {
    self.covers = covers.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
    for cover in self.covers { reach.append(max(reach.last ?? 0, cover.frames.upperBound)) }
  }

  mutating func hides(_ frames: Range<Int>, below order: Int) -> Bool {
    var (low, high) = (0, covers.count)
    while low < high {
      let middle = (low + high) / 2
      if covers[middle].frames.lowerBound <= frames.lowerBound { low = middle + 1 } else { high = middle }
    }
    var index = low - 1
    while index >= 0, reach[index] >= frames.upperBound {
      if covers[index].order > order, covers[index].frames.upperBound >= frames.upperBound { return true }
      index -= 1
    }
    return false
  }
}
