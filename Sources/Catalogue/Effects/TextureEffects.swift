import FilterGraph
import MediaTypes
import Timeline

/// Clearer edges.
package struct SharpenEffect: PictureEffect {
  package var strength: Setting<Strength>?
  package var radius: Setting<Radius>?

  package init() {}

  /// How much of an edge's contrast is added to it.
  package struct Strength: BoundedNumber {
    package var value: Rational
    package static let words = "a number from 0 to 5"
    package static let limits: ClosedRange<Rational> = 0...5
    package init(_ value: Rational) { self.value = value }
  }

  /// Canvas pixels.
  package struct Radius: BoundedNumber {
    package var pixels: Rational
    package static let words = "a radius from 1 to 6 px"
    package static let limits: ClosedRange<Rational> = 1...6
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  package static let name = "sharpen"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<SharpenEffect>(
    "sharpen", "Clearer edges; colours stay.", examples: ["{sharpen: 0.8}", "{sharpen: {strength: 1.5, radius: 4}}"],
    [
      Parameter("strength", \.strength, "How much of an edge's contrast is added to it.", default: "0.8", example: "1.5"),
      Parameter("radius", \.radius, "How wide an edge is, in px of the canvas.", default: "2", example: "4"),
    ])

  package var isIdentity: Bool { strength?.value.value == 0 }

  package func apply(to chain: inout EffectChain) {
    let size = 2 * ((radius?.value.pixels ?? 2).roundedHalfUp ?? 2) + 1
    let strength = (strength?.value.value ?? Rational(4, 5)).decimal(digits: 6)
    chain.add(Filter("unsharp", ["luma_msize_x": size, "luma_msize_y": size, "luma_amount": strength, "chroma_amount": "0"]))
  }
}

/// Blocks of one colour.
package struct PixelateEffect: PictureEffect {
  package var size: Setting<AnimatedValue<Size>>?

  package init() {}

  /// Canvas pixels.
  package struct Size: BoundedNumber {
    package var pixels: Rational
    package static let words = "a size from 1 to 1024 px"
    package static let limits: ClosedRange<Rational> = 1...1024
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  package static let name = "pixelate"
  package static let family = EffectFamily.focus
  package static let principal: String? = "size"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<PixelateEffect>(
    "pixelate", "Blocks of one colour, as in a coarse picture.",
    examples: ["{pixelate: 16}", "{pixelate: {size: {from: 2, to: 64, ease: in-cubic}}}"],
    [Parameter("size", \.size, "A block's width and height, in px of the canvas.", default: "16", example: "24")])

  package var isIdentity: Bool { size?.value.constant?.pixels == 1 }

  /// The mean of a block is the mean of its rows' means, so each direction may have its own filter.
  package func apply(to chain: inout EffectChain) {
    let sizes = chain.site.values(size, default: 16) { $0.pixels }.map { max(1, $0.rounded()) }
    if size == nil || size?.value.constant != nil {
      chain.add(Filter("pixelize", ["width": Int(sizes.first ?? 16), "height": Int(sizes.first ?? 16)]))
    } else {
      let whole: (Double) -> String = { String(Int($0)) }
      chain.add(Filter("pixelize", ["height": 1]), animating: "width", sizes, whole)
      chain.add(Filter("pixelize", ["width": 1]), animating: "height", sizes, whole)
    }
  }
}

/// Takes the steps out of skies and other soft gradients.
package struct DebandEffect: PictureEffect {
  package var strength: Setting<AnimatedValue<Opacity>>?

  package init() {}

  package static let name = "deband"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<DebandEffect>(
    "deband", "Takes the steps out of skies and other soft gradients.", examples: ["{deband: 0.3}", "deband"],
    [Parameter("strength", \.strength, "How high a step may be: none (0) to an eighth of full scale (1).", default: "0.2", example: "0.3")])

  package var isIdentity: Bool { strength?.value.constant?.value == 0 }

  /// The luma's threshold may change; colours have the one of its start, because they band less.
  package func apply(to chain: inout EffectChain) {
    let steps = chain.site.values(strength, default: 0.2) { $0.value }.map { max(0.00003, $0 / 8) }
    let chroma = decimal(max(0.00003, steps.first.map { $0 / 2 } ?? 0.01))
    chain.add(Filter("deband", ["2thr": chroma, "3thr": chroma, "range": 16]), animating: "1thr", steps)
  }
}
