import FilterGraph
import MediaTypes
import Timeline

/// Flat colours and dark outlines.
package struct CartoonEffect: PictureEffect {
  package var levels: Setting<Levels>?
  package var ink: Setting<Strength>?

  package init() {}

  /// Steps of brightness.
  package struct Levels: BoundedNumber {
    package var count: Rational
    package static let words = "a number of levels from 2 to 32"
    package static let limits: ClosedRange<Rational> = 2...32
    package init(_ value: Rational) { count = value }
  }

  package static let name = "cartoon"
  package static let family = EffectFamily.look
  package static let principal: String? = nil
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<CartoonEffect>(
    "cartoon", "Flat colours and dark outlines.", examples: ["cartoon", "{cartoon: {levels: 5, ink: 0.8}}"],
    [
      Parameter("levels", \.levels, "Steps of brightness.", default: "7", example: "5"),
      Parameter("ink", \.ink, "How much is outlined.", default: "0.5", example: "0.8"),
    ])

  package func apply(to chain: inout EffectChain) {
    let steps = (levels?.value.count ?? 7).approximation - 1
    let ink = (ink?.value.value ?? .half).approximation
    let picture = chain.fork()
    addOutlines(to: &chain, ink)
    let outlines = chain.edge
    chain.edge = picture
    // Flat parts are blurred until they are one; what differs by more than the threshold is left alone.
    let reach = decimal(min(5, max(0.8, Double(chain.site.size.height) / 270)))
    chain.add(Filter("smartblur", ["lr": reach, "ls": "1", "lt": 26, "cr": "1", "cs": "1", "ct": 8]))
    // A step is steep, not sheer: its edge would be jagged.
    let scaled = held("ld(0)") + "*\(decimal(steps))"
    let step = "(floor(\(scaled))+" + held("(\(scaled)-floor(\(scaled))-0.5)*4+0.5") + ")/\(decimal(steps))"
    chain.add(Lookup.tones.luma(step).chroma(1.35))
    chain.join(Filter("blend", ["c0_mode": "darken"]), with: outlines)
  }

  /// Turns the picture into black lines on white. They are found at one size, so that a large picture has the
  /// lines of a small one.
  private func addOutlines(to chain: inout EffectChain, _ ink: Double) {
    let size = chain.site.size
    let height = min(size.height, 480)
    let small = PixelSize(width: max(8, size.width * height / size.height / 2 * 2), height: max(8, height / 2 * 2))
    chain.add([
      .scale(to: small, from: .bt709, to: .bt709), Filter("gblur", ["sigma": 0.8, "steps": 1, "planes": 1]),
      Filter("sobel", ["planes": 1]),
    ])
    // Little ink draws only what stands out; paper is white beyond white, so that it never darkens.
    let threshold = 110 - 85 * ink
    chain.add(Lookup.tones.setting("y", "255-" + held("(val-\(decimal(threshold)))*4", to: 235)))
    chain.add(.scale(to: size, from: .bt709, to: .bt709))
  }
}

/// Only the outlines.
package struct EdgesEffect: PictureEffect {
  package var style: Setting<Style>?
  package var strength: Setting<AnimatedValue<Factor>>?

  package init() {}

  /// What lines are drawn with, and on.
  package enum Style: String, WordChoice {
    case pencil, chalk, neon

    package var help: String {
      switch self {
      case .pencil: "Dark lines on white."
      case .chalk: "White lines on black."
      case .neon: "Lines in the picture's own colours, on black."
      }
    }
  }

  package static let name = "edges"
  package static let family = EffectFamily.look
  package static let principal: String? = "style"
  package static let space = EffectSpace.rgb(keepsAlpha: true)
  package static let declaration = Declaration<EdgesEffect>(
    "edges", "Only the outlines.",
    examples: ["edges", "{edges: neon}", "{edges: {style: chalk, strength: 2}}"],
    [
      Parameter("style", \.style, "What lines are drawn with.", default: "pencil", example: "neon"),
      Parameter("strength", \.strength, "How dark or bright the lines are.", default: "1", example: "2"),
    ])

  package func apply(to chain: inout EffectChain) {
    let style = style?.value ?? .pencil
    let gains = chain.site.values(strength, default: 1) { $0.value }
    // The noise of a camera would draw lines of its own.
    chain.add(
      Filter("gblur", ["sigma": max(0.7, Double(chain.site.size.height) / 900), "steps": 1, "planes": 7]))
    if style != .neon { chain.addGrey() }
    chain.add(Filter("sobel", ["planes": 7]))
    let lines = gains.map { gain -> String in
      let line = held("(val-6)*\(decimal(gain * (style == .neon ? 2.2 : 1.5)))", to: 255)
      return style == .pencil ? "255-\(line)" : line
    }
    chain.add(Lookup.primaries.setting("r", lines).setting("g", lines).setting("b", lines))
  }
}

extension EffectChain {
  /// Planar RGB to the grey of its BT.709 brightness.
  fileprivate mutating func addGrey() {
    var filter = Filter("colorchannelmixer")
    filter.options = ["r", "g", "b"].flatMap { (channel: String) -> [Filter.Option] in
      [.init(channel + "r", "0.2126"), .init(channel + "g", "0.7152"), .init(channel + "b", "0.0722")]
    }
    add(filter)
  }
}
