import MediaTypes
import Timeline

/// Layers that are painted together before they are shown (a track with an opacity, a sequence that fades) are
/// composited where there is something of them, not over the whole canvas.
enum TightenGroups: CompositionPass {
  static let name = "tighten-groups"
  static let summary = "Composites layers that are painted together within the box they fill."
  static let reason = "After hiding, because what is not seen makes no box larger."
  static let promise = Promise.exact

  static func run(_ composition: Composition, _ remarks: inout [Remark]) -> Composition {
    var result = composition
    result.layers = composition.layers.map { tightened($0, composition.canvas, &remarks) }
    return result
  }

  private static func tightened(_ layer: Layer, _ canvas: Canvas, _ remarks: inout [Remark]) -> Layer {
    guard case .group(let children) = layer.content else { return layer }
    var result = layer
    result.content = .group(children.map { tightened($0, canvas, &remarks) })
    guard layer.geometry == .whole(canvas.size), layer.effects.isEmpty, layer.fill == .background, layer.blend == .normal,
      let box = box(of: children, canvas), box.size.width * box.size.height * 4 < canvas.size.width * canvas.size.height * 3
    else { return result }
    result.geometry = Geometry(
      window: ExactRect(
        x: Rational(box.x), y: Rational(box.y), width: Rational(box.size.width), height: Rational(box.size.height)), place: box)
    remarks.append(Remark(pass: name, text: "\(layer.what) is composited within \(box.size) of the canvas", span: layer.span))
    return result
  }

  /// The part of the canvas that layers fill; nil where it is not known, or nothing.
  private static func box(of layers: [Layer], _ canvas: Canvas) -> PixelRect? {
    var (left, top, right, bottom) = (Int.max, Int.max, 0, 0)
    for layer in layers {
      guard layer.staysInPlace(on: canvas) else { return nil }
      let place = layer.geometry.place
      (left, top) = (min(left, place.x), min(top, place.y))
      (right, bottom) = (max(right, place.x + place.size.width), max(bottom, place.y + place.size.height))
    }
    // A clear pair of pixels on the far sides: what is painted at a picture's very edge shares no colour beyond it.
    (left, top) = (max(0, left), max(0, top))
    (right, bottom) = (min(canvas.size.width, right + 2), min(canvas.size.height, bottom + 2))
    guard left < right, top < bottom else { return nil }
    return PixelRect(x: left, y: top, size: PixelSize(width: right - left, height: bottom - top))
  }
}

extension Layer {
  /// All that is painted of it lies in its geometry's place, as long as it lasts.
  fileprivate func staysInPlace(on canvas: Canvas) -> Bool {
    guard geometry.staysInPlace, effects.isEmpty, blend == .normal, fill == .background || isMoved(on: canvas) else { return false }
    switch content {
    case .run, .still, .generator, .group: return true
    case .text, .transition: return false
    }
  }
}
