import FilterGraph
import MediaTypes
import Timeline

/// The negative.
package struct InvertEffect: PictureEffect {
  package init() {}

  package static let name = "invert"
  package static let family = EffectFamily.color
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<InvertEffect>(
    "invert", "The negative: light for dark, and every colour its opposite.",
    examples: ["invert", "{invert: {amount: 0.5}}"], [])

  package func apply(to chain: inout EffectChain) {
    chain.add(Lookup.tones.setting("y", "251-val").setting("u", "256-val").setting("v", "256-val"))
  }
}

/// Few steps instead of smooth runs.
package struct PosterizeEffect: PictureEffect {
  package var levels: Setting<AnimatedValue<Levels>>?

  package init() {}

  /// Steps of each primary colour.
  package struct Levels: BoundedNumber {
    package var count: Rational
    package static let words = "a number of levels from 2 to 64"
    package static let limits: ClosedRange<Rational> = 2...64
    package init(_ value: Rational) { count = value }
  }

  package static let name = "posterize"
  package static let family = EffectFamily.color
  package static let principal: String? = "levels"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<PosterizeEffect>(
    "posterize", "Few steps instead of smooth runs, in red, green and blue.",
    examples: ["{posterize: 4}", "{posterize: {from: 32, to: 3}}"],
    [
      Parameter(
        "levels", \.levels, "Steps of each primary; fractions are cut off.", default: "5", example: "4")
    ])

  package func apply(to chain: inout EffectChain) {
    let texts = chain.site.values(levels, default: 5) { $0.count }.map { value -> String in
      let steps = Int(value) - 1
      return "floor(val*\(steps)/255+0.5)*255/\(steps)+0.5"
    }
    chain.add(Lookup.primaries.setting("r", texts).setting("g", texts).setting("b", texts))
  }
}

/// The picture gives way to a colour.
package struct FadeToEffect: PictureEffect {
  package var color: Setting<Color>?
  package var value: Setting<AnimatedValue<Strength>>?

  package init() {}

  package static let name = "fade-to"
  package static let family = EffectFamily.color
  package static let principal: String? = "value"
  package static let space = EffectSpace.working(keepsAlpha: true)
  package static let declaration = Declaration<FadeToEffect>(
    "fade-to", "The picture gives way to a colour; its outline stays.",
    examples: ["{fade-to: {color: white, value: {from: 0, to: 1}}}", "{fade-to: 0.5}"],
    [
      Parameter(
        "color", \.color, "What is left at 1; its alpha counts for nothing.", default: "black",
        example: "white"),
      Parameter("value", \.value, "How far it has come.", default: "0.5", example: "0.5"),
    ])

  package var isIdentity: Bool { value?.value.constant?.value == 0 }

  package func apply(to chain: inout EffectChain) {
    let shares = chain.site.values(value, default: 0.5) { $0.value }
    let goal = (color?.value ?? .black).limited
    let table = zip(["y", "u", "v"], goal).reduce(Lookup.tones) { table, plane in
      table.setting(plane.0, shares.map { "val+(\(decimal(plane.1))-val)*\(decimal($0))+0.5" })
    }
    chain.add(table)
  }
}

extension Color {
  /// Y, U and V of BT.709, limited range.
  var limited: [Double] {
    let (r, g, b) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return [16 + 219 * y, 128 + 224 * (b - y) / 1.8556, 128 + 224 * (r - y) / 1.5748]
  }
}
