import Foundation
import MediaTypes

/// A closed outline of straight lines and Bézier curves, in pixels.
struct Outline {
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

  static func rounded(_ box: Box, x radiusX: Double, y radiusY: Double) -> Outline {
    let (left, top, right, bottom) = (box.x, box.y, box.x + box.width, box.y + box.height)
    guard radiusX > 0, radiusY > 0 else { return Outline([(left, top), (right, top), (right, bottom), (left, bottom)]) }
    let (x, y) = (radiusX * (1 - handle), radiusY * (1 - handle))
    var path = Outline((left + radiusX, top))
    path.steps = [
      (nil, (right - radiusX, top)), (((right - x, top), (right, top + y)), (right, top + radiusY)),
      (nil, (right, bottom - radiusY)), (((right, bottom - y), (right - x, bottom)), (right - radiusX, bottom)),
      (nil, (left + radiusX, bottom)), (((left + x, bottom), (left, bottom - y)), (left, bottom - radiusY)),
      (nil, (left, top + radiusY)), (((left, top + y), (left + x, top)), (left + radiusX, top)),
    ]
    return path
  }

  /// Corners on an ellipse, the first at the top; between them, where `depth` is less than 1, others further in.
  static func regular(_ box: Box, corners: Int, depth: Double) -> Outline {
    let count = depth < 1 ? corners * 2 : corners
    return Outline(
      (0..<count).map { index in
        let angle = 2 * Double.pi * Double(index) / Double(count), reach = depth < 1 && index % 2 == 1 ? depth : 1
        return (
          box.x + box.width / 2 * (1 + reach * sin(angle)), box.y + box.height / 2 * (1 - reach * cos(angle))
        )
      })
  }

  /// A line with straight ends; a head is five times as wide as the line, and as long as that is wide.
  static func line(_ start: Place, _ end: Place, width: Double, hasHead: Bool) -> Outline {
    let length = max(0.001, hypot(end.x - start.x, end.y - start.y))
    let along = (x: (end.x - start.x) / length, y: (end.y - start.y) / length)
    func place(_ distance: Double, _ aside: Double) -> Place {
      (start.x + along.x * distance - along.y * aside, start.y + along.y * distance + along.x * aside)
    }
    guard hasHead else { return Outline([place(0, -width / 2), place(length, -width / 2), place(length, width / 2), place(0, width / 2)]) }
    let neck = max(0, length - width * 4)
    return Outline([
      place(0, -width / 2), place(neck, -width / 2), place(neck, -width * 2), place(length, 0), place(neck, width * 2),
      place(neck, width / 2), place(0, width / 2),
    ])
  }

  /// The same outline run the other way round: a hole in what surrounds it.
  var reversed: Outline {
    let ends = [start] + steps.map(\.end)
    var path = Outline(ends.last!)
    for index in steps.indices.reversed() {
      path.steps.append((steps[index].handles.map { ($0.1, $0.0) }, ends[index]))
    }
    return path
  }

  /// As ASS draws it, on a frame of whole pixels that holds all of it. libass rounds a drawing's map to an eighth of a
  /// pixel at the ends of the box around it, and moves that box to the frame's corner: strokes of no length at two
  /// corners of the frame make it the frame, whose ends are whole pixels.
  /// - Parameter scale: steps of a pixel that numbers count; ASS's `\\p` of 1, 2, 3 … is 1, 2, 4 …
  func text(in frame: PixelSize, scale: Double = 64) -> String {
    func text(_ place: Place) -> String { "\(Int((place.x * scale).rounded())) \(Int((place.y * scale).rounded()))" }
    let corners = [(0, 0), (Double(frame.width), Double(frame.height))].map { "m \(text($0)) l \(text($0)) " }
    return corners.joined() + "m \(text(start)) "
      + steps.map { step in
        step.handles.map { "b \(text($0.0)) \(text($0.1)) \(text(step.end))" } ?? "l \(text(step.end))"
      }.joined(separator: " ")
  }

  // MARK: what a frame shows of it

  /// The part that lies in a box, which holds no curve any more where something is cut; nil where nothing is left.
  func within(_ box: Box) -> Outline? {
    guard !holds(box) else { return self }
    let (right, bottom) = (box.x + box.width, box.y + box.height)
    var corners = flattened
    for (axis, limit, isLower) in [(0, box.x, true), (0, right, false), (1, box.y, true), (1, bottom, false)] {
      corners = Self.cut(corners, axis, limit, isLower)
    }
    return corners.count > 2 ? Outline(corners) : nil
  }

  /// All of it lies in the box.
  private func holds(_ box: Box) -> Bool {
    ([start] + steps.map(\.end)).allSatisfy {
      $0.x >= box.x && $0.x <= box.x + box.width && $0.y >= box.y && $0.y <= box.y + box.height
    }
  }

  /// Corners so near that the curve between them is off by less than a hundredth of a pixel.
  private var flattened: [Place] {
    var corners = [start]
    for step in steps {
      guard let (a, b) = step.handles, let from = corners.last else {
        corners.append(step.end)
        continue
      }
      let count = max(4, Int((5.6 * max(abs(step.end.x - from.x), abs(step.end.y - from.y)).squareRoot()).rounded(.up)))
      for index in 1...count { corners.append(Self.point(from, a, b, step.end, Double(index) / Double(count))) }
    }
    return corners
  }

  private static func point(_ a: Place, _ b: Place, _ c: Place, _ d: Place, _ t: Double) -> Place {
    let s = 1 - t, weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return (
      a.x * weights.0 + b.x * weights.1 + c.x * weights.2 + d.x * weights.3,
      a.y * weights.0 + b.y * weights.1 + c.y * weights.2 + d.y * weights.3
    )
  }

  /// What of a polygon lies on one side of a line along an axis (Sutherland and Hodgman, 1974).
  private static func cut(_ corners: [Place], _ axis: Int, _ limit: Double, _ isLower: Bool) -> [Place] {
    func reach(_ place: Place) -> Double { ((axis == 0 ? place.x : place.y) - limit) * (isLower ? 1 : -1) }
    var kept: [Place] = []
    for (index, corner) in corners.enumerated() {
      let before = corners[(index + corners.count - 1) % corners.count], (a, b) = (reach(before), reach(corner))
      if a < 0 && b >= 0 || a >= 0 && b < 0 {
        let share = a / (a - b)
        kept.append((before.x + (corner.x - before.x) * share, before.y + (corner.y - before.y) * share))
      }
      if b >= 0 { kept.append(corner) }
    }
    return kept
  }
}
