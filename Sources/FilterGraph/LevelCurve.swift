/// A factor that changes from sample to sample: straight lines between knots, held before the first and after
/// the last.
public struct LevelCurve: Codable, Hashable, Sendable {
  public struct Knot: Codable, Hashable, Sendable {
    /// Counted from where the sound starts that the curve is for.
    public var sample: Int
    /// 1 changes nothing.
    public var gain: Double

    public init(sample: Int, gain: Double) {
      self.sample = sample
      self.gain = gain
    }
  }

  /// In order of samples; at least one.
  public var knots: [Knot]

  public init(knots: [Knot]) { self.knots = knots }
}

/// Sounds that are added up, treated together, and handed on: a track with effects, a bus, the whole film.
public struct SoundMix: Codable, Hashable, Sendable {
  /// Numbers of the plan's lanes; each lane runs into one mix or into the film.
  public var lanes: [Int]
  /// Numbers of mixes earlier in the plan.
  public var mixes: [Int]
  /// Takes the sum and gives as many samples, in the film's shape.
  public var graph: SpanGraph
  /// Factors, for all channels or for each, applied behind the graph; nil for none.
  public var levels: [LevelCurve]?
  public var origin: Int

  public init(lanes: [Int], mixes: [Int], graph: SpanGraph, levels: [LevelCurve]? = nil, origin: Int) {
    self.lanes = lanes
    self.mixes = mixes
    self.graph = graph
    self.levels = levels
    self.origin = origin
  }
}
