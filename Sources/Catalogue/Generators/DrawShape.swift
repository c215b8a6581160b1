import FilterGraph
import Foundation
import MediaTypes
import Timeline

extension ShapeGenerator {
  /// The shape as libass draws it: its picture's place on the canvas, and a script whose frame is that picture.
  package func drawing(on canvas: PixelSize) -> (place: PixelRect, script: TextScript) {
    let kind = kind?.value ?? .rectangle
    let isLine = kind == .line || kind == .arrow
    let (place, path) = isLine ? linePath(kind, canvas) : outlinePath(kind, canvas)
    let face = TextFace(family: "sans-serif", weight: 400, isItalic: false, size: 20, spacing: 0, fonts: [])
    var script = ScriptText(frame: place.size, style: ScriptText.Style(face: face))
    for (color, outline) in isLine ? [(lineColor, path.outer)] : paints(path) {
      script.add("\\an7\\pos(0,0)\\bord0\\shad0" + assColorTags(color, part: 1) + "\\p4", outline)
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
  private func outlinePath(_ kind: ShapeKind, _ canvas: PixelSize) -> (PixelRect, (outer: String, rim: String)) {
    let size = size(on: canvas)
    let place = PixelRect(x: even((canvas.width - size.width) / 2), y: even((canvas.height - size.height) / 2), size: size)
    let whole = Path.Box(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    let inner = whole.inset(by: rim)
    let outer = path(kind, whole, inset: 0)
    guard inner.width > 0, inner.height > 0 else { return (place, (outer.text, outer.text)) }
    return (place, (outer.text, outer.text + " " + path(kind, inner, inset: rim).reversed.text))
  }

  private func path(_ kind: ShapeKind, _ box: Path.Box, inset: Double) -> Path {
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

  private func pair(_ length: Rational) -> Int { max(2, min(16384, 2 * ((length / 2).roundedHalfUp ?? 1))) }
  private func even(_ value: Int) -> Int { value - value % 2 }

  // MARK: lines

  /// A line's own box, with room for its width and its head.
  private func linePath(_ kind: ShapeKind, _ canvas: PixelSize) -> (PixelRect, (outer: String, rim: String)) {
    func place(_ point: Point?, _ standard: Rational) -> (x: Double, y: Double) {
      let x = point?.x ?? .share(standard), y = point?.y ?? .share(.half)
      return (x.pixels(of: Rational(canvas.width)).approximation, y.pixels(of: Rational(canvas.height)).approximation)
    }
    let start = place(from?.value, Rational(3, 10)), end = place(to?.value, Rational(7, 10))
    let width = (strokeWidth?.value.pixels ?? 6).approximation, room = width * 2.5 + 2
    let left = even(Int((min(start.x, end.x) - room).rounded(.down))) - 2, top = even(Int((min(start.y, end.y) - room).rounded(.down))) - 2
    let right = Int((max(start.x, end.x) + room).rounded(.up)), bottom = Int((max(start.y, end.y) + room).rounded(.up))
    let size = PixelSize(width: min(16384, (right - left + 3) / 2 * 2), height: min(16384, (bottom - top + 3) / 2 * 2))
    let path = Path.line(
      (start.x - Double(left), start.y - Double(top)), (end.x - Double(left), end.y - Double(top)), width: width, hasHead: kind == .arrow)
    return (PixelRect(x: left, y: top, size: size), (path.text, ""))
  }
}

/// A closed outline of straight lines and Bézier curves, in pixels.
private struct Path {
  struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func inset(by rim: Double) -> Box { Box(x: x + rim, y: y + rim, width: width - 2 * rim, height: height - 2 * rim) }
  }

  typealias Place = (x: Double, y: Double)

  /// A step to a point; a curve has two handles before it.
  private var start: Place
  private var steps: [(handles: (Place, Place)?, end: Place)] = []

  private init(_ start: Place) { self.start = start }

  private init(_ corners: [Place]) {
    start = corners[0]
    steps = corners.dropFirst().map { (nil, $0) }
  }

  /// The handle of a Bézier curve that is a quarter of an ellipse to within 0.03 %.
  private static let handle = 0.5523

  static func rounded(_ box: Box, x radiusX: Double, y radiusY: Double) -> Path {
    let (left, top, right, bottom) = (box.x, box.y, box.x + box.width, box.y + box.height)
    guard radiusX > 0, radiusY > 0 else { return Path([(left, top), (right, top), (right, bottom), (left, bottom)]) }
    let (x, y) = (radiusX * (1 - handle), radiusY * (1 - handle))
    var path = Path((left + radiusX, top))
    path.steps = [
      (nil, (right - radiusX, top)), (((right - x, top), (right, top + y)), (right, top + radiusY)),
      (nil, (right, bottom - radiusY)), (((right, bottom - y), (right - x, bottom)), (right - radiusX, bottom)),
      (nil, (left + radiusX, bottom)), (((left + x, bottom), (left, bottom - y)), (left, bottom - radiusY)),
      (nil, (left, top + radiusY)), (((left, top + y), (left + x, top)), (left + radiusX, top)),
    ]
    return path
  }

  /// Corners on an ellipse, the first at the top; between them, where `depth` is less than 1, others further in.
  static func regular(_ box: Box, corners: Int, depth: Double) -> Path {
    let count = depth < 1 ? corners * 2 : corners
    return Path(
      (0..<count).map { index in
        let angle = 2 * Double.pi * Double(index) / Double(count), reach = depth < 1 && index % 2 == 1 ? depth : 1
        return (
          box.x + box.width / 2 * (1 + reach * sin(angle)), box.y + box.height / 2 * (1 - reach * cos(angle))
        )
      })
  }

  /// A line with straight ends; a head is five times as wide as the line, and as long as that is wide.
  static func line(_ start: Place, _ end: Place, width: Double, hasHead: Bool) -> Path {
    let length = max(0.001, hypot(end.x - start.x, end.y - start.y))
    let along = (x: (end.x - start.x) / length, y: (end.y - start.y) / length)
    func place(_ distance: Double, _ aside: Double) -> Place {
      (start.x + along.x * distance - along.y * aside, start.y + along.y * distance + along.x * aside)
    }
    guard hasHead else { return Path([place(0, -width / 2), place(length, -width / 2), place(length, width / 2), place(0, width / 2)]) }
    let neck = max(0, length - width * 4)
    return Path([
      place(0, -width / 2), place(neck, -width / 2), place(neck, -width * 2), place(length, 0), place(neck, width * 2),
      place(neck, width / 2), place(0, width / 2),
    ])
  }

  /// The same outline run the other way round: a hole in what surrounds it.
  var reversed: Path {
    let ends = [start] + steps.map(\.end)
    var path = Path(ends.last!)
    for index in steps.indices.reversed() {
      path.steps.append((steps[index].handles.map { ($0.1, $0.0) }, ends[index]))
    }
    return path
  }

  /// As ASS draws it, in eighths of a pixel. An empty stroke at the frame's corner keeps it from being moved there.
  var text: String {
    "m 0 0 m \(Self.text(start)) "
      + steps.map { step in
        step.handles.map { "b \(Self.text($0.0)) \(Self.text($0.1)) \(Self.text(step.end))" } ?? "l \(Self.text(step.end))"
      }.joined(separator: " ")
  }

  private static func text(_ place: Place) -> String { "\(Int((place.x * 8).rounded())) \(Int((place.y * 8).rounded()))" }
}
