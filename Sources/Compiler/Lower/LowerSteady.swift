import Catalogue
import FilterGraph
import Foundation
import MediaTypes

/// Clips that are turned and moved to stand still: one map a frame, from the source's own pixels to the canvas, takes in
/// crop, fit, scale and what zooms and pans see of them.
extension SpanLowering {
  mutating func steadied(
    _ edge: SpanGraph.Edge, _ ready: Ready, _ shape: PictureShape, _ layer: Layer, _ poses: [SteadyPose], _ alpha: Bool, _ origin: Int
  ) -> Cell {
    let hasAlpha = alpha || shape.hasAlpha
    let format = hasAlpha ? WorkingFormat.alpha : WorkingFormat.opaque
    let frame = Motion.Rect(layer.geometry.place)
    let box = layer.geometry.isUpright && layer.effects.isEmpty ? box(around: [frame]) : layer.geometry.place
    let size = PixelSize(width: max(ready.size.width, box.size.width), height: max(ready.size.height, box.size.height))
    let maps = zip(poses, layer.views(canvas, during: range)).map { pose, view in
      SteadyMap(frame: frame, view: view, pose: pose, window: layer.geometry.window, ready, shape)
    }
    let corners = maps.map { map in
      [(0, 0), (size.width, 0), (0, size.height), (size.width, size.height)].map { map.source(x: box.x + $0.0, y: box.y + $0.1) }
    }
    var filters: [Filter] = []
    if hasAlpha, !shape.hasAlpha { filters += [.scale(to: ready.size, from: .bt709, to: .bt709), .format(format)] }
    if size != ready.size {
      filters.append(hasAlpha ? .clearMargin(x: 0, y: 0, in: size) : .plainMargin(in: size))
      filters.append(.smearedBorders(x: 0, y: 0, around: ready.size, in: size))
    }
    // FFmpeg's padding may give two pictures one stamp, and this filter counts them.
    filters += [Filter("setpts", ["expr": "N"]), .moveCorners(corners)]
    if size != box.size { filters.append(.crop(x: 0, y: 0, box.size)) }
    return Cell(edge: graph.chain(filters, to: edge, origin: origin), place: box, hasAlpha: hasAlpha)
  }
}

/// One frame of a clip that is held still: where each pixel of the canvas comes from.
private struct SteadyMap {
  private let frame: Motion.Rect
  private let view: Motion.Rect
  private let window: Motion.Rect
  private let middle: (x: Double, y: Double)
  private let sine: Double
  private let cosine: Double
  private let scale: (x: Double, y: Double)

  init(frame: Motion.Rect, view: Motion.Rect, pose: SteadyPose, window: ExactRect, _ ready: SpanLowering.Ready, _ shape: PictureShape) {
    (self.frame, self.view) = (frame, view)
    self.window = Motion.Rect(
      x: window.x.approximation, y: window.y.approximation, width: window.width.approximation, height: window.height.approximation)
    let held = self.window.part(pose.view)
    middle = (held.x + held.width / 2, held.y + held.height / 2)
    (sine, cosine) = (sin(pose.degrees * .pi / 180), cos(pose.degrees * .pi / 180))
    scale = (
      Double(ready.size.width) / shape.displaySize.width.approximation, Double(ready.size.height) / shape.displaySize.height.approximation
    )
  }

  /// The sample that a pixel of the canvas shows; both are counted from their picture's first.
  func source(x: Int, y: Int) -> (x: Double, y: Double) {
    let share = Motion.Rect(
      x: (Double(x) + 0.5 - frame.x) / frame.width, y: (Double(y) + 0.5 - frame.y) / frame.height, width: 0, height: 0)
    let point = window.part(view.part(share)), across = point.x - middle.x, down = point.y - middle.y
    return (
      (middle.x + across * cosine - down * sine) * scale.x - 0.5, (middle.y + across * sine + down * cosine) * scale.y - 0.5
    )
  }
}
