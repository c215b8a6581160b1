import MediaTypes

/// Everything the engine needs to make a film: inputs, the graph cut into spans of time, outputs.
/// A value that can be printed today and run tomorrow, without the compiler. Times are exact seconds in
/// source time (0 is the least stamp of any stream of the file).
public struct RenderPlan: Codable, Hashable, Sendable {
  public var inputs: [PlanInput]
  /// Scripts that spans draw text of.
  public var texts: [TextScript]
  public var picture: PicturePlan?
  public var sound: SoundPlan?
  public var output: OutputPlan
  /// Places in the document that nodes point at.
  public var origins: [PlanOrigin]

  public init(
    inputs: [PlanInput], texts: [TextScript] = [], picture: PicturePlan?, sound: SoundPlan?, output: OutputPlan,
    origins: [PlanOrigin]
  ) {
    self.inputs = inputs
    self.texts = texts
    self.picture = picture
    self.sound = sound
    self.output = output
    self.origins = origins
  }
}

/// A place in the document, and what stands there in the author's words (`clip 'media/a.mp4'`).
public struct PlanOrigin: Codable, Hashable, Sendable {
  public var file: String
  public var line: Int
  public var column: Int
  public var what: String

  public init(file: String, line: Int, column: Int, what: String) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }
}

/// One distinct file.
public struct PlanInput: Codable, Hashable, Sendable {
  public var facts: MediaFacts
  /// For a numbered picture sequence: pictures a second.
  public var sequenceRate: FrameRate?

  public init(facts: MediaFacts, sequenceRate: FrameRate? = nil) {
    self.facts = facts
    self.sequenceRate = sequenceRate
  }
}

/// The film's pictures: `spans` follow each other without gap.
public struct PicturePlan: Codable, Hashable, Sendable {
  public var size: PixelSize
  public var rate: FrameRate
  /// FFmpeg's name of the format that every span's graph ends in (`yuv420p`).
  public var pixelFormat: String
  public var color: ColorTags
  public var frameCount: Int
  public var spans: [PictureSpan]

  public init(
    size: PixelSize, rate: FrameRate, pixelFormat: String, color: ColorTags, frameCount: Int,
    spans: [PictureSpan]
  ) {
    self.size = size
    self.rate = rate
    self.pixelFormat = pixelFormat
    self.color = color
    self.frameCount = frameCount
    self.spans = spans
  }
}

/// A stretch of film with the same layers throughout.
public struct PictureSpan: Codable, Hashable, Sendable {
  /// First frame of the film, counted from 0.
  public var first: Int
  public var count: Int
  public var sources: [PictureSource]
  public var texts: [TextSource]
  public var graph: SpanGraph

  public init(first: Int, count: Int, sources: [PictureSource], texts: [TextSource] = [], graph: SpanGraph) {
    self.first = first
    self.count = count
    self.sources = sources
    self.texts = texts
    self.graph = graph
  }
}

/// Pictures of one file as a span needs them: one a film frame, chosen by the sampling, stamped 0, 1, 2 …
/// in 1/rate. A still gives a single picture.
public struct PictureSource: Codable, Hashable, Sendable {
  public var input: Int
  public var sampling: Sampling
  /// Filters at the source's own rate before sampling (deinterlacing); they keep size and format.
  public var conditioning: [Filter]
  public var origin: Int

  public init(input: Int, sampling: Sampling, conditioning: [Filter] = [], origin: Int) {
    self.input = input
    self.sampling = sampling
    self.conditioning = conditioning
    self.origin = origin
  }
}

/// Which source picture each film frame shows: frame *k* shows the last one that starts strictly before
/// the instant `first + k * step`, or what the pace gives (the first picture of the file where none does).
public struct Sampling: Codable, Hashable, Sendable {
  /// Source time, seconds.
  public var first: Rational
  /// Source seconds a film frame; negative backwards, 0 for a frozen picture.
  public var step: Rational
  public var count: Int
  /// No picture that starts at or after this is shown; the last one before it is held.
  public var bound: Rational?
  /// A picture that starts exactly at the instant counts too (frozen pictures).
  public var includesInstant: Bool
  /// Instants are brought into this range by whole lengths of it (loops).
  public var wrap: SourceRange?
  /// How the instants go where they are not `step` apart; `step` is then their mean.
  public var pace: Pace?

  public init(
    first: Rational, step: Rational, count: Int, bound: Rational? = nil, includesInstant: Bool = false,
    wrap: SourceRange? = nil, pace: Pace? = nil
  ) {
    self.pace = pace
    self.first = first
    self.step = step
    self.count = count
    self.bound = bound
    self.includesInstant = includesInstant
    self.wrap = wrap
  }

  /// The instant of frame `k`, in source seconds.
  public func instant(_ k: Int) -> Rational {
    let plain = first + (pace?.middle(k) ?? Rational(k) * step)
    guard let wrap else { return plain }
    return wrap.start + (plain - wrap.start).modulo(wrap.length)
  }
}

/// The film's sound: lanes are added up sample by sample, in order, and so is what mixes make of lanes.
public struct SoundPlan: Codable, Hashable, Sendable {
  public var shape: SoundShape
  /// Samples that the lanes give before the first that is heard: a part of a film starts in its middle.
  public var first: Int
  public var sampleCount: Int
  public var lanes: [[SoundSegment]]
  /// Each behind those that run into it; nil for none.
  public var mixes: [SoundMix]?

  public init(
    shape: SoundShape, first: Int = 0, sampleCount: Int, lanes: [[SoundSegment]], mixes: [SoundMix] = []
  ) {
    self.shape = shape
    self.first = first
    self.sampleCount = sampleCount
    self.lanes = lanes
    self.mixes = mixes.isEmpty ? nil : mixes
  }

  /// Samples that lanes and mixes give.
  public var end: Int { first + sampleCount }

  /// Lanes and mixes that no mix takes: their sum is the film's sound.
  public var loose: (lanes: [Int], mixes: [Int]) {
    let all = mixes ?? []
    let takenLanes = Set(all.flatMap(\.lanes)), takenMixes = Set(all.flatMap(\.mixes))
    return (lanes.indices.filter { !takenLanes.contains($0) }, all.indices.filter { !takenMixes.contains($0) })
  }
}

/// A piece of a lane. Pieces follow each other without gap and fill the lane.
public enum SoundSegment: Codable, Hashable, Sendable {
  case silence(samples: Int)
  case voice(Voice)

  public var samples: Int {
    switch self {
    case .silence(let samples): samples
    case .voice(let voice): voice.samples
    }
  }
}

/// One clip's sound: its graph ends in exactly `samples` samples of planar float in the film's shape.
public struct Voice: Codable, Hashable, Sendable {
  /// Nil where the graph makes its own sound (a tone).
  public var source: SoundSource?
  public var graph: SpanGraph
  public var samples: Int
  /// Factors, for all channels or for each, applied behind the graph; nil for none.
  public var levels: [LevelCurve]?
  public var origin: Int

  public init(source: SoundSource?, graph: SpanGraph, samples: Int, levels: [LevelCurve]? = nil, origin: Int) {
    self.source = source
    self.graph = graph
    self.samples = samples
    self.levels = levels
    self.origin = origin
  }
}

/// Samples of one file at the file's own rate and layout, in planar float, counted from the file's
/// first sample (which starts at `SoundFacts.start`). Where the stream has no sample there is silence.
public struct SoundSource: Codable, Hashable, Sendable {
  public var input: Int
  /// The first sample wanted; may be negative.
  public var first: Int
  /// Samples wanted at most.
  public var count: Int
  /// Samples are given last first: `first` is then the highest, and numbers go down.
  public var isReversed: Bool
  /// The sound repeats this stretch of the source, sample numbers half open.
  public var wrap: Range<Int>?
  /// The samples are taken along this way instead, `count` of them at its own rate; `first` is then near its start.
  public var way: SoundWay?

  public init(
    input: Int, first: Int, count: Int, isReversed: Bool = false, wrap: Range<Int>? = nil, way: SoundWay? = nil
  ) {
    self.way = way
    self.input = input
    self.first = first
    self.count = count
    self.isReversed = isReversed
    self.wrap = wrap
  }
}
