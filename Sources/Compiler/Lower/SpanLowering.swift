import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// The working formats of a canvas: 4:2:0, with an alpha plane where something shines through.
enum WorkingFormat {
  static let opaque = "yuv420p"
  static let alpha = "yuva420p"
  /// For filters that take full chroma only.
  static let full = "yuv444p"
  static let fullAlpha = "yuva444p"
}

/// Builds the graph of one span, bottom layer first.
struct SpanLowering {
  let composition: Composition
  /// Frames of the film that are being made: those of the span, and more where an effect needs some around them.
  var range: Range<Int>
  /// The span's first frame: which layers and effects there are.
  let moment: Int
  let solidity: Solidity
  var graph = SpanGraph()
  var sources: [PictureSource] = []
  var texts: [TextSource] = []
  let numbers: Numbering

  var canvas: Canvas { composition.canvas }
  /// Holds a single picture through the span.
  var held: [Filter] { range.count > 1 ? [.holdLast(range.count - 1)] : [] }

  init(composition: Composition, range: Range<Int>, numbers: Numbering) {
    self.composition = composition
    self.range = range
    moment = range.lowerBound
    self.numbers = numbers
    solidity = Solidity(composition)
  }

  /// What is under the lowest layer.
  enum Ground: Equatable {
    case background, transparent
    /// What is painted below, once for each side of a transition.
    case pictures(SpanGraph.Edge, SpanGraph.Edge)
  }

  /// A picture on its way to the canvas.
  struct Cell {
    var edge: SpanGraph.Edge
    var place: PixelRect
    /// It has an alpha plane: it can be painted, but does not stand for the canvas.
    var hasAlpha: Bool
  }

  mutating func lower(_ layers: [Layer]) {
    guard canvas.isTransparent else {
      graph.output = picture(of: layers, on: .background, alpha: false)
      return
    }
    let isClear = canvas.background.alpha == 0
    let tint = isClear ? nil : painted(canvas.background, alpha: true, numbers.origins.number(of: nil, "the background"))
    graph.output = picture(of: layers, on: .transparent, alpha: true, over: tint)
  }

  /// Layers on a canvas of their own, as one picture of its size.
  /// - Parameter alpha: whether the result has an alpha plane. Without, nothing may shine through.
  /// - Parameter below: what has been painted already.
  mutating func picture(
    of layers: [Layer], on ground: Ground, alpha: Bool, over below: SpanGraph.Edge? = nil
  ) -> SpanGraph.Edge {
    var base = below
    for layer in layers {
      let origin = numbers.origins.number(of: layer.span, layer.what)
      guard let under = base else {
        base = lowest(layer, on: ground, alpha: alpha, origin)
        continue
      }
      if case .transition(let crossing) = layer.content, crossing.blendsApart {
        let ways = graph.addSplit(.split(2), to: under, outputs: 2, origin: origin)
        base = crossed(crossing, window: layer.frames, on: .pictures(ways[0], ways[1]), alpha: alpha, origin)
        continue
      }
      guard layer.blend == .normal else {
        base = blended(layer, over: under, hasAlpha: alpha, origin)
        continue
      }
      let cell = cell(layer, alpha: true, on: .transparent, origin)
      base = graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: under, cell.edge, origin: origin)
    }
    return base ?? self.ground(ground, alpha: alpha, origin: numbers.origins.number(of: nil, "the background"))
  }

  /// The lowest layer, on what is under it.
  private mutating func lowest(_ layer: Layer, on ground: Ground, alpha: Bool, _ origin: Int) -> SpanGraph.Edge {
    if layer.blend != .normal, ground == .background {
      return blended(layer, over: self.ground(ground, alpha: alpha, origin: origin), hasAlpha: alpha, origin)
    }
    let isSolid = solidity.isSolid(layer, during: range), covers = solidity.covers(layer, during: range)
    let level = grey(canvas.background)
    let canPad = layer.path == nil && !alpha && ground == .background && isSolid && level != nil && !layer.isOverEdge(of: canvas)
    let standsAlone = covers && (isSolid || alpha && ground == .transparent)
    guard standsAlone || canPad else {
      let cell = cell(layer, alpha: true, on: ground, origin)
      let under = self.ground(ground, alpha: alpha, origin: origin)
      return graph.add(.overlay(x: cell.place.x, y: cell.place.y), to: under, cell.edge, origin: origin)
    }
    let cell = cell(layer, alpha: alpha, on: ground, origin)
    let whole = PixelRect(x: 0, y: 0, size: canvas.size)
    if cell.place == whole { return cell.edge }
    if cell.place.size.width > canvas.size.width || cell.place.size.height > canvas.size.height || cell.place.x < 0 || cell.place.y < 0 {
      return graph.add(.crop(x: -cell.place.x, y: -cell.place.y, canvas.size), to: cell.edge, origin: origin)
    }
    return graph.add(.pad(to: canvas.size, x: cell.place.x, y: cell.place.y, level: level ?? 0), to: cell.edge, origin: origin)
  }

  mutating func ground(_ ground: Ground, alpha: Bool, origin: Int) -> SpanGraph.Edge {
    var color = canvas.background
    color.alpha = ground == .background ? 255 : 0
    return painted(color, alpha: alpha, origin)
  }

  /// One colour over the canvas through the whole span: one picture, held.
  mutating func painted(_ color: Color, alpha: Bool, _ origin: Int) -> SpanGraph.Edge {
    var filters = solid(color, size: canvas.size, rate: canvas.rate) + Filter.pick(first: 0, count: 1)
    filters += [.scale(to: canvas.size, from: .rgb, to: .bt709), .format(alpha ? WorkingFormat.alpha : WorkingFormat.opaque)]
    return graph.chain(fromNothing: filters + held, origin: origin)
  }

  func grey(_ color: Color) -> UInt8? {
    color.red == color.green && color.green == color.blue ? color.red : nil
  }
}

extension Layer {
  /// Some of it lies outside the canvas.
  func isOverEdge(of canvas: Canvas) -> Bool {
    let place = geometry.place
    return place.x < 0 || place.y < 0 || place.x + place.size.width > canvas.size.width
      || place.y + place.size.height > canvas.size.height
  }
}
