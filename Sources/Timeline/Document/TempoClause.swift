import Diagnostics
import MediaTypes

/// The musical grid: stated, read from a file, or heard in a sound.
package struct TempoClause: ParameterValue {
  package var bpm: Setting<BeatsPerMinute>?
  package var meter: Setting<Meter>?
  package var offset: Setting<TimeExpression>?
  package var beats: Setting<BeatList>?
  package var source: Setting<FilePath>?
  /// Other tempi, from a moment on each.
  package var changes: [TempoChange] = []
  /// The whole clause's place.
  package var span = Span(start: 0, end: 0)

  package init() {}

  package static let declaration = Declaration<TempoClause>(
    "tempo", "The musical grid: beats and bars become times.",
    examples: [
      "{bpm: 128, meter: 4/4, offset: 0.35s}", "{source: song}", "{beats: song.beats.json}", "{beats: [0.5s, 1.02s, 1.51s]}",
      "[{bpm: 120}, {at: bar 9, bpm: 140, meter: 3/4}]",
    ],
    [
      Parameter("bpm", \.bpm, "Beats a minute; beside 'source', which of its tempi is meant.", example: "128"),
      Parameter(
        "meter", \.meter, "Beats a bar, and which note is a beat.", default: "4/4, or what is heard in 'source'", example: "3/4"),
      Parameter(
        "offset", \.offset, "When bar 1 beat 1 is; beside 'source' and 'beats', how far the grid is moved.", default: "0s",
        example: "0.35s"),
      Parameter(
        "beats", \.beats, "When each beat is: a list, or a file of beats; of 'source' where that is given.",
        example: "[0.5s, 1.02s, 1.51s]"),
      Parameter("source", \.source, "The sound whose beats count: the id of an item, or media that one item plays.", example: "song"),
    ])

  package static var shape: ValueShape {
    .oneOf([.construct(declaration.facts), .list(.construct(TempoChange.declaration.facts), minimum: 1)])
  }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> TempoClause? {
    let errors = reading.bag.errorCount
    var clause = TempoClause()
    clause.span = node.span
    if let nodes = node.list {
      clause.readChanges(nodes, node, &reading)
    } else if let entries = node.map {
      declaration.read(entries, into: &clause, span: node.span, &reading)
      if reading.bag.errorCount == errors { clause.check(node, &reading) }
    } else {
      reading.wrongKind(node, expected: "a mapping such as {bpm: 128}")
    }
    return reading.bag.errorCount == errors ? clause : nil
  }

  private func check(_ node: SyntaxNode, _ reading: inout Reading) {
    guard bpm != nil || beats != nil || source != nil else {
      reading.bag.error(
        "bad-tempo", "'tempo' needs 'bpm', 'source' or 'beats'", at: node.span, caption: "add 'bpm: 120'")
      return
    }
    guard let bpm, let beats else { return }
    reading.bag.error(
      "bad-tempo", "'bpm' and 'beats' both say where the beats are", at: bpm.keySpan, caption: "drop one of the two",
      labels: [.init(beats.keySpan, "they are stated here")])
  }

  /// A list: the first entry is the tempo that the film starts with.
  private mutating func readChanges(_ nodes: [SyntaxNode], _ node: SyntaxNode, _ reading: inout Reading) {
    let read = nodes.compactMap { TempoChange.read($0, &reading) }
    guard read.count == nodes.count else { return }
    guard let first = read.first else {
      reading.bag.error("bad-tempo", "the list of tempi is empty", at: node.span, caption: "add '{bpm: 120}'")
      return
    }
    (bpm, meter, offset) = (first.bpm, first.meter, first.offset)
    if first.bpm == nil {
      reading.bag.error("bad-tempo", "the first tempo needs 'bpm'", at: nodes[0].span, caption: "add 'bpm: 120'")
    }
    if let at = first.at {
      reading.bag.error(
        "bad-tempo", "the first tempo holds from the start, so it takes no 'at'", at: at.keySpan,
        caption: "'offset' says when bar 1 is")
    }
    changes = Array(read.dropFirst())
    for (change, node) in zip(changes, nodes.dropFirst()) { change.check(node, &reading) }
  }
}

/// One entry of a list of tempi.
package struct TempoChange: Construct {
  package var at: Setting<TimeExpression>?
  package var bpm: Setting<BeatsPerMinute>?
  package var meter: Setting<Meter>?
  package var offset: Setting<TimeExpression>?

  package init() {}

  package static let declaration = Declaration<TempoChange>(
    "a tempo change", "A tempo of a list: the first from the start, the others each from a moment on.",
    examples: ["{bpm: 120}", "{at: bar 9, bpm: 140}"],
    [
      Parameter("at", \.at, "From when on it holds, in the tempo before it: a position, beats or a time.", example: "bar 9"),
      Parameter("bpm", \.bpm, "Beats a minute.", default: "as before", example: "140"),
      Parameter("meter", \.meter, "Beats a bar from there on, where a bar then starts.", default: "as before", example: "3/4"),
      Parameter("offset", \.offset, "When bar 1 beat 1 is; in the first entry.", default: "0s", example: "0.35s"),
    ])

  fileprivate func check(_ node: SyntaxNode, _ reading: inout Reading) {
    if at == nil {
      reading.bag.error("bad-tempo", "a change of tempo needs 'at': from when on it holds", at: node.span, caption: "add 'at: bar 9'")
    }
    if bpm == nil, meter == nil {
      reading.bag.error("bad-tempo", "a change of tempo changes 'bpm' or 'meter'", at: node.span, caption: "add 'bpm: 140'")
    }
    if let offset {
      reading.bag.error("bad-tempo", "'offset' is when bar 1 is, so the first tempo has it", at: offset.keySpan, caption: "drop it")
    }
  }
}

/// Beats: their moments, or the file that holds them.
package enum BeatList: ParameterValue {
  case times([Setting<TimeExpression>])
  case file(FilePath)

  package static var shape: ValueShape { .oneOf([.list(TimeExpression.shape, minimum: 2), FilePath.shape]) }

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> BeatList? {
    guard let nodes = node.list else { return FilePath.read(node, &reading).map(BeatList.file) }
    return .times(
      nodes.compactMap { node in
        TimeExpression.read(node, &reading).map { Setting($0, span: node.span, keySpan: node.span) }
      })
  }
}

/// Beats a minute.
package struct BeatsPerMinute: BoundedNumber {
  package var value: Rational
  package static let words = "a bpm from 1 to 1000"
  package static let limits: ClosedRange<Rational> = 1...1000
  package init(_ value: Rational) { self.value = value }
}

/// `4/4`.
package struct Meter: ParameterValue {
  package var beatsPerBar: Int

  package static let shape = ValueShape.form(
    name: "a meter", help: "Beats a bar, and which note is a beat.", pattern: "^[0-9]+/[0-9]+$", examples: ["4/4", "6/8"])

  package static func read(_ node: SyntaxNode, _ reading: inout Reading) -> Meter? {
    let parts = node.scalar?.text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) } ?? []
    guard parts.count == 2, let beats = parts[0], let note = parts[1], (1...64).contains(beats), [1, 2, 4, 8, 16, 32].contains(note)
    else {
      reading.wrongValue(node, expected: "a meter such as '4/4'")
      return nil
    }
    return Meter(beatsPerBar: beats)
  }
}
