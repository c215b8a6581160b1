import FilterGraph
import MediaTypes
import Timeline

/// Which samples of a file a voice needs whose speed changes: source time is exact at every edge of the film's frames,
/// and runs evenly between them. A kept pitch is put back afterwards, by a filter that moves no time but by a known
/// delay, so that nothing can drift.
struct PacedReading {
  private let run: SourceRun
  private let facts: SoundFacts
  private let canvas: Canvas
  private let voice: SoundLayer
  private var keepsPitch: Bool { voice.pitch == .keep }

  /// Frames of the film that are read, some around the voice's own.
  private let frames: Range<Int>

  /// Pitches are put back from speeds of 1/16 to 16; beyond these there is nothing to recognise.
  private static let pitchLimit = 16.0
  /// A new pitch comes with every such block of samples.
  static let block = 512

  init(_ run: SourceRun, _ facts: SoundFacts, _ canvas: Canvas, _ voice: SoundLayer) {
    (self.run, self.facts, self.canvas, self.voice) = (run, facts, canvas, voice)
    let rate = canvas.rate.value, sounds = Rational(canvas.sound.rate)
    let first = (Rational(voice.samples.lowerBound) * rate / sounds).floor ?? 0
    let last = (Rational(voice.samples.upperBound) * rate / sounds).ceiling ?? 0
    let steps = [first, last - 1].map { run.pace!.step($0 - voice.paceStart).magnitude.approximation * rate.approximation }
    let reach = steps.map { 8192 + Filter.repitchDelay(min(Self.pitchLimit, $0), rate: canvas.sound.rate).magnitude }
    let frameLength = (sounds / rate).approximation
    let extra = voice.pitch == .keep ? reach.map { Int(Double($0) / frameLength) + 1 } : [0, 0]
    frames = first - 1 - extra[0]..<last + 1 + extra[1]
  }

  /// Samples of the film at the frames' edges, counted from the voice's first, as the file is read for them: where the
  /// pitch is put back later, earlier by the delay of that.
  private var readEdges: [Int] {
    let edges = (frames.lowerBound...frames.upperBound).map { canvas.sample(ofEdge: $0) - voice.samples.lowerBound }
    guard keepsPitch else { return edges }
    var moved: [Int] = []
    for (index, edge) in edges.enumerated() {
      let frame = frames.lowerBound + index
      let wanted = edge - Filter.repitchDelay((speed(frame - 1) + speed(frame)) / 2, rate: canvas.sound.rate)
      // Where the speed leaps, the delay catches up over some frames.
      let least = index == 0 ? wanted : moved[index - 1] + max(1, (edge - edges[index - 1]) / 4)
      moved.append(max(wanted, least))
    }
    return moved
  }

  /// How fast the source runs in a frame of the film, within what a pitch can be put back from.
  private func speed(_ frame: Int) -> Double {
    let speed = (run.pace!.step(frame - voice.paceStart) * canvas.rate.value).magnitude.approximation
    return max(1 / Self.pitchLimit, min(Self.pitchLimit, speed))
  }

  /// Samples that come before the voice's first.
  var skipped: Int { -readEdges[0] }

  func source(input: Int) -> SoundSource {
    let edges = readEdges
    let places = (frames.lowerBound...frames.upperBound).map { frame in
      (run.time(afterFrames: frame - voice.paceStart, rate: canvas.rate) - facts.start) * Rational(facts.rate)
    }
    let isFalling = run.speed.isNegative
    let bends = edges.indices.map { index in
      // A sample is a stretch of time: backwards, its end comes first.
      let next = min(index, edges.count - 2)
      let slope = (places[next + 1] - places[next]) / Rational(edges[next + 1] - edges[next])
      let place = isFalling ? places[index] + (slope - 1) / 2 : places[index]
      return SoundWay.Bend(sample: edges[index] - edges[0], place: place.rounded(toGrid: 65536))
    }
    let way = SoundWay(rate: canvas.sound.rate, bends: bends)
    return SoundSource(input: input, first: bends[0].place.floor ?? 0, count: way.count, wrap: wrap, way: way)
  }

  private var wrap: Range<Int>? {
    guard let wrap = run.wrap else { return nil }
    let rate = Rational(facts.rate)
    let first = ((wrap.start - facts.start) * rate).roundedHalfUp ?? 0
    let last = ((wrap.end - facts.start) * rate).roundedHalfUp ?? 0
    return first..<max(first + 1, last)
  }

  /// What puts the pitch back, block by block; nil where it shifts with the speed.
  var repitching: (filter: Filter, automation: SpanGraph.Automation)? {
    guard keepsPitch else { return nil }
    let edges = readEdges
    var frame = 0
    let pitches = stride(from: 0, to: edges[edges.count - 1] - edges[0], by: Self.block).map { sample in
      while frame < frames.count - 1, edges[frame + 1] - edges[0] <= sample + Self.block / 2 { frame += 1 }
      let pitch = 1 / speed(frames.lowerBound + frame)
      return String((pitch * 1_000_000).rounded() / 1_000_000)
    }
    return (.repitch(pitches[0]), SpanGraph.Automation(command: "pitch", values: pitches, block: Self.block))
  }
}
