import FilterGraph
import MediaTypes
import Timeline

/// A film from a century ago.
package struct OldFilmEffect: PictureEffect {
  package var wear: Setting<Strength>?
  package var sepia: Setting<Strength>?
  package var seed: Setting<Int>?

  package init() {}

  package static let name = "old-film"
  package static let family = EffectFamily.look
  package static let principal: String? = "wear"
  package static let space = EffectSpace.working(keepsAlpha: false)
  package static let declaration = Declaration<OldFilmEffect>(
    "old-film", "A film from a century ago: brown, grainy, scratched, unsteady in light and place. About 25 ms a frame in HD.",
    examples: ["old-film", "{old-film: {wear: 0.9, sepia: 0, seed: 3}}"],
    [
      Parameter("wear", \.wear, "How often it went through a projector.", default: "0.5", example: "0.9"),
      Parameter("sepia", \.sepia, "How brown; 0 is black and white.", default: "0.4", example: "0"),
      Parameter("seed", \.seed, "Another number, other scratches.", default: "1", example: "3"),
    ])

  package func apply(to chain: inout EffectChain) {
    let site = chain.site, seed = seed?.value ?? 1, scatter = Scatter(seed: seed)
    let wear = (wear?.value.value ?? .half).approximation
    // Cameras of the time were cranked at about 18 pictures a second; their faults come at that rate.
    let ticks = site.ticks(at: 18)
    let softness = Double(site.size.height) / 900
    weave(&chain, ticks, scatter, wear)
    chain.add(Filter("gblur", ["sigma": max(0.3, softness), "planes": 1, "steps": 1]))
    let bend = ContrastEffect.curve(1.3)
    let gains = ticks.map {
      1 + (scatter.unit($0, 1) - 0.5) * 0.16 * wear - (scatter.unit($0 / 3, 2) - 0.5) * 0.08 * wear
    }
    chain.add(Lookup.tones.luma(gains.map { "0.04+\(decimal($0))*(\(bend))" }).chroma(0))
    chain.addGrain(strength: Int(8 + 20 * wear), softness: softness * 0.8, seed: seed, ticks: ticks)
    for scratch in 0..<3 { addScratch(scratch, &chain, ticks, scatter, wear) }
    for speck in 0..<4 { addSpeck(speck, &chain, ticks, scatter, wear) }
    chain.toneBrown((sepia?.value.value ?? Rational(2, 5)).approximation)
    chain.add(Filter("vignette", ["angle": 0.55, "dither": 0]))
  }

  /// The picture hops in the gate.
  private func weave(_ chain: inout EffectChain, _ ticks: [Int], _ scatter: Scatter, _ wear: Double) {
    let size = chain.site.size
    let play = max(2, Int(Double(size.height) * 0.006 * wear) / 2 * 2)
    guard wear > 0 else { return }
    chain.add([
      Filter("pad", ["w": size.width, "h": size.height + 2 * play, "y": play]),
      Filter("fillborders", ["top": play, "bottom": play, "mode": "smear"]),
    ])
    let steps = play / 2
    chain.jump(
      "y", to: size,
      ticks.map {
        play + 2 * Int(((scatter.unit($0, 3) + scatter.unit($0, 4) - 1) * Double(steps) * 2).rounded())
      })
  }

  /// A scratch stays for some pictures and trembles; away is left of the picture.
  private func addScratch(
    _ number: Int, _ chain: inout EffectChain, _ ticks: [Int], _ scatter: Scatter, _ wear: Double
  ) {
    let size = chain.site.size
    let places = ticks.map { tick -> String in
      let life = (tick + number * 5) / (9 + 4 * number)
      guard scatter.unit(life, number, 5) < 0.15 + 0.6 * wear else { return "-64" }
      let tremble = (scatter.unit(tick, number, 6) - 0.5) * 0.004
      return String(Int((scatter.unit(life, number, 7) + tremble) * Double(size.width)))
    }
    let color = number == 1 ? "black@0.35" : "white@0.28"
    chain.add(
      Filter("drawbox", ["y": 0, "w": max(1, size.height / 540), "h": size.height, "c": color, "t": "fill"]),
      animating: "x",
      texts: places)
  }

  /// Dust lies on one picture only.
  private func addSpeck(
    _ number: Int, _ chain: inout EffectChain, _ ticks: [Int], _ scatter: Scatter, _ wear: Double
  ) {
    let size = chain.site.size, unit = Double(size.height) / 360
    let places = ticks.map { tick in
      scatter.unit(tick, number, 8) < 0.5 * wear
        ? String(Int(scatter.unit(tick, number, 9) * Double(size.width))) : "-64"
    }
    // A fault of the film is at one height as long as the item lasts, at another in each part of the picture.
    let top = Int((Double(number) + scatter.unit(number, 10)) / 4 * Double(size.height))
    let side = max(1, Int(unit * Double(number % 2 + 1)))
    chain.add(
      Filter(
        "drawbox",
        [
          "y": top, "w": side, "h": side + number % 2, "c": number == 2 ? "white@0.7" : "black@0.6",
          "t": "fill",
        ]),
      animating: "x", texts: places)
  }
}
