import FilterGraph
import Foundation
import MediaTypes
import Timeline

extension ShapeGenerator {
  /// The shape as libass draws it: its picture's place on the canvas, and a script whose frame is that picture.
  /// - Parameter shift: pixels to the right and down, less than two, within a frame that is two larger.
  package func drawing(on canvas: PixelSize, shift: (x: Double, y: Double) = (0, 0)) -> (place: PixelRect, script: TextScript) {
    let kind = kind?.value ?? .rectangle
    let (place, path) = kind.isLine ? linePath(kind, canvas, shift) : outlinePath(kind, canvas, shift)
    let face = TextFace(family: "sans-serif", weight: 400, isItalic: false, size: 20, spacing: 0, fonts: [])
    var script = ScriptText(frame: place.size, style: ScriptText.Style(face: face))
    for (color, outline) in kind.isLine ? [(lineColor, path.outer)] : paints(path) {
      script.add("\\an7\\pos(0,0)\\bord0\\shad0" + assColorTags(color, part: 1) + "\\p7", outline)
    }
    return (place, TextScript(text: script.text, frame: place.size))
  }

  private var white: Color { Color(red: 255, green: 255, blue: 255) }
  private var lineColor: Color { stroke?.value.color ?? fill?.value.color ?? white }
  private var rim: Double { strokeColor == nil ? 0 : (strokeWidth?.value.pixels ?? 6).approximation }
  private var strokeColor: Color? { stroke?.value.color }

  private func paints(_ path: (outer: String, rim: String)) -> [(Color, String)] {
    let filled = (fill?.value ?? .color(white)).color.map { [($0, path.outer)] } ?? []
    return filled + (strokeColor.map { [($0, path.rim)] } ?? [])
  }

  // MARK: outlines

  /// A shape in the middle of the canvas, on whole pairs of pixels.
  private func outlinePath(
    _ kind: ShapeKind, _ canvas: PixelSize, _ shift: (x: Double, y: Double)
  ) -> (PixelRect, (outer: String, rim: String)) {
    let own = size(on: canvas), size = framed(own, shift)
    let place = PixelRect(x: even((canvas.width - own.width) / 2), y: even((canvas.height - own.height) / 2), size: size)
    let whole = Outline.Box(x: shift.x, y: shift.y, width: Double(own.width), height: Double(own.height))
    let inner = whole.inset(by: rim)
    let outer = path(kind, whole, inset: 0)
    guard inner.width > 0, inner.height > 0 else { return (place, (outer.text(in: size), outer.text(in: size))) }
    return (place, (outer.text(in: size), outer.text(in: size) + " " + path(kind, inner, inset: rim).reversed.text(in: size)))
  }

  private func path(_ kind: ShapeKind, _ box: Outline.Box, inset: Double) -> Outline {
    switch kind {
    case .ellipse: return .rounded(box, x: box.width / 2, y: box.height / 2)
    case .polygon: return .regular(box, corners: sides?.value.count ?? 5, depth: 1)
    case .star: return .regular(box, corners: sides?.value.count ?? 5, depth: 0.45)
    case .rectangle, .line, .arrow:
      let side = Rational(Int(min(box.width, box.height) + 2 * inset))
      let radius = max(0, min((radius?.value.pixels(of: side) ?? 0).approximation - inset, min(box.width, box.height) / 2))
      return .rounded(box, x: radius, y: radius)
    }
  }

  private func size(on canvas: PixelSize) -> PixelSize {
    let wide = width?.value.pixels(of: Rational(canvas.width)), high = height?.value.pixels(of: Rational(canvas.height))
    let standard = Rational(3, 10)
    let across = wide ?? high ?? Rational(canvas.width) * standard, down = high ?? wide ?? Rational(canvas.height) * standard
    return PixelSize(width: pair(across), height: pair(down))
  }

  /// With room for a shift.
  private func framed(_ size: PixelSize, _ shift: (x: Double, y: Double)) -> PixelSize {
    shift == (0, 0) ? size : PixelSize(width: size.width + 2, height: size.height + 2)
  }

  private func pair(_ length: Rational) -> Int { max(2, min(16384, 2 * ((length / 2).roundedHalfUp ?? 1))) }
  private func even(_ value: Int) -> Int { value - value % 2 }

  // MARK: lines

  /// A line's own box, with room for its width and its head.
  private func linePath(
    _ kind: ShapeKind, _ canvas: PixelSize, _ shift: (x: Double, y: Double)
  ) -> (PixelRect, (outer: String, rim: String)) {
    func place(_ point: Point?, _ standard: Rational) -> (x: Double, y: Double) {
      let x = point?.x ?? .share(standard), y = point?.y ?? .share(.half)
      return (x.pixels(of: Rational(canvas.width)).approximation, y.pixels(of: Rational(canvas.height)).approximation)
    }
    let start = place(from?.value, Rational(3, 10)), end = place(to?.value, Rational(7, 10))
    let width = (strokeWidth?.value.pixels ?? 6).approximation, room = width * 2.5 + 2
    let left = even(Int((min(start.x, end.x) - room).rounded(.down))) - 2, top = even(Int((min(start.y, end.y) - room).rounded(.down))) - 2
    let right = Int((max(start.x, end.x) + room).rounded(.up)), bottom = Int((max(start.y, end.y) + room).rounded(.up))
    let size = framed(
      PixelSize(width: min(16382, (right - left + 3) / 2 * 2), height: min(16382, (bottom - top + 3) / 2 * 2)), shift)
    let (x, y) = (shift.x - Double(left), shift.y - Double(top))
    let path = Outline.line((start.x + x, start.y + y), (end.x + x, end.y + y), width: width, hasHead: kind == .arrow)
    return (PixelRect(x: left, y: top, size: size), (path.text(in: size), ""))
  }
}
