import FilterGraph
import MediaTypes
import Timeline

/// Colour taken away.
package struct BlackAndWhiteEffect: PictureEffect {
  package var contrast: Setting<AnimatedValue<Factor>>?

  package init() {}

  package static let name = "black-and-white"
  package static let family = EffectFamily.color
  package static let principal: String? = "contrast"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<BlackAndWhiteEffect>(
    "black-and-white", "Colour taken away.",
    examples: ["black-and-white", "{black-and-white: {contrast: 1.4}}"],
    [
      Parameter(
        "contrast", \.contrast, "What black and white need more of than colour does; 1 for none.",
        default: "1.15",
        example: "1.4")
    ])

  package func apply(to chain: inout EffectChain) {
    let factors = chain.site.values(contrast, default: 1.15) { $0.value }
    chain.add(Lookup.tones.luma(factors.map(ContrastEffect.curve)).chroma(0))
  }
}

/// The brown of old photographs.
package struct SepiaEffect: PictureEffect {
  package var strength: Setting<Strength>?

  package init() {}

  package static let name = "sepia"
  package static let family = EffectFamily.color
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<SepiaEffect>(
    "sepia", "The brown of old photographs.", examples: ["sepia", "{sepia: 0.5}"],
    [
      Parameter(
        "strength", \.strength, "How brown the lights are; 0 is grey.", default: "0.6", example: "0.5")
    ])

  package func apply(to chain: inout EffectChain) {
    chain.add(Lookup.tones.luma("0.03+0.94*ld(0)").chroma(0))
    chain.toneBrown((strength?.value.value ?? Rational(3, 5)).approximation)
  }
}

/// Faded film: milky blacks, muted colours, warm lights and green-blue shadows.
package struct VintageEffect: PictureEffect {
  package var fade: Setting<Strength>?
  package var warmth: Setting<Strength>?

  package init() {}

  package static let name = "vintage"
  package static let family = EffectFamily.color
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<VintageEffect>(
    "vintage", "Faded film: milky blacks, muted colours, warm lights and green-blue shadows.",
    examples: ["vintage", "{vintage: {fade: 0.8, warmth: 0.3, amount: 0.6}}"],
    [
      Parameter("fade", \.fade, "How milky and muted.", default: "0.5", example: "0.8"),
      Parameter("warmth", \.warmth, "How warm the lights are.", default: "0.5", example: "0.3"),
    ])

  package func apply(to chain: inout EffectChain) {
    let fade = (fade?.value.value ?? .half).approximation,
      warmth = (warmth?.value.value ?? .half).approximation
    let bend = ContrastEffect.curve(1.25)
    chain.add(
      Lookup.tones.luma("\(decimal(0.16 * fade))+\(decimal(1 - 0.24 * fade))*(\(bend))").chroma(
        1 - 0.45 * fade))
    var tones = Filter("colorcorrect")
    tones.options = [
      .init("rl", decimal(-0.03 * fade)), .init("bl", decimal(0.03 * fade)),
      .init("rh", decimal(0.09 * warmth)),
      .init("bh", decimal(-0.15 * warmth)),
    ]
    chain.add(tones)
  }
}

extension EffectChain {
  /// Colours a grey picture's lights brown.
  /// - Parameter strength: from 0 to 1.
  mutating func toneBrown(_ strength: Double) {
    guard strength > 0 else { return }
    var tones = Filter("colorcorrect")
    tones.options = [
      .init("rl", decimal(0.02 * strength)), .init("bl", decimal(-0.03 * strength)),
      .init("rh", decimal(0.14 * strength)), .init("bh", decimal(-0.18 * strength)),
    ]
    add(tones)
  }
}
