import MediaTypes

/// How far a source runs in each of a row of film frames, where the frames differ in speed. Before the first
/// frame and after the last the speed at that edge holds.
public struct Pace: Hashable, Sendable {
  /// Source seconds from the row's start to each edge of its frames; the first is 0.
  private var edges: [Rational]
  /// The frame of the row that counts as frame 0.
  private var offset = 0

  /// - Parameter edges: source time at each edge of the frames, one more than there are frames; at least two.
  public init(edges: [Rational]) { self.edges = edges.map { $0 - edges[0] } }

  /// Source seconds from frame 0's start to frame `k`'s.
  public func passed(_ k: Int) -> Rational { place(k + offset) - place(offset) }

  /// Source seconds from frame 0's middle to frame `k`'s: within a frame the source runs evenly.
  public func middle(_ k: Int) -> Rational { (passed(k) + passed(k + 1) - passed(1)) / 2 }

  /// Source seconds that frame `k` takes.
  public func step(_ k: Int) -> Rational { place(k + offset + 1) - place(k + offset) }

  /// The same pace with frame `count` as its frame 0.
  public func advanced(by count: Int) -> Pace {
    var pace = self
    pace.offset += count
    return pace
  }

  /// The same pace with nothing but its frames `0 ..< count`.
  public func cut(to count: Int) -> Pace { Pace(edges: (0...max(1, count)).map { passed($0) }) }

  private func place(_ edge: Int) -> Rational {
    let last = edges.count - 1
    if edge < 0 { return Rational(edge) * (edges[1] - edges[0]) }
    if edge > last { return edges[last] + Rational(edge - last) * (edges[last] - edges[last - 1]) }
    return edges[edge]
  }
}

extension Pace: CustomStringConvertible {
  /// The frames' steps in source seconds, `*12` behind one that is taken twelve times: `1/30*12 2/45 1/20`.
  public var description: String {
    var parts: [(step: Rational, count: Int)] = []
    for k in -offset..<max(edges.count - 1, 1) - offset {
      let step = step(k)
      if parts.last?.step == step { parts[parts.count - 1].count += 1 } else { parts.append((step, 1)) }
    }
    let steps = parts.map { $0.count == 1 ? "\($0.step)" : "\($0.step)*\($0.count)" }.joined(separator: " ")
    return offset == 0 ? steps : "\(steps) from \(offset)"
  }
}

extension Pace: Codable {
  private enum Key: CodingKey { case steps, offset }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var whole = self
    whole.offset = 0
    try container.encode(whole.description, forKey: .steps)
    if offset != 0 { try container.encode(offset, forKey: .offset) }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var edges: [Rational] = [0]
    for part in try container.decode(String.self, forKey: .steps).split(separator: " ") {
      let halves = part.split(separator: "*")
      let count = halves.count == 2 ? Int(halves[1]) : 1
      guard let step = halves.first.flatMap({ Rational(text: $0) }), let count, (1...100_000_000).contains(count) else {
        throw DecodingError.dataCorruptedError(forKey: .steps, in: container, debugDescription: "'\(part)' is no step")
      }
      for _ in 0..<count { edges.append(edges[edges.count - 1] + step) }
    }
    guard edges.count > 1 else {
      throw DecodingError.dataCorruptedError(forKey: .steps, in: container, debugDescription: "a pace has a step")
    }
    self.edges = edges
    offset = try container.decodeIfPresent(Int.self, forKey: .offset) ?? 0
  }
}
