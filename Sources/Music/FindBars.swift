import Glibc

/// What is heard at each beat that tells the first of a bar: the rises of three regions, and how the harmony
/// changes over one beat and over two.
struct BarCues {
  /// For each cue a value for each beat, with mean 0 and spread 1.
  private(set) var cues: [[Float]]

  init(_ beats: [Double], _ onsets: OnsetStrength, _ harmony: Harmony) {
    var before = harmony.blank, after = harmony.blank
    var columns = [[Float]](repeating: [], count: 9)
    for (index, beat) in beats.enumerated() {
      for region in 0..<3 { columns[region].append(BeatSeries.value(onsets.regions[region], at: beat, reach: 3)) }
      let next = index + 1 < beats.count ? beats[index + 1] - beat : index > 0 ? beat - beats[index - 1] : 50
      let one = harmony.change(at: beat, reach: next, &before, &after)
      let two = harmony.change(at: beat, reach: 2 * next, &before, &after)
      columns[3].append(one.low)
      columns[4].append(one.middle)
      columns[5].append(two.low)
      columns[6].append(two.middle)
      let four = harmony.change(at: beat, reach: 4 * next, &before, &after)
      columns[7].append(four.low)
      columns[8].append(four.middle)
    }
    cues = columns.map(Self.standardised)
  }

  private static func standardised(_ values: [Float]) -> [Float] {
    let mean = values.reduce(0, +) / Float(max(1, values.count))
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(max(1, values.count))).squareRoot()
    return values.map { spread > 1e-6 ? max(-3, min(3, ($0 - mean) / spread)) : 0 }
  }

  /// One number a beat: high where a bar is likely to start.
  var sum: [Float] {
    (cues.first ?? []).indices.map { beat in zip(cues, Self.weights).reduce(0) { $0 + $1.0[beat] * $1.1 } }
  }

  /// Found on generated music, away from the music that proves them.
  private static let weights: [Float] = [1.56, 0.11, 0.23, 1.33, 2.28, 1.02, 3.42, 0.23, 2.85]
}

/// Where bars start, and in which metre.
struct Bars {
  var length: Int
  /// Which beats start one.
  var downbeats: [Int]
  /// The mean gain a beat: how clearly it is so.
  var score: Float

  /// Beats a bar that music has, unless its author says otherwise.
  static let lengths = [2, 3, 4, 5]
  /// What speaks for a length before anything is heard.
  private static let bonus: [Int: Float] = [2: -1.23, 3: -0.62, 4: 0, 5: -1.54]
  /// What a bar that is too long or too short costs.
  private static let slip: Float = 18

  /// The best bars of one of some lengths.
  static func find(_ cues: [Float], lengths: [Int] = lengths) -> Bars {
    let found = lengths.map { find(cues, length: $0) }
    return found.max { $0.score < $1.score }!
  }

  /// A path through the positions of a bar, which a slip may break.
  private static func find(_ cues: [Float], length: Int) -> Bars {
    guard !cues.isEmpty else { return Bars(length: length, downbeats: [], score: 0) }
    let template = template(length)
    var score = (0..<length).map { template[$0] * cues[0] }
    var before: [[Int]] = [Array(0..<length)]
    for cue in cues.dropFirst() {
      let top = score.indices.max { score[$0] < score[$1] }!
      var next = score, from = Array(0..<length)
      for position in 0..<length {
        let usual = (position + length - 1) % length
        from[position] = score[usual] >= score[top] - slip ? usual : top
        next[position] = max(score[usual], score[top] - slip) + template[position] * cue
      }
      before.append(from)
      score = next
    }
    var position = score.indices.max { score[$0] < score[$1] }!
    let best = score[position]
    var downbeats: [Int] = []
    for beat in cues.indices.reversed() {
      if position == 0 { downbeats.append(beat) }
      position = before[beat][position]
    }
    return Bars(length: length, downbeats: downbeats.reversed(), score: best / Float(cues.count) + (bonus[length] ?? -2))
  }

  /// 1 at the start and less elsewhere, of mean 0 and unit power.
  private static func template(_ length: Int) -> [Float] {
    guard length > 1 else { return [0] }
    let rest = -1 / Float(length - 1)
    let power = ((1 + rest * rest * Float(length - 1)) / Float(length)).squareRoot()
    return (0..<length).map { ($0 == 0 ? 1 : rest) / power }
  }
}
