/// What is heard in a piece of music. Times are seconds of the file, exact as they were measured or written.
public struct MusicFacts: Hashable, Codable, Sendable {
  /// In order.
  public var beats: [Rational]
  /// Which of `beats` start a bar, in order; empty where nobody said.
  public var downbeats: [Int]
  /// Beats of most bars; nil where nobody said.
  public var beatsPerBar: Int?
  /// Beats a minute, and how sure that is.
  public var tempo: Tempo?
  /// Where notes and drums start, in order.
  public var onsets: [Onset] = []
  /// The strongest moments: the hardest fifth of the onsets, and where the music grows; in order.
  public var peaks: [Rational] = []
  /// Where the music grows or falls off at once, in order.
  public var turns: [Turn] = []
  /// Stretches between turns, in order.
  public var sections: [Section] = []
  /// How loud it is.
  public var energy = Energy()

  public init(beats: [Rational], downbeats: [Int] = [], beatsPerBar: Int? = nil) {
    (self.beats, self.downbeats, self.beatsPerBar) = (beats, downbeats, beatsPerBar)
  }

  /// Beats a minute as heard.
  public struct Tempo: Hashable, Codable, Sendable {
    public var bpm: Double
    /// From 0, a guess, to 1, beyond doubt.
    public var confidence: Double
    /// Other tempi that the music could be counted in, the likeliest first.
    public var alternatives: [Double]

    public init(bpm: Double, confidence: Double, alternatives: [Double]) {
      (self.bpm, self.confidence, self.alternatives) = (bpm, confidence, alternatives)
    }
  }

  /// A moment at which something starts to sound.
  public struct Onset: Hashable, Codable, Sendable {
    public var time: Rational
    /// 1 is the strength of a usual beat.
    public var strength: Double

    public init(time: Rational, strength: Double) { (self.time, self.strength) = (time, strength) }
  }

  /// A moment at which the music changes its force.
  public struct Turn: Hashable, Codable, Sendable {
    public var time: Rational
    /// Decibels between before and after, over all bands.
    public var strength: Double
    /// Louder from here on: a drop.
    public var isRise: Bool

    public init(time: Rational, strength: Double, isRise: Bool) {
      (self.time, self.strength, self.isRise) = (time, strength, isRise)
    }
  }

  /// A stretch of one force.
  public struct Section: Hashable, Codable, Sendable {
    public var start: Rational
    public var end: Rational
    /// Its mean energy, 0 to 1.
    public var energy: Double

    public init(start: Rational, end: Rational, energy: Double) {
      (self.start, self.end, self.energy) = (start, end, energy)
    }
  }

  /// Loudness over time, 0 to 1 between the quietest and the loudest twentieth of the piece.
  public struct Energy: Hashable, Codable, Sendable {
    /// Seconds between values; the first is at 0.
    public var step: Rational
    public var values: [Double]

    public init(step: Rational = Rational(1, 10), values: [Double] = []) {
      (self.step, self.values) = (step, values)
    }
  }
}

extension MusicFacts {
  /// The same music, heard later.
  public func shifted(by delay: Rational) -> MusicFacts {
    var facts = self
    facts.beats = beats.map { $0 + delay }
    for index in facts.onsets.indices { facts.onsets[index].time += delay }
    facts.peaks = peaks.map { $0 + delay }
    for index in facts.turns.indices { facts.turns[index].time += delay }
    for index in facts.sections.indices {
      facts.sections[index].start += delay
      facts.sections[index].end += delay
    }
    return facts
  }
}
