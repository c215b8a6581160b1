import FilterGraph
import MediaTypes

/// What goes wrong with frames on tape and film, each fault from numbers that the caller chooses frame by frame.
/// All of it works on 4:2:0 without alpha.
extension EffectChain {
  /// Lays grain over the brightness: one field of noise, seen through a window that jumps with each tick.
  /// - Parameters:
  ///   - strength: in code values, about the spread.
  ///   - softness: the size of a grain, as a Gaussian's deviation in px; 0 for single pixels.
  mutating func addGrain(strength: Int, softness: Double, seed: Int, ticks: [Int]) {
    guard strength > 0 else { return }
    let size = site.size, reach = 128, scatter = Scatter(seed: seed)
    let picture = fork()
    add([
      Filter("pad", ["w": size.width + reach, "h": size.height + reach]),
      Filter("lutyuv", ["y": 128, "u": 128, "v": 128]),
      Filter("noise", ["c0_seed": seed % 1_000_000, "c0_strength": strength]),
    ])
    if softness > 0 { add(Filter("gblur", ["sigma": softness, "planes": 1, "steps": 1])) }
    let steps = Double(reach / 2 + 1)
    jump(
      "x", to: PixelSize(width: size.width, height: size.height + reach),
      ticks.map { Int(scatter.unit($0, 1) * steps) * 2 })
    jump("y", to: size, ticks.map { Int(scatter.unit($0, 2) * steps) * 2 })
    let grain = edge
    edge = picture
    join(Filter("blend", ["c0_mode": "grainmerge"]), with: grain)
  }

  /// Cuts a window of `size` out of the picture, whose place on one axis changes with the frame.
  mutating func jump(_ axis: String, to size: PixelSize, _ places: [Int]) {
    let other = axis == "x" ? "y" : "x"
    var filter = Filter("crop", ["w": size.width, "h": size.height, other: 0])
    filter.options.append(.init("exact", "0"))
    add(filter, animating: axis, texts: places.map(String.init))
  }

  /// Moves a band of the picture sideways; what leaves on one side comes in on the other.
  /// - Parameters:
  ///   - height: of the band, in px.
  ///   - tops: where it starts, one a frame, in px.
  ///   - shifts: how far it goes to the right, one a frame, in px.
  mutating func shiftBand(height: Int, tops: [Int], shifts: [Int]) {
    let width = site.size.width, height = min(site.size.height, max(2, height / 2 * 2))
    guard shifts.contains(where: { $0 != 0 }), width >= 16 else { return }
    let reach = min(width / 2, shifts.map(abs).max() ?? 0) / 2 * 2 + 2
    let tops = tops.map { max(0, min(site.size.height - height, $0 / 2 * 2)) }
    let band = PixelSize(width: width, height: height)
    let picture = fork()
    jump("y", to: band, tops)
    add([
      Filter("pad", ["w": width + 2 * reach, "h": height, "x": reach]),
      Filter("fillborders", ["left": reach, "right": reach, "mode": "wrap"]),
    ])
    jump("x", to: band, shifts.map { reach - max(-reach, min(reach, $0 / 2 * 2)) })
    add([.scale(to: band, from: .bt709, to: .bt709), .format("yuva420p")])
    let moved = edge
    edge = picture
    let lay = Filter("overlay", ["x": 0, "y": tops[0], "format": "yuv420", "eval": "init"])
    let isSteady = tops.allSatisfy { $0 == tops[0] }
    join(lay, with: moved, automation: isSteady ? nil : .init(command: "y", values: tops.map(String.init)))
  }

  /// Moves the colour differences against the brightness, in px of the chroma planes.
  mutating func shiftChroma(blue: [Int], red: [Int]) {
    add(Filter("chromashift"), animating: "cbh", texts: blue.map(String.init))
    add(Filter("chromashift"), animating: "crh", texts: red.map(String.init))
  }
}
