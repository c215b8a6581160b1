import MediaTypes

/// What cannot be seen is not decoded: layers, or stretches of them, behind an opaque picture, wholly outside the
/// canvas, or of no opacity.
enum DropHiddenLayers: CompositionPass {
  static let name = "drop-hidden-layers"
  static let summary = "Drops layers while nothing can be seen of them: covered, outside the canvas, or of no opacity."
  static let reason = "After joining, because a joined cover hides more than its parts."
  static let promise = Promise.exact

  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition {
    var result = composition
    result.layers = seen(composition.layers, composition, &remarks)
    return result
  }

  /// What is seen of layers that are painted together.
  private static func seen(_ layers: [Layer], _ composition: Composition, _ remarks: inout [Remark]) -> [Layer] {
    let solidity = Solidity(composition)
    let covers = layers.enumerated().compactMap { order, layer in
      let frames = layer.solidFrames
      return solidity.isSolidCover(layer, during: frames) ? Cover(order: order, frames: frames) : nil
    }
    let index = covers.isEmpty || layers.count < 2 ? nil : CoverIndex(covers)
    return layers.enumerated().flatMap { order, layer in
      if let why = layer.invisibility(on: composition.canvas) {
        remarks.append(Remark(pass: name, text: "\(layer.what) \(why); it is not read", span: layer.span))
        return [Layer]()
      }
      let parts = index?.parts(of: layer, order) ?? [layer.frames]
      if parts != [layer.frames] { remarks.append(Remark(pass: name, text: said(of: layer, parts), span: layer.span)) }
      return parts.map { within($0 == layer.frames ? layer : layer.sliced(to: $0, rate: composition.canvas.rate), composition, &remarks) }
    }
  }

  /// The same for what a group is made of.
  private static func within(_ layer: Layer, _ composition: Composition, _ remarks: inout [Remark]) -> Layer {
    guard case .group(let layers) = layer.content, layers.count > 1 else { return layer }
    var result = layer
    result.content = .group(seen(layers, composition, &remarks))
    return result
  }

  private static func said(of layer: Layer, _ parts: [Range<Int>]) -> String {
    if parts.isEmpty { return "\(layer.what) is behind an opaque picture all its time; it is not read" }
    let frames = parts.map { "\($0.lowerBound) to \($0.upperBound - 1)" }.joined(separator: ", ")
    return "\(layer.what) is behind an opaque picture part of its time; it is read for frames \(frames)"
  }
}

extension Layer {
  /// Frames without a fade.
  fileprivate var solidFrames: Range<Int> {
    let first = fadeIn?.upperBound ?? frames.lowerBound, last = fadeOut?.lowerBound ?? frames.upperBound
    return first..<max(first, last)
  }

  /// Why nothing of it can be seen by itself; nil where something may. Lowering leaves such layers out, too: the
  /// formats that a picture is painted in are chosen by what is seen.
  func invisibility(on canvas: Canvas) -> String? {
    if let opacity = opacity.constant, opacity <= 0 { return "has no opacity" }
    if case .text = content { return nil }
    guard geometry.staysInPlace, path == nil else { return nil }
    let room = effects.reduce(0) { $0 + $1.effect.room }, place = geometry.place
    let isInside =
      place.x - room < canvas.size.width && place.y - room < canvas.size.height
      && place.x + place.size.width + room > 0 && place.y + place.size.height + room > 0
    return isInside ? nil : "lies outside the canvas"
  }

  /// It may be cut in time and stays what it is. A transition's window says how far it has come.
  fileprivate var canBeCut: Bool { if case .transition = content { false } else { true } }
}

/// Frames on which a layer hides all below it.
private struct Cover {
  /// Its place among the layers, bottom first.
  var order: Int
  var frames: Range<Int>
}

/// Answers what the covers above leave of a stretch of frames.
private struct CoverIndex {
  private let covers: [Cover]
  /// The greatest end among covers up to each, to stop the walk back early.
  private var reach: [Int] = []

  init(_ covers: [Cover]) {
    self.covers = covers.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
    for cover in self.covers { reach.append(max(reach.last ?? 0, cover.frames.upperBound)) }
  }

  /// The parts of a layer that no cover above hides, in order.
  func parts(of layer: Layer, _ order: Int) -> [Range<Int>] {
    var hidden: [Range<Int>] = []
    var index = firstStarting(notBefore: layer.frames.upperBound) - 1
    while index >= 0, reach[index] > layer.frames.lowerBound {
      if covers[index].order > order, covers[index].frames.overlaps(layer.frames) { hidden.append(covers[index].frames) }
      index -= 1
    }
    guard !hidden.isEmpty else { return [layer.frames] }
    let left = remainder(of: layer.frames, without: hidden.reversed())
    return left.isEmpty || layer.canBeCut ? left : [layer.frames]
  }

  /// - Parameter hidden: in order of their starts.
  private func remainder(of frames: Range<Int>, without hidden: [Range<Int>]) -> [Range<Int>] {
    var left: [Range<Int>] = [], start = frames.lowerBound
    for stretch in hidden {
      if stretch.lowerBound > start { left.append(start..<min(stretch.lowerBound, frames.upperBound)) }
      start = max(start, stretch.upperBound)
    }
    if start < frames.upperBound { left.append(start..<frames.upperBound) }
    return left
  }

  private func firstStarting(notBefore frame: Int) -> Int {
    var (low, high) = (0, covers.count)
    while low < high {
      let middle = (low + high) / 2
      if covers[middle].frames.lowerBound < frame { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
