import MediaTypes

/// A way through a file's samples that is not even: between two bends the file's samples go by evenly, forwards or
/// backwards. What comes out is at the film's sample rate.
public struct SoundWay: Hashable, Sendable {
  public struct Bend: Hashable, Sendable {
    /// Number of the sample that comes out; 0 at the first bend, more than the one before at every other.
    public var sample: Int
    /// Where it is in the file: a sample's number and a fraction.
    public var place: Rational

    public init(sample: Int, place: Rational) {
      self.sample = sample
      self.place = place
    }
  }

  /// Samples a second of what comes out.
  public var rate: Int
  /// At least two.
  public var bends: [Bend]

  public init(rate: Int, bends: [Bend]) {
    self.rate = rate
    self.bends = bends
  }

  /// Samples that come out.
  public var count: Int { bends[bends.count - 1].sample }
  /// The file's samples run backwards.
  public var isFalling: Bool { bends[0].place > bends[bends.count - 1].place }
}

extension SoundWay: CustomStringConvertible {
  /// `0:48000 1600:49600 …`, samples that come out before their places in the file.
  public var description: String { bends.map { "\($0.sample):\($0.place)" }.joined(separator: " ") }
}

extension SoundWay: Codable {
  private enum Key: CodingKey { case rate, bends }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rate, forKey: .rate)
    try container.encode(description, forKey: .bends)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    rate = try container.decode(Int.self, forKey: .rate)
    bends = []
    for part in try container.decode(String.self, forKey: .bends).split(separator: " ") {
      let halves = part.split(separator: ":")
      let last = bends.last?.sample ?? -1
      guard halves.count == 2, let sample = Int(halves[0]), let place = Rational(text: halves[1]), place.isValid, sample > last else {
        throw DecodingError.dataCorruptedError(forKey: .bends, in: container, debugDescription: "'\(part)' is no bend")
      }
      bends.append(Bend(sample: sample, place: place))
    }
    guard bends.count > 1, bends[0].sample == 0 else {
      throw DecodingError.dataCorruptedError(forKey: .bends, in: container, debugDescription: "a way has two bends or more, the first at 0")
    }
  }
}
