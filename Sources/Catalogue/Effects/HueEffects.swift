import FilterGraph
import MediaTypes
import Timeline

/// More colour, less, or none.
package struct SaturationEffect: PictureEffect {
  package var value: Setting<AnimatedValue<Factor>>?

  package init() {}

  package static let name = "saturation"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<SaturationEffect>(
    "saturation", "More colour, less, or none.",
    examples: ["{saturation: 1.4}", "{saturation: {from: 0, to: 1, ease: in-out-sine}}"],
    [Parameter("value", \.value, "1 changes nothing, 0 is grey.", default: "1.3", example: "1.4")])

  package var isIdentity: Bool { value?.value.constant?.value == 1 }

  package func apply(to chain: inout EffectChain) {
    chain.add(Lookup.tones.chroma(chain.site.values(value, default: 1.3) { $0.value }))
  }
}

/// Warmer or cooler light.
package struct TemperatureEffect: PictureEffect {
  package var value: Setting<AnimatedValue<SignedShare>>?

  package init() {}

  package static let name = "temperature"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<TemperatureEffect>(
    "temperature", "Warmer or cooler light; brightness stays.",
    examples: ["{temperature: 0.3}", "{temperature: {from: -0.3, to: 0.3}}"],
    [Parameter("value", \.value, "Above 0 warmer, below cooler.", default: "0.25", example: "0.3")])

  package var isIdentity: Bool { value?.value.constant?.value == 0 }

  package func apply(to chain: inout EffectChain) {
    let values = chain.site.values(value, default: 0.25) { $0.value }
    chain.tintLights(blue: values.map { $0 * -0.18 }, red: values.map { $0 * 0.13 })
  }
}

/// Light towards magenta or green, across the way from warm to cool.
package struct TintEffect: PictureEffect {
  package var value: Setting<AnimatedValue<SignedShare>>?

  package init() {}

  package static let name = "tint"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<TintEffect>(
    "tint", "Light towards magenta or green; brightness stays.", examples: ["{tint: -0.2}"],
    [Parameter("value", \.value, "Above 0 magenta, below green.", default: "0.2", example: "-0.2")])

  package var isIdentity: Bool { value?.value.constant?.value == 0 }

  package func apply(to chain: inout EffectChain) {
    let values = chain.site.values(value, default: 0.2) { $0.value }
    chain.tintLights(blue: values.map { $0 * 0.1 }, red: values.map { $0 * 0.12 })
  }
}

/// Every colour turned round the colour circle.
package struct HueEffect: PictureEffect {
  package var angle: Setting<AnimatedValue<Angle>>?

  package init() {}

  package static let name = "hue"
  package static let family = EffectFamily.color
  package static let principal: String? = "angle"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<HueEffect>(
    "hue", "Every colour turned round the colour circle.",
    examples: ["{hue: 40}", "{hue: {from: 0, to: 360}}"],
    [Parameter("angle", \.angle, "In degrees; 360 is once round.", default: "30", example: "40")])

  package var isIdentity: Bool { angle?.value.constant?.degrees == 0 }

  package func apply(to chain: inout EffectChain) {
    chain.add(Filter("hue"), animating: "h", chain.site.values(angle, default: 30) { $0.degrees })
  }
}

extension EffectChain {
  /// Adds to the colour differences in proportion to brightness, as a filter before the lens does.
  /// - Parameters:
  ///   - blue: at white, as a share of full scale, one a frame; `red` likewise.
  fileprivate mutating func tintLights(blue: [Double], red: [Double]) {
    add(Filter("colorcorrect"), animating: "bh", blue)
    if red.contains(where: { $0 != 0 }) { add(Filter("colorcorrect"), animating: "rh", red) }
  }
}
