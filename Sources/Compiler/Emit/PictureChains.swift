import FilterGraph
import MediaTypes

extension FilmGraph {
  /// Adds the film's pictures: every span, and the row of all.
  mutating func addPicture(_ picture: PicturePlan) {
    var pads: [String] = []
    for (number, span) in picture.spans.enumerated() {
      let sources = span.sources.enumerated().map { index, source in
        addSource(source, named: "s\(number)i\(index)", rate: picture.rate)
      }
      let texts = span.texts.enumerated().map { addText($1, named: "s\(number)t\($0)", rate: picture.rate) }
      let end = addNodes(span.graph, prefix: "s\(number)", sources: sources, texts: texts, rate: picture.rate)
      var chain = FilterChain(from: [end], to: ["span\(number)"])
      chain.add("trim", ["end_frame": span.count])
      chain.add("format", ["pix_fmts": picture.pixelFormat])
      chain.add("setsar", ["sar": 1])
      addCounting(to: &chain, picture.rate)
      chains.append(chain)
      pads.append("span\(number)")
    }
    var film = FilterChain(from: pads, to: [FilmGraph.picturePad])
    if pads.count > 1 { film.add("concat", ["n": pads.count, "v": 1, "a": 0]) }
    addCounting(to: &film, picture.rate)
    chains.append(film)
  }

  /// Adds what chooses a source's pictures: as many as its sampling counts, stamped 0, 1, 2 … in 1/rate.
  private mutating func addSource(_ source: PictureSource, named name: String, rate: FrameRate) -> String {
    let input = plan.inputs[source.input]
    guard input.facts.kind != .still else {
      let run = SamplingRun(first: 0, step: 0, count: 1, isReversed: false)
      addRun(run, of: source, to: name, rate: rate)
      return name
    }
    let sampled = SamplingRuns(source.sampling)
    let pads = sampled.runs.count == 1 ? [name] : sampled.runs.indices.map { "\(name)r\($0)" }
    if pads == [name], sampled.period == nil {
      addRun(sampled.runs[0], of: source, to: name, rate: rate)
      return name
    }
    let parts = pads == [name] ? ["\(name)r0"] : pads
    for (run, pad) in zip(sampled.runs, parts) { addRun(run, of: source, to: pad, rate: rate) }
    var chain = FilterChain(from: parts, to: [name])
    if parts.count > 1 { chain.add("concat", ["n": parts.count, "v": 1, "a": 0]) }
    if let period = sampled.period { chain.add("loop", ["loop": -1, "size": period, "start": 0]) }
    chain.add("trim", ["end_frame": source.sampling.count])
    addCounting(to: &chain, rate)
    chains.append(chain)
    return name
  }

  /// Adds one run of a source, with a file of its own.
  private mutating func addRun(
    _ run: SamplingRun, of source: PictureSource, to name: String, rate: FrameRate
  ) {
    let input = plan.inputs[source.input]
    guard let facts = input.facts.picture else { return }
    let needed = source.sampling.bound.map { min($0, run.first) } ?? run.first
    let seek = pictureSeek(input.facts, before: needed)
    let file = CommandInput(
      input, decoder: alphaDecoder(facts), seekingTo: seek,
      purpose: "pictures of " + purpose(source.origin, source.input))
    var chain = FilterChain(from: [addInput(file, stream: facts.stream)], to: [name])
    for filter in source.conditioning { chain.add(filter) }
    chain.add(colorFilter(facts.color))
    chain.add("setsar", ["sar": 1])
    chain.add("settb", ["expr": "1/\(stampGrid(input))"])
    addChoice(of: run, source, input, to: &chain, rate: rate)
    if run.isReversed, run.count > 1 { chain.add("reverse") }
    addCounting(to: &chain, rate)
    chains.append(chain)
  }

  /// Adds what turns stamps into frame numbers and gives every frame its picture. The last picture is held
  /// for ever: `fps` alone drops it at the end of a file, whose stamp is only a guess.
  private func addChoice(
    of run: SamplingRun, _ source: PictureSource, _ input: PlanInput, to chain: inout FilterChain,
    rate: FrameRate
  ) {
    let facts = input.facts
    let isFrozen = run.step.isZero
    if facts.kind == .still {
      chain.add("setpts", ["expr": "0"])
    } else {
      if let bound = source.sampling.bound { chain.add(boundFilter(bound, input)) }
      let expression =
        run.instants.map { instants in
          stampExpression(instants: instants.map { facts.origin + $0 }, frame: rate.frameDuration, ticks: stampGrid(input))
        }
        ?? stampExpression(
          origin: facts.origin + run.first, step: isFrozen ? rate.frameDuration : run.step,
          frame: rate.frameDuration, ticks: stampGrid(input), includesInstant: source.sampling.includesInstant)
      chain.add("setpts", ["expr": expression])
    }
    chain.add("tpad", ["stop": -1, "stop_mode": "clone"])
    chain.add("fps", ["fps": rate.description, "start_time": 0, "round": "near"])
    chain.add("trim", ["end_frame": isFrozen ? 1 : run.count])
    if isFrozen, run.count > 1 { chain.add("tpad", ["stop": run.count - 1, "stop_mode": "clone"]) }
  }

  private func boundFilter(_ bound: Rational, _ input: PlanInput) -> Filter {
    let facts = input.facts
    let start = facts.picture?.start ?? 0
    guard bound > start else { return Filter("trim", ["end_frame": 1]) }
    return Filter("trim", ["end_pts": ((facts.origin + bound) * Rational(stampGrid(input))).ceiling ?? .max])
  }

  /// Ends a chain in pictures stamped 0, 1, 2 … in 1/rate.
  private func addCounting(to chain: inout FilterChain, _ rate: FrameRate) {
    chain.add("settb", ["expr": rate.frameDuration.description])
    chain.add("setpts", ["expr": "N"])
  }
}

/// FFmpeg's own VP8 and VP9 decoders leave alpha out.
private func alphaDecoder(_ facts: PictureFacts) -> String? {
  guard facts.hasAlpha else { return nil }
  return ["vp8": "libvpx", "vp9": "libvpx-vp9"][facts.codec]
}

/// Tags a file's pictures with what the facts say of their colours.
private func colorFilter(_ tags: ColorTags) -> Filter {
  var filter = Filter("setparams")
  let rows = [
    ("range", tags.range), ("color_primaries", tags.primaries), ("color_trc", tags.transfer),
    ("colorspace", tags.matrix),
  ]
  for (name, value) in rows {
    let isKnown = !["", "unknown", "unspecified", "reserved"].contains(value)
    filter.options.append(Filter.Option(name, isKnown ? value : "unknown"))
  }
  return filter
}
