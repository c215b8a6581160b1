import FilterGraph
import MediaTypes
import Timeline

/// A worn video cassette.
package struct VHSEffect: PictureEffect {
  package var wear: Setting<Strength>?
  package var seed: Setting<Int>?

  package init() {}

  package static let name = "vhs"
  package static let family = EffectFamily.look
  package static let principal: String? = "wear"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<VHSEffect>(
    "vhs", "A video cassette: soft, smeared colour, noise, scan lines, a torn foot.",
    examples: ["vhs", "{vhs: {wear: 0.9, seed: 3}}"],
    [
      Parameter("wear", \.wear, "How often it has been played.", default: "0.5", example: "0.9"),
      Parameter("seed", \.seed, "Another number, other noise.", default: "1", example: "3"),
    ])

  package func apply(to chain: inout EffectChain) {
    let site = chain.site, seed = seed?.value ?? 1, scatter = Scatter(seed: seed)
    let wear = (wear?.value.value ?? .half).approximation
    let ticks = site.ticks(at: 15)
    soften(&chain, wear)
    chain.addGrain(strength: Int(5 + 15 * wear), softness: 0.6, seed: seed, ticks: ticks)
    let height = Double(site.size.height), width = Double(site.size.width)
    let foot = Int(height * (0.015 + 0.03 * wear))
    for part in 0..<3 {
      chain.shiftBand(
        height: foot / 3 + 2,
        tops: [Int](repeating: Int(height) - foot + part * (foot / 3), count: site.count),
        shifts: ticks.map { Int((0.3 + scatter.unit($0, part)) * wear * Double(part + 1) * 0.04 * width) })
    }
    tear(&chain, wear, scatter)
  }

  /// A cassette holds some 300 points a line for brightness, and a tenth of that for colour.
  private func soften(_ chain: inout EffectChain, _ wear: Double) {
    let size = chain.site.size
    let narrow = PixelSize(width: min(size.width, max(2, Int(560 - 240 * wear) / 2 * 2)), height: size.height)
    let period = max(2, size.height / 270)
    chain.add([
      .scale(to: narrow, from: .bt709, to: .bt709),
      Filter("unsharp", ["luma_msize_x": 5, "luma_msize_y": 3, "luma_amount": 0.9]),
      Filter("gblur", ["sigma": 2 + 3 * wear, "sigmaV": 0.8, "planes": 6, "steps": 1]),
      Filter("chromashift", ["cbh": 2, "crh": 2, "cbv": 1, "crv": 1]),
      Filter("drawgrid", ["x": -2, "y": 0, "w": narrow.width * 2, "h": period, "t": max(1, period / 3), "c": "black@0.10"]),
      .scale(to: size, from: .bt709, to: .bt709),
    ])
    chain.add(
      Lookup.tones.luma("0.05+0.89*ld(0)").setting("u", "130.5+(val-128)*1.1").setting(
        "v", "129.5+(val-128)*1.15"))
  }

  /// Now and then a crease of the tape wanders up the picture.
  private func tear(_ chain: inout EffectChain, _ wear: Double, _ scatter: Scatter) {
    let site = chain.site, height = Double(site.size.height), ticks = site.ticks(at: 30)
    let places = ticks.map { tick -> Int? in
      let crease = tick / 90, since = Double(tick % 90) / 90
      guard scatter.unit(crease, 7) < 0.3 + 0.6 * wear else { return nil }
      return Int(height * (0.95 - since * (0.5 + scatter.unit(crease, 8))))
    }
    chain.shiftBand(
      height: Int(height * 0.02), tops: places.map { $0 ?? 0 },
      shifts: zip(places, ticks).map { place, tick in
        place.map { $0 < 0 } ?? true
          ? 0 : Int((4 + 10 * scatter.unit(tick, 9)) * (0.5 + wear) * Double(site.size.width) / 640)
      })
  }
}
