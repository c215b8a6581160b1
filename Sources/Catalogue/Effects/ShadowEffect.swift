import FilterGraph
import MediaTypes
import Timeline

/// A soft shadow on what is below; it may lie outside the picture.
package struct ShadowEffect: PictureEffect {
  package var x: Setting<Offset>?
  package var y: Setting<Offset>?
  package var blur: Setting<Blur>?
  package var opacity: Setting<Opacity>?
  package var color: Setting<Color>?

  package init() {}

  /// Canvas pixels to the right or down.
  package struct Offset: BoundedNumber {
    package var pixels: Rational
    package static let words = "an offset from -500 to 500 px"
    package static let limits: ClosedRange<Rational> = -500...500
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  /// Canvas pixels.
  package struct Blur: BoundedNumber {
    package var pixels: Rational
    package static let words = "a blur from 0 to 200 px"
    package static let limits: ClosedRange<Rational> = 0...200
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  package static let name = "shadow"
  package static let family = EffectFamily.keying
  package static let principal: String? = "blur"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let makesAlpha = true
  package static let declaration = Declaration<ShadowEffect>(
    "shadow", "A soft shadow on what is below, outside the picture's edges too.",
    examples: ["{shadow: 24}", "{shadow: {x: 12, y: 12, blur: 8, opacity: 0.7}}"],
    [
      Parameter("x", \.x, "How far it falls to the right, in px of the canvas.", default: "4", example: "12"),
      Parameter("y", \.y, "How far it falls down, in px of the canvas.", default: "8", example: "12"),
      Parameter("blur", \.blur, "How soft its edge is, in px of the canvas.", default: "20", example: "24"),
      Parameter("opacity", \.opacity, "How dark it is.", default: "0.5", example: "0.7"),
      Parameter("color", \.color, "Its colour.", default: "black", example: "navy"),
    ])

  package var isIdentity: Bool { opacity?.value.value == 0 }

  private var place: (x: Int, y: Int) { (x?.value.pixels.roundedHalfUp ?? 4, y?.value.pixels.roundedHalfUp ?? 8) }
  private var softness: Double { (blur?.value.pixels ?? 20).approximation }

  /// A Gaussian ends, to the eye, after three standard deviations; one is half the blur.
  package var room: Int { (max(abs(place.x), abs(place.y)) + Int(softness * 1.5) + 3) / 2 * 2 }

  package func apply(to chain: inout EffectChain) {
    let size = chain.site.size, (x, y) = place
    let larger = PixelSize(width: size.width + abs(x), height: size.height + abs(y))
    let copy = chain.fork()
    var mask = [Filter("alphaextract")]
    if softness > 0 { mask.append(Filter("gblur", ["sigma": decimal(softness / 2), "steps": 3])) }
    // The padding's black is 16, even in a plane that is no picture: shares start there on the way.
    mask += [
      Filter("lut", ["c0": "16+val*239/255"]),
      Filter("pad", ["w": larger.width, "h": larger.height, "x": max(x, 0), "y": max(y, 0), "color": "black"]),
      .crop(x: max(-x, 0), y: max(-y, 0), size),
      Filter("lut", ["c0": "clip((val-16)*255/239*\((opacity?.value.value ?? .half).decimal(digits: 6)),0,255)"]),
    ]
    let shape = chain.plane(of: copy, mask), picture = chain.edge
    chain.edge = chain.plate(of: color?.value ?? .black, hasAlpha: true)
    chain.join(Filter("alphamerge"), with: shape)
    chain.join(.overlay(x: 0, y: 0), with: picture)
  }
}
