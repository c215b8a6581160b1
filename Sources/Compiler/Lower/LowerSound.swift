import Catalogue
import FilterGraph
import MediaTypes
import Timeline

/// The film's sound: lanes, which are rows of voices and silences, and the mixes they run into. A sequential
/// track is one lane; overlapping items of an overlay track take as many as they need.
/// - Parameter heard: the samples that are wanted. What sounds before or after them alone is left out, unless it is
///   treated together with something else.
func lowerSound(_ composition: Composition, _ heard: Range<Int>, _ numbers: Numbering) -> SoundPlan {
  let desk = Desk(composition)
  var lanes = LaneTable()
  let ordered = composition.sounds.sorted { ($0.row, $0.samples.lowerBound) < ($1.row, $1.samples.lowerBound) }
  for var voice in ordered {
    let (strip, gain) = desk.treatment(behind: voice.strip)
    guard strip != nil || voice.sounding.overlaps(heard) else { continue }
    voice.level.decibels = voice.level.decibels.raised(by: gain)
    let lowered = VoiceLowering(composition, voice).lower(numbers)
    lanes.add(lowered, at: voice.sounding, row: voice.row, strip: strip)
  }
  let segments = lanes.finished(sampleCount: composition.sampleCount)
  return SoundPlan(
    shape: composition.canvas.sound, first: heard.lowerBound, sampleCount: heard.count, lanes: segments,
    mixes: desk.mixes(lanes.strips, numbers))
}

/// The strips of the film without those that are a constant gain: voices and other strips take that over.
struct Desk {
  private let composition: Composition

  init(_ composition: Composition) { self.composition = composition }

  /// The strip in which a sound is treated next, and the gain of what it passes on the way, in decibels.
  func treatment(behind first: Int?) -> (strip: Int?, gain: Rational) {
    var (strip, gain) = (first, Rational.zero)
    while let number = strip, composition.strips[number].isGain {
      gain = gain + (composition.strips[number].level.decibels.constant ?? 0)
      strip = composition.strips[number].into
    }
    return (strip, gain)
  }

  /// - Parameter lanes: the strip of each lane.
  func mixes(_ lanes: [Int?], _ numbers: Numbering) -> [SoundMix] {
    var numbered: [Int: Int] = [:]
    var mixes: [SoundMix] = []
    // A strip stands behind the one that it runs into.
    for strip in composition.strips.indices.reversed() where !composition.strips[strip].isGain {
      let inner = composition.strips.indices.filter { numbered[$0] != nil && treatment(behind: composition.strips[$0].into).strip == strip }
      let own = lanes.indices.filter { lanes[$0] == strip }
      guard !inner.isEmpty || !own.isEmpty else { continue }
      numbered[strip] = mixes.count
      mixes.append(mix(strip, lanes: own, mixes: inner.compactMap { numbered[$0] }.sorted(), numbers))
    }
    return mixes
  }

  private func mix(_ number: Int, lanes: [Int], mixes: [Int], _ numbers: Numbering) -> SoundMix {
    let strip = composition.strips[number]
    let origin = numbers.origins.number(of: strip.span, strip.what)
    var level = strip.level
    let passed = treatment(behind: strip.into).gain
    level.decibels = level.decibels.raised(by: passed)
    let curves = LevelLowering(canvas: composition.canvas, samples: 0..<composition.sampleCount)
      .curves(level, crossIn: strip.crossIn, crossOut: strip.crossOut)
    var graph = SpanGraph()
    graph.output = graph.add(
      strip.effects, to: .source(0), composition.canvas.sound, samples: 0..<composition.sampleCount, origin: origin)
    return SoundMix(lanes: lanes, mixes: mixes, graph: graph, levels: curves.isEmpty ? nil : curves, origin: origin)
  }
}

extension Curve {
  /// The same, higher by a constant.
  func raised(by amount: Rational) -> Curve {
    switch self {
    case .constant(let value): .constant(value + amount)
    case .keyframes(let keys): .keyframes(keys.map { Key(frame: $0.frame, value: $0.value + amount, ease: $0.ease) })
    }
  }
}

private struct LaneTable {
  private var lanes: [(row: Int, strip: Int?, end: Int, segments: [SoundSegment])] = []

  /// The strip of each lane.
  var strips: [Int?] { lanes.map(\.strip) }

  mutating func add(_ voice: Voice, at samples: Range<Int>, row: Int, strip: Int?) {
    let free = lanes.firstIndex { $0.row == row && $0.strip == strip && $0.end <= samples.lowerBound }
    let index = free ?? lanes.count
    if free == nil { lanes.append((row, strip, 0, [])) }
    let gap = samples.lowerBound - lanes[index].end
    if gap > 0 { lanes[index].segments.append(.silence(samples: gap)) }
    lanes[index].segments.append(.voice(voice))
    lanes[index].end = samples.upperBound
  }

  func finished(sampleCount: Int) -> [[SoundSegment]] {
    lanes.map { lane in
      let rest = sampleCount - lane.end
      return lane.segments + (rest > 0 ? [.silence(samples: rest)] : [])
    }
  }
}
