import MediaTypes
import Timeline

/// What changes nothing is not done: effects without effect, fades of no length, keyframes that hold one value.
enum FoldIdentities: CompositionPass {
  static let name = "fold-identities"
  static let summary = "Leaves out effects, fades and keyframes that change nothing."
  static let reason = "First, because a layer that is left alone can be joined, and can hide others."
  static let promise = Promise.exact

  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition {
    var result = composition
    result.layers = composition.layers.map { folded($0, &remarks) }
    return result
  }

  private static func folded(_ layer: Layer, _ remarks: inout [Remark]) -> Layer {
    var result = layer
    result.effects = layer.effects.compactMap { folded($0, on: layer, &remarks) }
    result.opacity = folded(layer.opacity)
    result.geometry.rotation = folded(layer.geometry.rotation)
    result.fadeIn = layer.fadeIn.flatMap { $0.overlaps(layer.frames) ? $0 : nil }
    result.fadeOut = layer.fadeOut.flatMap { $0.overlaps(layer.frames) ? $0 : nil }
    switch layer.content {
    case .group(let layers): result.content = .group(layers.map { folded($0, &remarks) })
    case .transition(var crossing):
      crossing.from = crossing.from.map { folded($0, &remarks) }
      crossing.to = crossing.to.map { folded($0, &remarks) }
      result.content = .transition(crossing)
    case .run, .still, .generator, .text: break
    }
    return result
  }

  /// Nil for an effect that is never seen; without a range of its own where that is the layer's.
  private static func folded(_ applied: AppliedEffect, on layer: Layer, _ remarks: inout [Remark]) -> AppliedEffect? {
    guard applied.changesPictures else {
      remarks.append(Remark(pass: name, text: "'\(applied.name)' changes nothing with these values; it is left out", span: applied.span))
      return nil
    }
    guard let frames = applied.frames else { return applied }
    guard frames.overlaps(layer.frames) else { return nil }
    var result = applied
    if frames.lowerBound <= layer.frames.lowerBound, frames.upperBound >= layer.frames.upperBound { result.frames = nil }
    return result
  }

  /// Keyframes of one value are that value.
  private static func folded(_ curve: Curve) -> Curve {
    guard case .keyframes(let keys) = curve, let first = keys.first, keys.allSatisfy({ $0.value == first.value }) else { return curve }
    return .constant(first.value)
  }
}
