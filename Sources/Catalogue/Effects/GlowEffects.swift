import FilterGraph
import MediaTypes
import Timeline

/// Light that spills from the brightest parts.
package struct GlowEffect: PictureEffect {
  package var strength: Setting<Strength>?
  package var radius: Setting<AnimatedValue<BlurEffect.Radius>>?
  package var threshold: Setting<Opacity>?

  package init() {}

  /// A factor of the light that spills.
  package struct Strength: BoundedNumber {
    package var value: Rational
    package static let words = "a number from 0 to 4"
    package static let limits: ClosedRange<Rational> = 0...4
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "glow"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<GlowEffect>(
    "glow", "Light that spills from the brightest parts, in their colour.",
    examples: ["{glow: 0.6}", "{glow: {strength: 1, radius: 40, threshold: 0.5}}"],
    [
      Parameter("strength", \.strength, "How much of that light is added.", default: "0.7", example: "1"),
      Parameter("radius", \.radius, "How far it spreads, in px of the canvas.", default: "30", example: "40"),
      Parameter("threshold", \.threshold, "Darker parts than this do not glow.", default: "0.7", example: "0.5"),
    ])

  package var isIdentity: Bool { strength?.value.value == 0 || threshold?.value.value == 1 }

  /// Done in a quarter of the size, because no glow is sharp. What glows is told by its luma, so that a blue sky stays
  /// a sky. It comes back in full range, where black adds nothing.
  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    let small = PixelSize(width: quarter(site.size.width), height: quarter(site.size.height))
    let limit = threshold?.value.value ?? Rational(7, 10), strength = strength?.value.value ?? Rational(7, 10)
    let radii = site.values(radius, default: 30) { $0.pixels }.map { $0 / 8 }
    var full = ColorTags.bt709
    full.range = "pc"
    let main = chain.fork()
    chain.add([.scale(to: small, from: .bt709, to: .bt709), .format("yuv420p")])
    let luma = chain.plane(of: chain.fork(), [.plane("y"), Filter("lut", ["c0": bright(limit)]), .sharesOfEveryPrimary])
    chain.add([.scale(to: small, from: .bt709, to: .rgb), .format("gbrp")])
    chain.join(.productOfShares, with: luma)
    let gain = "val*\((strength * Rational(3, 2)).decimal(digits: 4))"
    chain.add(Filter("lutrgb", ["r": gain, "g": gain, "b": gain]))
    chain.addGaussian(radii, isSteady: radius == nil || radius?.value.constant != nil)
    chain.add([.scale(to: site.size, from: .rgb, to: full), .format("yuv420p")])
    let glow = chain.edge
    chain.edge = main
    // Colours are added by half: faces would turn orange.
    chain.join(
      Filter(
        "blend",
        ["c0_mode": "screen", "c1_mode": "grainmerge", "c2_mode": "grainmerge", "c1_opacity": "0.5", "c2_opacity": "0.5"]),
      with: glow)
  }

  /// Shares of what glows: none below the limit, all at white, with a smooth start.
  private func bright(_ limit: Rational) -> String {
    "st(0,clip(((val-16)/219-\(limit.decimal(digits: 4)))/\((1 - limit).decimal(digits: 4)),0,1));255*ld(0)*ld(0)*(3-2*ld(0))"
  }

  private func quarter(_ length: Int) -> Int { max(8, length / 8 * 2) }
}

/// Darker towards the corners.
package struct VignetteEffect: PictureEffect {
  package var strength: Setting<Opacity>?
  package var start: Setting<Opacity>?
  package var color: Setting<Color>?

  package init() {}

  package static let name = "vignette"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<VignetteEffect>(
    "vignette", "Darker, or of another colour, towards the corners.",
    examples: ["{vignette: 0.5}", "{vignette: {strength: 0.8, start: 0.3, color: white}}"],
    [
      Parameter("strength", \.strength, "How much of the corners is covered.", default: "0.5", example: "0.7"),
      Parameter("start", \.start, "Where it begins, from the middle (0) to the corners (1).", default: "0.35", example: "0.2"),
      Parameter("color", \.color, "What the corners turn to.", default: "black", example: "white"),
    ])

  package var isIdentity: Bool { strength?.value.value == 0 || start?.value.value == 1 }

  package func apply(to chain: inout EffectChain) {
    let start = (start?.value.value ?? Rational(7, 20)).decimal(digits: 6)
    let strength = (strength?.value.value ?? .half).decimal(digits: 6)
    let distance = "hypot((2*X+1)/W-1,(2*Y+1)/H-1)/1.414214"
    let way = "st(0,clip((\(distance)-\(start))/(1-\(start)),0,1))"
    // A smooth step has no visible edge at either end.
    chain.paint(color?.value ?? .black, through: chain.softMask("\(strength)*\(way)*ld(0)*(3-2*ld(0))"))
  }
}
