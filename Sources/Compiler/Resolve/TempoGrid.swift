import Diagnostics
import MediaTypes
import Timeline

/// Where beats and bars are, in exact seconds of the programme.
struct TempoGrid {
  /// The beats' own times where they are listed.
  private let beats: [Rational]
  /// Seconds a beat; of a list, past its ends, the nearest interval's.
  private let beatLength: Rational
  private let offset: Rational
  let beatsPerBar: Int

  init?(_ clause: TempoClause, _ resolver: Resolver) {
    beatsPerBar = clause.meter?.value.beatsPerBar ?? 4
    let times = TimeContext(key: "tempo", allowsAnchors: false)
    let shift: Rational? = if let offset = clause.offset { resolver.seconds(offset, times) } else { .zero }
    guard let shift else { return nil }
    if let bpm = clause.bpm {
      (beats, beatLength, offset) = ([], 60 / bpm.value.value, shift)
      return
    }
    let listed = clause.beats!
    let seconds = listed.value.compactMap { resolver.seconds($0, at: listed.span, times) }
    guard seconds.count == listed.value.count else { return nil }
    guard seconds.count >= 2, zip(seconds, seconds.dropFirst()).allSatisfy({ $0 < $1 }) else {
      resolver.bag.error("bad-tempo", "'beats' is a list of at least two times, each after the one before", at: listed.span)
      return nil
    }
    (beats, beatLength, offset) = (seconds.map { $0 + shift }, 0, seconds[0] + shift)
  }

  /// The time of a position counted in beats from bar 1 beat 1.
  func time(ofBeat position: Rational) -> Rational {
    guard !beats.isEmpty, let whole = position.floor else { return offset + position * beatLength }
    let index = max(0, min(beats.count - 2, whole))
    return beats[index] + (position - Rational(index)) * (beats[index + 1] - beats[index])
  }

  /// How long some beats last from a moment on. An even grid has one answer everywhere.
  func length(ofBeats count: Rational, from moment: Rational) -> Rational {
    guard !beats.isEmpty else { return count * beatLength }
    return time(ofBeat: position(at: moment) + count) - moment
  }

  private func position(at moment: Rational) -> Rational {
    let next = beats.firstIndex { $0 > moment } ?? beats.count - 1
    let index = max(0, min(beats.count - 2, next - 1))
    return Rational(index) + (moment - beats[index]) / (beats[index + 1] - beats[index])
  }
}

extension Resolver {
  /// Seconds of a musical term.
  func musical(_ term: TimeTerm, _ text: String, _ span: Span, _ times: TimeContext) -> Rational? {
    guard let grid = context.tempo else {
      bag.error(
        "no-tempo", "'\(shortened(text))' counts beats, and the document has no 'tempo'", at: span,
        caption: "write it in seconds, or add 'tempo: {bpm: 120}'")
      return nil
    }
    switch term {
    case .beats(let count): return grid.length(ofBeats: count, from: times.from)
    case .bars(let count): return grid.length(ofBeats: count * Rational(grid.beatsPerBar), from: times.from)
    case .position(let bar, let beat):
      guard beat < Rational(grid.beatsPerBar + 1) else {
        bag.error("bad-beat", "a bar has \(grid.beatsPerBar) beats here, so there is no beat \(beat.decimal(digits: 3))", at: span)
        return nil
      }
      return grid.time(ofBeat: (bar - 1) * Rational(grid.beatsPerBar) + beat - 1)
    default: return nil
    }
  }
}
