import FilterGraph
import MediaTypes

extension FilmGraph {
  /// Adds the samples along a way that bends. Stock ffmpeg has nothing that reads along one, so that the script's sound
  /// of a ramp is made otherwise: `rubberband` with tempo and pitch changed together only resamples, and follows the way
  /// to within 5 ms, in blocks. Slower than 1/100 it cannot go.
  mutating func addBent(
    _ source: SoundSource, _ way: SoundWay, _ sound: SoundFacts, named name: String, purpose: String
  ) -> String {
    let places = way.bends.map(\.place)
    let low = (places.min() ?? 0).floor ?? 0, high = (places.max() ?? 0).ceiling ?? 0
    let even = SoundSource(
      input: source.input, first: way.isFalling ? high - 1 : low, count: max(1, high - low), isReversed: way.isFalling, wrap: source.wrap)
    let pad = addSource(even, named: "\(name)e", purpose: purpose)
    var chain = FilterChain(from: [pad], to: [name])
    chain.add(.resample(to: way.rate, layout: sound.layout))
    chain.add("asetnsamples", ["n": BentCommands.block, "p": 0])
    let commands = BentCommands(way, sound, from: way.isFalling ? high : low)
    chain.add("asendcmd", ["c": commands.text(to: "rubberband@\(name)")])
    let first = commands.speeds.first ?? "1"
    chain.add(
      Filter(
        "rubberband",
        ["tempo": first, "pitch": first, "pitchq": "speed", "transients": "mixed", "phase": "independent", "window": "standard"]),
      instance: name)
    addLength(way.count, to: &chain, rate: way.rate)
    chains.append(chain)
    return name
  }
}

/// The speed of each block of samples that goes into the stretcher.
private struct BentCommands {
  static let block = 512
  private(set) var speeds: [String] = []
  private let rate: Int

  /// - Parameter start: the file's sample that is read first.
  init(_ way: SoundWay, _ sound: SoundFacts, from start: Int) {
    rate = way.rate
    let ratio = Double(sound.rate) / Double(way.rate)
    let total = (way.bends.map(\.place).max()! - way.bends.map(\.place).min()!).approximation / ratio
    var bend = 0
    for number in 0..<Int(total / Double(Self.block)) + 1 {
      let passed = (Double(number) + 0.5) * Double(Self.block) * ratio
      while bend + 2 < way.bends.count, abs(way.bends[bend + 1].place.approximation - Double(start)) <= passed { bend += 1 }
      let (from, to) = (way.bends[bend], way.bends[bend + 1])
      let speed = (to.place - from.place).magnitude.approximation / Double(to.sample - from.sample) / ratio
      speeds.append(String((max(0.01, min(100, speed)) * 1_000_000).rounded() / 1_000_000))
    }
  }

  func text(to target: String) -> String {
    var lines: [String] = []
    for (number, speed) in speeds.enumerated() where number == 0 || speed != speeds[number - 1] {
      let instant = Rational(max(0, 2 * number - 1) * Self.block, 2 * rate).decimal(digits: 6)
      lines.append("\(instant) \(target) tempo \(speed), \(target) pitch \(speed)")
    }
    return lines.joined(separator: ";")
  }
}
