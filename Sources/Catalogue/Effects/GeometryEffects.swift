import FilterGraph
import MediaTypes
import Timeline

/// Which way a picture is turned over.
package enum Axis: String, WordChoice {
  case horizontal, vertical

  package var help: String { self == .horizontal ? "Left and right." : "Top and bottom." }
}

/// The picture turned over.
package struct FlipEffect: PictureEffect {
  package var axis: Setting<Axis>?

  package init() {}

  package static let name = "flip"
  package static let family = EffectFamily.geometry
  package static let principal: String? = "axis"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<FlipEffect>(
    "flip", "The picture turned over: left and right exchanged, or top and bottom.", examples: ["flip", "{flip: vertical}"],
    [Parameter("axis", \.axis, "What is exchanged.", default: "horizontal", example: "vertical")])

  package func apply(to chain: inout EffectChain) {
    chain.add(Filter(axis?.value == .vertical ? "vflip" : "hflip"))
  }
}

/// One half and its reflection.
package struct MirrorEffect: PictureEffect {
  package var keep: Setting<Half>?

  package init() {}

  /// The half that stays.
  package enum Half: String, WordChoice {
    case left, right, top, bottom

    package var help: String { "The \(rawValue) half stays." }
    var isVertical: Bool { self == .top || self == .bottom }
    var isFirst: Bool { self == .left || self == .top }
  }

  package static let name = "mirror"
  package static let family = EffectFamily.geometry
  package static let principal: String? = "keep"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<MirrorEffect>(
    "mirror", "One half of the picture and its reflection.", examples: ["mirror", "{mirror: top}"],
    [Parameter("keep", \.keep, "The half that stays.", default: "left", example: "top")])

  /// The seam lies on an even pixel, where the halves' chroma is whole.
  package func apply(to chain: inout EffectChain) {
    let half = keep?.value ?? .left, size = chain.site.size
    let length = half.isVertical ? size.height : size.width
    let own = (length + 3) / 4 * 2
    func part(_ count: Int, atStart: Bool) -> Filter {
      half.isVertical
        ? .crop(x: 0, y: atStart ? 0 : length - count, PixelSize(width: size.width, height: count))
        : .crop(x: atStart ? 0 : length - count, y: 0, PixelSize(width: count, height: size.height))
    }
    let copy = chain.fork()
    let turned = chain.plane(of: copy, [Filter(half.isVertical ? "vflip" : "hflip"), part(length - own, atStart: !half.isFirst)])
    chain.add(part(own, atStart: half.isFirst))
    let stack = Filter(half.isVertical ? "vstack" : "hstack")
    chain.edge = half.isFirst ? chain.stacked(stack, chain.edge, turned) : chain.stacked(stack, turned, chain.edge)
  }
}

extension EffectChain {
  fileprivate mutating func stacked(_ filter: Filter, _ first: SpanGraph.Edge, _ second: SpanGraph.Edge) -> SpanGraph.Edge {
    graph.add(filter, to: first, second, origin: origin)
  }
}

/// Bends straight lines, as lenses do.
package struct LensEffect: PictureEffect {
  package var strength: Setting<Strength>?

  package init() {}

  /// From a pincushion's hollow to a barrel's bulge.
  package struct Strength: BoundedNumber {
    package var value: Rational
    package static let words = "a number from -1 (hollow) to 1 (bulge)"
    package static let limits: ClosedRange<Rational> = -1...1
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "lens"
  package static let family = EffectFamily.geometry
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: true)
  /// Bent alpha is not solid everywhere.
  package static let makesAlpha = true
  package static let declaration = Declaration<LensEffect>(
    "lens", "Bends straight lines: a wide lens's bulge, or a hollow; the picture still fills its frame. About 25 ms a frame in HD.",
    examples: ["{lens: 0.5}", "{lens: -0.3}"],
    [Parameter("strength", \.strength, "Hollow (-1) to bulge (1).", default: "0.4", example: "0.6")])

  package var isIdentity: Bool { strength?.value.value == 0 }

  /// A bulge needs more than there is at the corners: `c(1 + k c²) = 1` says how much of the picture is full.
  package func apply(to chain: inout EffectChain) {
    let bend = (strength?.value.value ?? Rational(2, 5)).approximation / 2, size = chain.site.size
    chain.add(Filter("lenscorrection", ["k1": decimal(bend), "i": "bilinear"]))
    guard bend > 0 else { return }
    var full = 1.0
    for _ in 0..<20 { full -= (full * (1 + bend * full * full) - 1) / (1 + 3 * bend * full * full) }
    let kept = PixelSize(width: even(Double(size.width) * full), height: even(Double(size.height) * full))
    chain.add([
      .crop(x: (size.width - kept.width) / 4 * 2, y: (size.height - kept.height) / 4 * 2, kept),
      .scale(to: size, from: .bt709, to: .bt709), .format(chain.site.pixelFormat),
    ])
  }

  private func even(_ side: Double) -> Int { max(2, Int(side / 2) * 2) }
}

/// The picture on a plane in space: each corner put where it is wanted.
package struct PerspectiveEffect: PictureEffect {
  package var topLeft: Setting<AnimatedValue<Point>>?
  package var topRight: Setting<AnimatedValue<Point>>?
  package var bottomLeft: Setting<AnimatedValue<Point>>?
  package var bottomRight: Setting<AnimatedValue<Point>>?

  package init() {}

  package static let name = "perspective"
  package static let family = EffectFamily.geometry
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<PerspectiveEffect>(
    "perspective", "Each corner put where it is wanted, as on a screen or a wall seen from the side. Slow: about 45 ms a frame in HD.",
    examples: [
      "{perspective: {top-right: [100%, 12%], bottom-right: [100%, 88%]}}",
      "{perspective: {top-left: {from: [0%, 0%], to: [30%, 10%], ease: in-out-sine}}}",
    ],
    [
      Parameter("top-left", \.topLeft, "Where this corner goes.", default: "[0%, 0%]", example: "[10%, 5%]"),
      Parameter("top-right", \.topRight, "Where this corner goes.", default: "[100%, 0%]", example: "[90%, 5%]"),
      Parameter("bottom-left", \.bottomLeft, "Where this corner goes.", default: "[0%, 100%]", example: "[5%, 95%]"),
      Parameter("bottom-right", \.bottomRight, "Where this corner goes.", default: "[100%, 100%]", example: "[95%, 95%]"),
    ])

  package var isIdentity: Bool { topLeft == nil && topRight == nil && bottomLeft == nil && bottomRight == nil }

  /// Outside the picture FFmpeg repeats its outermost pixels; a clear rim of two makes that nothing.
  package func apply(to chain: inout EffectChain) {
    let size = chain.site.size
    let corners: [(Setting<AnimatedValue<Point>>?, String)] = [
      (topLeft, "top-left"), (topRight, "top-right"), (bottomLeft, "bottom-left"), (bottomRight, "bottom-right"),
    ]
    var filter = Filter("perspective", ["sense": "destination", "interpolation": "cubic"])
    var moves = false
    for (number, corner) in corners.enumerated() {
      let rest = Point.names[corner.1]!
      for (axis, length, extent) in [("x", \Point.x, size.width), ("y", \Point.y, size.height)] {
        let resting = rest[keyPath: length].pixels(of: Rational(extent)).approximation
        let values = chain.site.values(corner.0, default: resting) { $0[keyPath: length].pixels(of: Rational(extent)) }
        let text = frameTable(values, counter: "on-1")
        moves = moves || text.hasPrefix("if")
        filter.options.append(.init("\(axis)\(number)", text))
      }
    }
    if moves { filter.options.append(.init("eval", "frame")) }
    let inner = PixelSize(width: size.width - 4, height: size.height - 4)
    chain.multiplyAlpha(by: chain.inset(chain.roundedMask(inner, radius: 0), by: 2, in: size))
    chain.add(filter)
  }
}
