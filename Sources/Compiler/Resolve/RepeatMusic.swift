import MediaTypes

extension MusicFacts {
  /// What is heard when a range of the sound runs again and again: times go on past the range's end, or back past its
  /// start, as if the source did.
  /// - Parameter rounds: nil for as many as a long programme could hold.
  func repeated(_ range: SourceRange, rounds: Int?, backwards: Bool) -> MusicFacts {
    let inside = beats.indices.filter { range.start <= beats[$0] && beats[$0] < range.end }
    guard let first = inside.first, inside.count > 1, range.length.isPositive else { return self }
    let wanted = rounds ?? max(1, (Rational(86_400) / range.length).ceiling ?? 1)
    let count = max(1, min(wanted, Self.longest / inside.count))
    var facts = MusicFacts(beats: [])
    (facts.tempo, facts.beatsPerBar) = (tempo, beatsPerBar)
    let starts = Set(downbeats)
    for round in backwards ? Array((0..<count).reversed()) : Array(0..<count) {
      let shift = Rational(backwards ? -round : round) * range.length
      // A range that is cut a little beside the beat has one beat at its seam, not two.
      let isDouble = facts.beats.last.map { beats[first] + shift - $0 < usualStep / 2 } ?? false
      for index in isDouble ? inside.dropFirst() : inside[...] {
        if starts.contains(index) { facts.downbeats.append(facts.beats.count) }
        facts.beats.append(beats[index] + shift)
      }
      if isDouble, starts.contains(first) { facts.downbeats.append(facts.beats.count - inside.count) }
      facts.onsets += onsets.filter { range.start <= $0.time && $0.time < range.end }.map { onset in
        var onset = onset
        onset.time += shift
        return onset
      }
      facts.peaks += peaks.filter { range.start <= $0 && $0 < range.end }.map { $0 + shift }
    }
    facts.downbeats = Set(facts.downbeats).filter { $0 >= 0 }.sorted()
    return facts
  }

  /// Beats that are kept of a loop: hours of music.
  private static let longest = 40_000

  /// The step between most beats.
  private var usualStep: Rational {
    let steps = zip(beats, beats.dropFirst()).map { $1 - $0 }.sorted()
    return steps.isEmpty ? 0 : steps[steps.count / 2]
  }
}
