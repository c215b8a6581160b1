import FilterGraph
import MediaTypes
import Timeline

/// Film grain: strongest in the middle tones, another in each frame.
package struct GrainEffect: PictureEffect {
  package var strength: Setting<Opacity>?
  package var size: Setting<Size>?
  package var seed: Setting<Int>?

  package init() {}

  /// Canvas pixels.
  package struct Size: BoundedNumber {
    package var pixels: Rational
    package static let words = "a size from 1 to 8 px"
    package static let limits: ClosedRange<Rational> = 1...8
    package static let units: [(suffix: String, factor: Rational)] = [("px", 1)]
    package init(_ value: Rational) { pixels = value }
  }

  package static let name = "grain"
  package static let family = EffectFamily.focus
  package static let principal: String? = "strength"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<GrainEffect>(
    "grain", "Film grain: strongest in the middle tones, another in each frame.",
    examples: ["{grain: 0.4}", "{grain: {strength: 0.6, size: 2.5, seed: 7}}"],
    [
      Parameter("strength", \.strength, "From none (0) to a pushed stock's (1).", default: "0.25", example: "0.5"),
      Parameter("size", \.size, "A grain's size, in px of the canvas.", default: "1.6", example: "2.5"),
      Parameter("seed", \.seed, "Another number, another grain.", default: "1", example: "7"),
    ])

  package var isIdentity: Bool { strength?.value.value == 0 }

  /// How far the plate may be moved either way.
  private static let room = 128

  /// A plate larger than the picture is drawn once and moved for each frame by a hash of the frame's number, so
  /// that a frame's grain does not depend on where a span or a chunk starts.
  package func apply(to chain: inout EffectChain) {
    let site = chain.site, seed = abs(seed?.value ?? 1) % 2_000_000
    let numbers = (0..<site.count).map { hash(UInt64(site.first + $0), seed: UInt64(seed)) }
    var branch = chain
    branch.edge = branch.plate(plate(site, seed: seed))
    branch.add(
      Filter("crop", ["w": site.size.width, "h": "in_h", "y": 0]), animating: "x",
      numbers.map { Double(2 * ($0 % UInt64(Self.room / 2))) })
    branch.add(
      Filter("crop", ["w": "in_w", "h": site.size.height, "x": 0]), animating: "y",
      numbers.map { Double(2 * (($0 >> 32) % UInt64(Self.room / 2))) })
    chain.graph = branch.graph
    // Chroma is the picture's own: a mode of 'normal' takes the first input's.
    chain.join(Filter("blend", ["c0_mode": "overlay", "c1_mode": "normal", "c2_mode": "normal"]), with: branch.edge)
  }

  private func plate(_ site: EffectSite, seed: Int) -> [Filter] {
    let size = size?.value.pixels ?? Rational(8, 5)
    let whole = PixelSize(width: site.size.width + Self.room, height: site.size.height + Self.room)
    let small = PixelSize(width: even(whole.width, over: size), height: even(whole.height, over: size))
    let level = ((strength?.value.value ?? Rational(1, 4)) * 48).roundedHalfUp ?? 12
    return [
      .source("color", size: small, rate: site.rate, [.init("c", "gray")]), .format("yuv420p"),
      .pick(first: 0, count: 1)[0], Filter("lutyuv", ["y": "128"]),
      Filter("noise", ["c0_seed": seed, "c0_strength": max(1, level)]), .scale(to: whole, from: .bt709, to: .bt709),
      .format("yuv420p"),
    ]
  }

  private func even(_ length: Int, over size: Rational) -> Int {
    max(16, 2 * ((Rational(length) / size / 2).roundedHalfUp ?? 8))
  }

  /// The finalizer of SplitMix64.
  private func hash(_ number: UInt64, seed: UInt64) -> UInt64 {
    var value = number &+ seed &* 0xbf58_476d_1ce4_e5b9 &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
