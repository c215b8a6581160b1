import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// Builds one voice: the samples it needs of its file, and the graph that makes them the film's.
struct VoiceLowering {
  private let composition: Composition
  private let voice: SoundLayer
  private let shape: SoundShape
  private var count: Int { voice.samples.count }

  init(_ composition: Composition, _ voice: SoundLayer) {
    self.composition = composition
    self.voice = voice
    shape = composition.canvas.sound
  }

  func lower(_ numbers: Numbering) -> Voice {
    let origin = numbers.origins.number(of: voice.span, voice.what)
    var graph = SpanGraph()
    var source: SoundSource?
    var edge: SpanGraph.Edge
    switch voice.content {
    case .generator(let generator):
      edge = generated(generator, &graph, origin)
    case .run(let run):
      let facts = composition.media[run.media].facts.sound!
      guard run.pace == nil else {
        edge = paced(PacedReading(run, facts, composition.canvas, voice), run, facts, numbers, &graph, &source, origin)
        break
      }
      let reading = SoundReading(run, facts, shape, pitch: voice.pitch, count: count)
      source = reading.source(input: numbers.inputs.number(of: run.media))
      edge = graph.chain(channels(facts, reading), to: .source(0), origin: origin)
      edge = graph.chain(Filter.pickSamples(first: reading.skipped, count: count), to: edge, origin: origin)
    }
    edge = graph.chain([.padSamples(to: count)], to: edge, origin: origin)
    if !voice.sourceDecibels.isZero { edge = graph.chain([.volume(decibels: voice.sourceDecibels)], to: edge, origin: origin) }
    if voice.effects.isEmpty {
      edge = graph.chain(level + crossFades + fades, to: edge, origin: origin)
    } else {
      let silence = voice.tail > 0 ? [Filter.padSamples(to: count + voice.tail)] : []
      edge = graph.chain(crossFades + edges + silence, to: edge, origin: origin)
      edge = graph.add(voice.effects, to: edge, shape, samples: sounding, origin: origin)
      edge = graph.chain(level + ownFades, to: edge, origin: origin)
    }
    graph.output = edge
    let curves = LevelLowering(canvas: composition.canvas, samples: sounding).curves(changing)
    return Voice(source: source, graph: graph, samples: sounding.count, levels: curves.isEmpty ? nil : curves, origin: origin)
  }

  /// Sound whose speed changes.
  private func paced(
    _ reading: PacedReading, _ run: SourceRun, _ facts: SoundFacts, _ numbers: Numbering, _ graph: inout SpanGraph,
    _ source: inout SoundSource?, _ origin: Int
  ) -> SpanGraph.Edge {
    source = reading.source(input: numbers.inputs.number(of: run.media))
    let chains = channels(facts)
    var edge = graph.chain(chains.before + [.resample(to: shape.rate, layout: chains.layout)], to: .source(0), origin: origin)
    if let (filter, automation) = reading.repitching { edge = graph.add(filter, to: edge, origin: origin, automation: automation) }
    return graph.chain(chains.after + Filter.pickSamples(first: reading.skipped, count: count), to: edge, origin: origin)
  }

  /// Samples of the film on which it is heard, its effects' tail included.
  private var sounding: Range<Int> { voice.sounding }

  private func generated(_ generator: any SoundGenerator, _ graph: inout SpanGraph, _ origin: Int) -> SpanGraph.Edge {
    var filters = generator.source(rate: shape.rate) ?? []
    filters += [.resample(to: shape.rate, layout: "mono")] + spread
    return graph.chain(fromNothing: filters + Filter.pickSamples(first: 0, count: count), origin: origin)
  }

  // MARK: channels

  /// From the file's channels at its rate to the film's at the film's.
  private func channels(_ facts: SoundFacts, _ reading: SoundReading) -> [Filter] {
    let chains = channels(facts)
    return reading.relabel + chains.before + [.resample(to: reading.resampledRate, layout: chains.layout)] + reading.retime + chains.after
  }

  /// What picks the channels, the layout they are then brought to, and what spreads them over the film's.
  private func channels(_ facts: SoundFacts) -> (before: [Filter], layout: String, after: [Filter]) {
    let chosen = chosenChannels(facts)
    let isMono = facts.channels == 1 || chosen?.count == 1 && voice.channels != .all || voice.channels == .mix
    let layout = isMono ? "mono" : shape.layout.rawValue
    let picks = chosen.map { [Filter.mixChannels(to: layoutFor($0.count), rows: $0.map { [($0, Rational.one)] })] } ?? []
    return (
      picks, chosen != nil && !isMono ? layoutFor(chosen!.count).rawValue : layout,
      isMono ? spread : chosen.map { widen($0.count) } ?? []
    )
  }

  /// Which of the file's channels are taken, counted from 0; nil for all.
  private func chosenChannels(_ facts: SoundFacts) -> [Int]? {
    switch voice.channels {
    case .all, .mix: nil
    case .left: facts.channels > 1 ? [0] : nil
    case .right: [1]
    case .swap: [1, 0]
    case .numbers(let numbers): numbers.map { $0 - 1 }
    }
  }

  private func layoutFor(_ count: Int) -> ChannelLayout {
    ChannelLayout.allCases.first { $0.channelCount == count } ?? .mono
  }

  /// One channel on both sides at full level.
  private var spread: [Filter] {
    guard shape.layout != .mono else { return [] }
    let sides = (0..<shape.layout.channelCount).map { $0 < 2 ? [(channel: 0, weight: Rational.one)] : [] }
    return [.mixChannels(to: shape.layout, rows: sides)]
  }

  /// Chosen channels become the film's first ones; a mono film hears their mean.
  private func widen(_ count: Int) -> [Filter] {
    guard count != shape.layout.channelCount else { return [] }
    if shape.layout == .mono {
      return [.mixChannels(to: .mono, rows: [(0..<count).map { ($0, Rational(1, count)) }])]
    }
    let rows = (0..<shape.layout.channelCount).map { $0 < count ? [(channel: $0, weight: Rational.one)] : [] }
    return [.mixChannels(to: shape.layout, rows: rows)]
  }

  // MARK: level and fades

  private var level: [Filter] {
    var filters: [Filter] = []
    if let pan = voice.level.pan.constant, !pan.isZero, shape.layout.channelCount > 1 {
      let rows = (0..<shape.layout.channelCount).map { channel -> [(channel: Int, weight: Rational)] in
        let weight: Rational = channel == 0 ? min(1, 1 - pan) : channel == 1 ? min(1, 1 + pan) : 1
        return [(channel, weight)]
      }
      filters.append(.mixChannels(to: shape.layout, rows: rows))
    }
    if let decibels = voice.level.decibels.constant, !decibels.isZero { filters.append(.volume(decibels: decibels)) }
    return filters
  }

  /// What of the level no filter does: changes, and fades on a curve.
  private var changing: SoundLevel {
    var level = voice.level
    if level.decibels.constant != nil { level.decibels = .constant(0) }
    if level.pan.constant != nil { level.pan = .constant(0) }
    if level.fadeIn?.shape == .curve(.linear) { level.fadeIn = nil }
    if level.fadeOut?.shape == .curve(.linear) { level.fadeOut = nil }
    return level
  }

  private var crossFades: [Filter] {
    var filters: [Filter] = []
    if voice.crossIn > 0 { filters.append(.fadeIn(samples: voice.crossIn, curve: .equalPower)) }
    if voice.crossOut > 0 { filters.append(.fadeOut(samples: voice.crossOut, of: count, curve: .equalPower)) }
    return filters
  }

  private var fades: [Filter] { fadesIn + edgeIn + fadesOut + edgeOut }
  private var edges: [Filter] { edgeIn + edgeOut }
  private var ownFades: [Filter] { fadesIn + fadesOut }

  private var edgeIn: [Filter] { voice.edgeIn > 0 ? [.fadeIn(samples: voice.edgeIn)] : [] }
  private var edgeOut: [Filter] { voice.edgeOut > 0 ? [.fadeOut(samples: voice.edgeOut, of: count)] : [] }

  private var fadesIn: [Filter] {
    guard let fade = voice.level.fadeIn, fade.shape == .curve(.linear) else { return [] }
    return [.fadeIn(samples: fade.samples.count)]
  }

  private var fadesOut: [Filter] {
    guard let fade = voice.level.fadeOut, fade.shape == .curve(.linear) else { return [] }
    return [.fadeOut(samples: fade.samples.count, of: count)]
  }
}
