import FilterGraph
import Foundation
import MediaTypes
import Timeline

/// Light lighter and dark darker, or the other way round, about middle grey.
package struct ContrastEffect: PictureEffect {
  package var value: Setting<AnimatedValue<Factor>>?

  package init() {}

  package static let name = "contrast"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<ContrastEffect>(
    "contrast", "Light lighter and dark darker about middle grey; ends are eased, not cut.",
    examples: ["{contrast: 1.3}", "{contrast: {from: 0.5, to: 1}}"],
    [
      Parameter(
        "value", \.value, "Steepness at middle grey; 1 changes nothing.", default: "1.2", example: "1.3")
    ])

  package var isIdentity: Bool { value?.value.constant?.value == 1 }

  package func apply(to chain: inout EffectChain) {
    let factors = chain.site.values(value, default: 1.2) { $0.value }
    chain.add(
      Lookup.tones.luma(factors.map(Self.curve)).chroma(factors.map { $0 < 1 ? $0 : $0.squareRoot() }))
  }

  /// A straight line below 1; above, halfway between the line and an S that reaches black and white gently.
  static func curve(_ factor: Double) -> String {
    let f = decimal(factor), x = held("ld(0)")
    let line = "(0.5+(ld(0)-0.5)*\(f))"
    guard factor > 1 else { return line }
    let bend = "if(lt(ld(0),0.5),0.5*pow(2*\(x),\(f)),1-0.5*pow(2-2*\(x),\(f)))"
    return "(\(held(line))+\(bend))/2"
  }
}

/// Middle tones lighter or darker; black and white stay.
package struct GammaEffect: PictureEffect {
  package var value: Setting<AnimatedValue<GammaExponent>>?

  package init() {}

  package static let name = "gamma"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<GammaEffect>(
    "gamma", "Middle tones lighter or darker; black and white stay.", examples: ["{gamma: 1.3}"],
    [Parameter("value", \.value, "Above 1 lifts, below 1 lowers.", default: "1.2", example: "1.3")])

  package var isIdentity: Bool { value?.value.constant?.value == 1 }

  package func apply(to chain: inout EffectChain) {
    let exponents = chain.site.values(value, default: 1.2) { 1 / $0.value }
    chain.add(Lookup.tones.luma(exponents.map { "pow(max(0,ld(0)),\(decimal($0)))" }))
  }
}

/// More or less light, as by the camera's iris.
package struct ExposureEffect: PictureEffect {
  package var stops: Setting<AnimatedValue<Stops>>?

  package init() {}

  /// Doublings of light.
  package struct Stops: BoundedNumber {
    package var value: Rational
    package static let words = "stops from -6 to 6"
    package static let limits: ClosedRange<Rational> = -6...6
    package static let units: [(suffix: String, factor: Rational)] = [("EV", 1)]
    package init(_ value: Rational) { self.value = value }
  }

  package static let name = "exposure"
  package static let family = EffectFamily.color
  package static let principal: String? = "stops"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<ExposureEffect>(
    "exposure", "More or less light, as by the camera's iris; highlights roll off.",
    examples: ["{exposure: 0.7}", "{exposure: {from: -6, to: 0, ease: out-sine}}"],
    [Parameter("stops", \.stops, "Each stop is twice the light.", default: "0.5", example: "0.7")])

  package var isIdentity: Bool { stops?.value.constant?.value == 0 }

  /// Light is the value to the power of 2.2, so a stop multiplies the value by its root.
  package func apply(to chain: inout EffectChain) {
    let gains = chain.site.values(stops, default: 0.5) { $0.value }.map { pow(2, $0 / 2.2) }
    let luma = gains.map { gain -> String in
      let g = decimal(gain)
      guard gain > 1 else { return "ld(0)*\(g)" }
      return "(min(1,ld(0)*\(g))+1-pow(1-\(held("ld(0)")),\(g)))/2"
    }
    chain.add(Lookup.tones.luma(luma).chroma(gains.map { $0 > 1 ? $0.squareRoot() : $0 }))
  }
}

/// Where black, white and the middle lie, before and after.
package struct LevelsEffect: PictureEffect {
  package var black: Setting<AnimatedValue<Strength>>?
  package var white: Setting<AnimatedValue<Strength>>?
  package var gamma: Setting<AnimatedValue<GammaExponent>>?
  package var outBlack: Setting<AnimatedValue<Strength>>?
  package var outWhite: Setting<AnimatedValue<Strength>>?

  package init() {}

  package static let name = "levels"
  package static let family = EffectFamily.color
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<LevelsEffect>(
    "levels", "Stretches what lies between two levels to the whole range, or to a part of it.",
    examples: [
      "{levels: {black: 0.06, white: 0.94, gamma: 1.1}}", "{levels: {out-black: 0.1, out-white: 0.9}}",
    ],
    [
      Parameter("black", \.black, "The level that becomes black.", default: "0", example: "0.06"),
      Parameter("white", \.white, "The level that becomes white.", default: "1", example: "0.94"),
      Parameter("gamma", \.gamma, "Above 1 lifts the middle.", default: "1", example: "1.1"),
      Parameter("out-black", \.outBlack, "What black becomes.", default: "0", example: "0.1"),
      Parameter("out-white", \.outWhite, "What white becomes.", default: "1", example: "0.9"),
    ])

  package var isIdentity: Bool {
    [black, outBlack].allSatisfy { $0 == nil || $0?.value.constant?.value == 0 }
      && [white, outWhite].allSatisfy { $0 == nil || $0?.value.constant?.value == 1 }
      && (gamma == nil || gamma?.value.constant?.value == 1)
  }

  package func apply(to chain: inout EffectChain) {
    let site = chain.site
    let low = site.values(black, default: 0) { $0.value }, high = site.values(white, default: 1) { $0.value }
    let bend = site.values(gamma, default: 1) { $0.value }
    let floor = site.values(outBlack, default: 0) { $0.value },
      top = site.values(outWhite, default: 1) { $0.value }
    // A range of nothing would be divided by; one code value is the least there is.
    let gains = zip(low, high).map { 1 / max(1.0 / 255, $1 - $0) }
    let luma = gains.indices.map { k -> String in
      let stretched = held("(ld(0)-\(decimal(low[k])))*\(decimal(gains[k]))")
      return "\(decimal(floor[k]))+\(decimal(top[k] - floor[k]))*pow(\(stretched),\(decimal(1 / bend[k])))"
    }
    chain.add(Lookup.tones.luma(luma).chroma(gains.indices.map { gains[$0] * abs(top[$0] - floor[$0]) }))
  }
}
