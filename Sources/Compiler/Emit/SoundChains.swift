import FilterGraph
import MediaTypes

extension FilmGraph {
  /// Adds the film's sound: every lane, and their sum. It ends in a bare `aresample`, which gives an encoder
  /// its own sample format and otherwise passes samples through.
  mutating func addSound(_ sound: SoundPlan) {
    let lanes = sound.lanes.enumerated().map { addLane($0.element, named: "lane\($0.offset)", sound) }
    var mixes: [String] = []
    for (number, mix) in (sound.mixes ?? []).enumerated() {
      let pads = mix.lanes.compactMap { lanes[$0] } + mix.mixes.map { mixes[$0] }
      mixes.append(addMix(mix, of: pads, named: "mix\(number)", sound))
    }
    let loose = sound.loose
    var film = sum(loose.lanes.compactMap { lanes[$0] } + loose.mixes.map { mixes[$0] }, to: FilmGraph.soundPad, sound)
    if sound.first > 0 {
      film.add("atrim", ["start_sample": sound.first])
      addCounting(to: &film, rate: sound.shape.rate)
    }
    addLength(sound.sampleCount, to: &film, rate: sound.shape.rate)
    film.add("aresample")
    chains.append(film)
  }

  /// A chain that starts with the sum of some pads, or with silence where there are none.
  private mutating func sum(_ pads: [String], to pad: String, _ sound: SoundPlan) -> FilterChain {
    let pads = pads.isEmpty ? [addSilence(sound.end, named: pad + "s", sound.shape)] : pads
    var chain = FilterChain(from: pads, to: [pad])
    if pads.count > 1 {
      chain.add("amix", ["inputs": pads.count, "duration": "longest", "normalize": 0])
      chain.add(shapeFilter(sound.shape))
    }
    return chain
  }

  private mutating func addMix(_ mix: SoundMix, of pads: [String], named name: String, _ sound: SoundPlan) -> String {
    var input = sum(pads, to: name + "i", sound)
    addLength(sound.end, to: &input, rate: sound.shape.rate)
    chains.append(input)
    let end = addNodes(mix.graph, prefix: name, sources: [name + "i"], rate: nil)
    var chain = FilterChain(from: [end], to: [name + "x"])
    chain.add(shapeFilter(sound.shape))
    addLength(sound.end, to: &chain, rate: sound.shape.rate)
    chains.append(chain)
    return addLevels(mix.levels, to: name + "x", count: sound.end, sound.shape)
  }

  /// Multiplies a pad by its levels, and gives the pad of the result.
  private mutating func addLevels(_ levels: [LevelCurve]?, to pad: String, count: Int, _ shape: SoundShape) -> String {
    guard let levels, !levels.isEmpty else { return pad }
    let shared = (0..<shape.layout.channelCount).map { levels.count == 1 ? levels[0] : levels[$0] }
    var factors = FilterChain(from: [], to: [pad + "f"])
    factors.add("aevalsrc", ["exprs": shared.map(expression).joined(separator: "|"), "s": shape.rate, "c": shape.layout.rawValue])
    factors.add("aresample", ["osf": "fltp"])
    factors.add(shapeFilter(shape))
    factors.add("atrim", ["end_sample": count])
    addCounting(to: &factors, rate: shape.rate)
    chains.append(factors)
    var product = FilterChain(from: [pad, pad + "f"], to: [pad + "l"])
    product.add("amultiply")
    product.add(shapeFilter(shape))
    addLength(count, to: &product, rate: shape.rate)
    chains.append(product)
    return pad + "l"
  }

  /// A level as an expression of the sample's number: a tree of questions, so that each sample asks few.
  private func expression(_ curve: LevelCurve) -> String {
    let knots = curve.knots
    func line(_ number: Int) -> String {
      guard number > 0 else { return "\(knots[0].gain)" }
      guard number < knots.count else { return "\(knots[knots.count - 1].gain)" }
      let (a, b) = (knots[number - 1], knots[number])
      guard a.gain != b.gain else { return "\(a.gain)" }
      return "\(a.gain)+(n-\(a.sample))*\((b.gain - a.gain) / Double(b.sample - a.sample))"
    }
    func tree(_ lines: Range<Int>) -> String {
      guard lines.count > 1 else { return line(lines.lowerBound) }
      let middle = (lines.lowerBound + lines.upperBound) / 2
      return "if(lt(n,\(knots[middle - 1].sample)),\(tree(lines.lowerBound..<middle)),\(tree(middle..<lines.upperBound)))"
    }
    return tree(0..<knots.count + 1)
  }

  /// Adds the pieces of a lane in a row; nil where it has none.
  private mutating func addLane(_ lane: [SoundSegment], named name: String, _ sound: SoundPlan) -> String? {
    var pads: [String] = []
    for (number, segment) in lane.enumerated() where segment.samples > 0 {
      let pad = "\(name)v\(number)"
      switch segment {
      case .silence(let samples): pads.append(addSilence(samples, named: pad, sound.shape))
      case .voice(let voice): pads.append(addVoice(voice, named: pad, sound.shape))
      }
    }
    guard pads.count > 1 else { return pads.first }
    var chain = FilterChain(from: pads, to: [name])
    chain.add("concat", ["n": pads.count, "v": 0, "a": 1])
    addCounting(to: &chain, rate: sound.shape.rate)
    chains.append(chain)
    return name
  }

  private mutating func addSilence(_ samples: Int, named name: String, _ shape: SoundShape) -> String {
    var chain = FilterChain(from: [], to: [name])
    chain.add("anullsrc", ["r": shape.rate, "cl": shape.layout.rawValue])
    chain.add(shapeFilter(shape))
    chain.add("atrim", ["end_sample": samples])
    addCounting(to: &chain, rate: shape.rate)
    chains.append(chain)
    return name
  }

  private mutating func addVoice(_ voice: Voice, named name: String, _ shape: SoundShape) -> String {
    let sources =
      voice.source.map {
        [addSource($0, named: "\(name)i0", purpose: "sound of " + purpose(voice.origin, voice.source?.input))]
      } ?? []
    let end = addNodes(voice.graph, prefix: name, sources: sources, rate: nil)
    var chain = FilterChain(from: [end], to: ["\(name)x"])
    chain.add(shapeFilter(shape))
    addLength(voice.samples, to: &chain, rate: shape.rate)
    chains.append(chain)
    return addLevels(voice.levels, to: "\(name)x", count: voice.samples, shape)
  }

  /// Adds exactly `count` samples of a file at its own rate and layout, silence where it has none.
  mutating func addSource(
    _ source: SoundSource, named name: String, purpose: String
  ) -> String {
    let input = plan.inputs[source.input]
    guard let sound = input.facts.sound else { return name }
    if let way = source.way { return addBent(source, way, sound, named: name, purpose: purpose) }
    let wrap = source.wrap.flatMap { $0.isEmpty ? nil : $0 }
    let stretch = wrap ?? stretch(of: source)
    if stretch.upperBound <= 0 {
      var chain = FilterChain(from: [], to: [name])
      chain.add("anullsrc", ["r": sound.rate, "cl": sound.layout])
      chain.add(formatFilter(sound))
      chain.add("atrim", ["end_sample": source.count])
      addCounting(to: &chain, rate: sound.rate)
      chains.append(chain)
      return name
    }
    let seek = soundSeek(input.facts, before: sound.start + Rational(stretch.lowerBound, sound.rate))
    let file = CommandInput(input, decoder: nil, seekingTo: seek, purpose: purpose)
    var chain = FilterChain(from: [addInput(file, stream: sound.stream)], to: [name])
    addStretch(stretch, from: seek == nil ? nil : input.facts.origin + sound.start, sound, to: &chain)
    if source.isReversed { chain.add("areverse") }
    if let wrap {
      addLoop(wrap, source, to: &chain)
      addLength(source.count, to: &chain, rate: sound.rate)
    } else if source.isReversed {
      addCounting(to: &chain, rate: sound.rate)
    }
    chains.append(chain)
    return name
  }

  private func stretch(of source: SoundSource) -> Range<Int> {
    let first = source.isReversed ? source.first - source.count + 1 : source.first
    return first..<first + max(0, source.count)
  }

  /// Adds the samples of a stretch, numbered from the file's first. A hole in the file's stamps is filled
  /// with silence, jitter below 20 ms is not a hole.
  /// - Parameter start: the container's stamp of the first sample; nil where reading starts with that one,
  ///   which is better: its stamp may be rounded.
  private func addStretch(
    _ stretch: Range<Int>, from start: Rational?, _ sound: SoundFacts, to chain: inout FilterChain
  ) {
    chain.add(
      "aresample",
      ["osf": "fltp", "osr": sound.rate, "async": 1, "min_comp": "0.02", "min_hard_comp": "0.02"])
    chain.add(formatFilter(sound))
    chain.add("asettb", ["expr": "1/\(sound.rate)"])
    let number = start.map { ($0 * Rational(sound.rate)).roundedHalfUp ?? 0 }.map { "(\($0))" } ?? "STARTPTS"
    chain.add("asetpts", ["expr": "PTS-\(number)"])
    chain.add("atrim", ["start_pts": max(0, stretch.lowerBound), "end_pts": stretch.upperBound])
    addCounting(to: &chain, rate: sound.rate)
    if stretch.lowerBound < 0 { chain.add("adelay", ["delays": "\(-stretch.lowerBound)S", "all": 1]) }
    addLength(stretch.count, to: &chain, rate: sound.rate)
  }

  /// Repeats a stretch and starts where the source starts in it.
  private func addLoop(_ wrap: Range<Int>, _ source: SoundSource, to chain: inout FilterChain) {
    let distance = source.isReversed ? wrap.upperBound - 1 - source.first : source.first - wrap.lowerBound
    let skipped = (distance % wrap.count + wrap.count) % wrap.count
    let repeats = (skipped + source.count + wrap.count - 1) / wrap.count - 1
    if repeats > 0 { chain.add("aloop", ["loop": repeats, "size": wrap.count, "start": 0]) }
    if skipped > 0 { chain.add("atrim", ["start_sample": skipped]) }
  }

  /// Makes a chain exactly `count` samples long, stamped by number.
  func addLength(_ count: Int, to chain: inout FilterChain, rate: Int) {
    chain.add("apad", ["whole_len": count])
    chain.add("atrim", ["end_sample": count])
    addCounting(to: &chain, rate: rate)
  }

  private func addCounting(to chain: inout FilterChain, rate: Int) {
    chain.add("asettb", ["expr": "1/\(rate)"])
    chain.add("asetpts", ["expr": "N"])
  }

  private func shapeFilter(_ shape: SoundShape) -> Filter {
    Filter(
      "aformat",
      ["sample_fmts": "fltp", "sample_rates": shape.rate, "channel_layouts": shape.layout.rawValue])
  }

  private func formatFilter(_ sound: SoundFacts) -> Filter {
    var filter = Filter("aformat", ["sample_fmts": "fltp", "sample_rates": sound.rate])
    // A layout without a name is not one that a filter can ask for.
    if !sound.layout.contains(" ") { filter.options.append(.init("channel_layouts", sound.layout)) }
    return filter
  }
}
