import Catalogue
import FilterGraph
import Foundation
import MediaTypes

/// Layers that turn while they are seen: one map a frame takes size, angle and place together.
extension SpanLowering {
  /// A picture with its effects, turned and moved with its frame.
  /// - Parameter rest: its frame where it neither moves nor turns.
  mutating func turned(_ cell: Cell, _ layer: Layer, from rest: Motion.Rect, _ origin: Int) -> Cell {
    let turns = zip(range, layer.frameRects(during: range)).map { frame, rect in
      Turn(degrees: layer.geometry.rotation.value(at: frame), from: rest, to: rect, cell: Motion.Rect(cell.place))
    }
    let box = box(around: turns.map(\.bounds))
    let margin = 8
    let size = PixelSize(
      width: max(cell.place.size.width + 2 * margin, box.size.width), height: max(cell.place.size.height + 2 * margin, box.size.height))
    let x = (size.width - cell.place.size.width) / 4 * 2, y = (size.height - cell.place.size.height) / 4 * 2
    var edge = cell.edge
    if !cell.hasAlpha {
      edge = graph.chain([.scale(to: cell.place.size, from: .bt709, to: .bt709), .format(WorkingFormat.alpha)], to: edge, origin: origin)
    }
    edge = rimmed(edge, cell.place.size, in: size, x: x, y: y, origin)
    let corners = turns.map { turn in
      [(0, 0), (size.width, 0), (0, size.height), (size.width, size.height)].map { corner in
        turn.source(of: (Double(box.x + corner.0), Double(box.y + corner.1)), shift: (Double(x), Double(y)))
      }
    }
    // FFmpeg's padding may give two pictures one stamp, and this filter counts them.
    edge = graph.chain([Filter("setpts", ["expr": "N"]), .moveCorners(corners)], to: edge, origin: origin)
    if size != box.size { edge = graph.add(.crop(x: 0, y: 0, box.size), to: edge, origin: origin) }
    return Cell(edge: edge, place: box, hasAlpha: true)
  }

  /// A picture in a larger clear one. Its outermost pixels go on under what is clear, so that edges are mixed of
  /// alpha alone.
  private mutating func rimmed(
    _ edge: SpanGraph.Edge, _ inner: PixelSize, in size: PixelSize, x: Int, y: Int, _ origin: Int
  ) -> SpanGraph.Edge {
    let site = EffectSite(size: size, canvas: canvas.size, rate: canvas.rate, first: 0, count: range.count, length: range.count)
    let wide = graph.chain(
      [.clearMargin(x: x, y: y, in: size), .smearedBorders(x: x, y: y, around: inner, in: size)], to: edge, origin: origin)
    var chain = EffectChain(graph, at: wide, site: site, origin: origin)
    chain.multiplyAlpha(by: chain.inset(chain.roundedMask(inner, radius: 0), x: x, y: y, in: size))
    graph = chain.graph
    return chain.edge
  }
}

/// One frame of a layer that turns: where each pixel of the canvas comes from.
private struct Turn {
  private let sine: Double
  private let cosine: Double
  private let scale: (x: Double, y: Double)
  private let from: (x: Double, y: Double)
  private let to: (x: Double, y: Double)
  private let cell: Motion.Rect

  /// - Parameters:
  ///   - rest: the frame where it neither moves nor turns.
  ///   - frame: where it is, before it is turned about its middle.
  ///   - cell: the picture that is turned, which lies about the frame at rest.
  init(degrees: Double, from rest: Motion.Rect, to frame: Motion.Rect, cell: Motion.Rect) {
    (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
    scale = (max(0.001, frame.width / rest.width), max(0.001, frame.height / rest.height))
    from = (rest.x + rest.width / 2, rest.y + rest.height / 2)
    to = (frame.x + frame.width / 2, frame.y + frame.height / 2)
    self.cell = cell
  }

  /// What it covers on the canvas.
  var bounds: Motion.Rect {
    let corners = [(0.0, 0.0), (cell.width, 0), (0, cell.height), (cell.width, cell.height)].map { corner in
      let x = (cell.x + corner.0 - from.x) * scale.x, y = (cell.y + corner.1 - from.y) * scale.y
      return (x: to.x + x * cosine - y * sine, y: to.y + x * sine + y * cosine)
    }
    let (left, top) = (corners.map(\.x).min()!, corners.map(\.y).min()!)
    return Motion.Rect(x: left - 1, y: top - 1, width: corners.map(\.x).max()! - left + 2, height: corners.map(\.y).max()! - top + 2)
  }

  /// The sample that a pixel of the canvas shows; both are counted from their picture's first.
  /// - Parameter shift: where the cell begins in the picture that is sampled.
  func source(of pixel: (x: Double, y: Double), shift: (x: Double, y: Double)) -> (x: Double, y: Double) {
    let x = pixel.x + 0.5 - to.x, y = pixel.y + 0.5 - to.y
    let across = (x * cosine + y * sine) / scale.x, down = (y * cosine - x * sine) / scale.y
    return (from.x + across - cell.x - 0.5 + shift.x, from.y + down - cell.y - 0.5 + shift.y)
  }
}
