import MediaTypes
import Timeline

/// Says which layers let nothing shine through.
struct Solidity {
  private let composition: Composition

  init(_ composition: Composition) { self.composition = composition }

  /// Covers the whole canvas and hides what is below on every one of these frames.
  func isSolidCover(_ layer: Layer, during frames: Range<Int>) -> Bool {
    !frames.isEmpty && layer.blend == .normal && covers(layer, during: frames) && isSolid(layer, during: frames)
  }

  /// Nothing shines through the picture itself (its bars apart).
  func isSolid(_ layer: Layer, during frames: Range<Int>) -> Bool {
    layer.opacity == .constant(1) && !(layer.fadeIn?.overlaps(frames) ?? false) && !(layer.fadeOut?.overlaps(frames) ?? false)
      && isSolidInside(layer, during: frames)
  }

  /// The same, whatever the layer's own opacity and fades are.
  func isSolidInside(_ layer: Layer, during frames: Range<Int>) -> Bool {
    guard layer.geometry.isUpright, !layer.effects.contains(where: { $0.makesAlpha(during: frames) }),
      layer.fillsFrame(composition.canvas, during: frames),
      layer.path == nil || layer.fillsCanvas(composition.canvas, during: frames)
    else { return false }
    switch layer.content {
    case .run(let run): return composition.media[run.media].facts.picture?.hasAlpha != true
    case .still(let media): return composition.media[media].facts.picture?.hasAlpha != true
    case .generator(let generator): return generator.isOpaque
    case .text: return false
    case .group(let layers):
      return layers.contains {
        $0.frames.lowerBound <= frames.lowerBound && $0.frames.upperBound >= frames.upperBound && isSolidCover($0, during: frames)
      }
    case .transition(let crossing):
      guard let from = crossing.from, let to = crossing.to else { return false }
      return isSolidCover(from, during: frames) && isSolidCover(to, during: frames)
    }
  }

  /// The picture, its bars included where they are filled, reaches every edge.
  func covers(_ layer: Layer, during frames: Range<Int>) -> Bool {
    if layer.path != nil || !layer.geometry.isUpright { return layer.fillsCanvas(composition.canvas, during: frames) }
    if layer.geometry.covers(composition.canvas.size) { return true }
    guard layer.geometry.place.size.width <= composition.canvas.size.width, !layer.isMoved(on: composition.canvas) else { return false }
    switch layer.fill {
    case .background: return false
    case .blur: return true
    case .color(let color): return color.isOpaque
    }
  }
}

extension Layer {
  /// Bars are filled for a picture that is fitted to the canvas, not for one that is placed on it.
  func isMoved(on canvas: Canvas) -> Bool {
    let place = geometry.place
    let isCentred =
      abs(place.x * 2 + place.size.width - canvas.size.width) <= 2 && abs(place.y * 2 + place.size.height - canvas.size.height) <= 2
    let touches = place.size.width == canvas.size.width || place.size.height == canvas.size.height
    return !isCentred || !touches || geometry.rotation != .constant(0)
  }
}

extension AppliedEffect {
  /// It may let something shine through on one of these frames.
  fileprivate func makesAlpha(during span: Range<Int>) -> Bool {
    type(of: effect).makesAlpha && changesPictures && (frames?.overlaps(span) ?? true)
  }
}
