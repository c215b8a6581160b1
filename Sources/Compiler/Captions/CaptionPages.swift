import FilterGraph
import MediaTypes
import Timeline

/// What is on screen at once: units of a cue, each with the frames at which it is spoken.
struct CaptionPage {
  var frames: Range<Int>
  var units: [TextUnit]
  /// The film's frame at which each unit starts and ends.
  var spoken: [Range<Int>]
  /// Lines as the author broke them, where they are kept.
  var lines: [[TextUnit]]?
}

/// Cuts cues into pages.
struct CaptionPager {
  let setter: TextSetter
  let mode: CaptionMode
  let maxLines: Int
  let letterCase: LetterCase

  /// The pieces of a cue's words that lines may be broken between.
  static func units(_ cue: CaptionCue, _ letterCase: LetterCase) -> (units: [TextUnit], spoken: [Range<Int>]) {
    var (units, spoken): ([TextUnit], [Range<Int>]) = ([], [])
    for word in cue.words {
      let pieces = pieces(of: word, letterCase)
      let total = max(1, pieces.reduce(0) { $0 + $1.text.count })
      var passed = 0
      for (index, piece) in pieces.enumerated() {
        let first = word.first + (word.last - word.first) * passed / total
        passed += piece.text.count
        let last = word.first + (word.last - word.first) * passed / total
        // Lists of Chinese and Japanese words have no spaces between them.
        let isGlued = piece.text.first.map { isIdeographic($0) } ?? false && units.last?.text.last.map { isIdeographic($0) } ?? false
        let follows = index == 0 ? word.followsSpace && !isGlued : piece.followsSpace
        if let sign = piece.text.first, closers.contains(sign), !follows, !units.isEmpty {
          // What may not start a line belongs to the word before it.
          units[units.count - 1].text += piece.text
          spoken[spoken.count - 1] = spoken[spoken.count - 1].lowerBound..<max(spoken[spoken.count - 1].upperBound, last)
          continue
        }
        units.append(TextUnit(text: piece.text, followsSpace: follows))
        spoken.append(first..<max(first, last))
      }
    }
    return (units, spoken)
  }

  /// A word whose times are given is said, shown and highlighted as a whole, unless it is longer than a line.
  private static func pieces(of word: CaptionWord, _ letterCase: LetterCase) -> [TextUnit] {
    let pieces = phraseUnits(letterCase.applied(to: word.text))
    guard word.isTimed, pieces.count > 1, !pieces.contains(where: \.followsSpace) else { return pieces }
    let whole = pieces.map(\.text).joined()
    return whole.count <= 12 ? [TextUnit(text: whole, followsSpace: false)] : pieces
  }

  func pages(_ cue: CaptionCue) -> [CaptionPage] {
    let (units, spoken) = Self.units(cue, letterCase)
    guard !units.isEmpty else { return [] }
    if mode == .word { return words(cue, units, spoken) }
    if mode == .line, let lines = writtenLines(cue) {
      return [CaptionPage(frames: cue.frames, units: lines.flatMap { $0 }, spoken: [], lines: lines)]
    }
    let ends = partition(units)
    var pages: [CaptionPage] = []
    var first = 0
    for (number, end) in ends.enumerated() {
      let start = number == 0 ? cue.frames.lowerBound : max(cue.frames.lowerBound, min(spoken[first].lowerBound, cue.frames.upperBound))
      let stop = end == units.count ? cue.frames.upperBound : max(start, min(spoken[end].lowerBound, cue.frames.upperBound))
      if start < stop {
        pages.append(CaptionPage(frames: start..<stop, units: Array(units[first..<end]), spoken: Array(spoken[first..<end])))
      }
      first = end
    }
    return pages
  }

  /// The author's own lines, where they are few and short enough.
  private func writtenLines(_ cue: CaptionCue) -> [[TextUnit]]? {
    let lines = letterCase.applied(to: cue.text).split(whereSeparator: \.isNewline).map { textUnits($0) }.filter { !$0.isEmpty }
    guard (1...maxLines).contains(lines.count), lines.allSatisfy({ setter.balanced($0).count == 1 }) else { return nil }
    return lines
  }

  /// A word at a time; coloured letters are not spoken, and are seen with the word before them.
  private func words(_ cue: CaptionCue, _ units: [TextUnit], _ spoken: [Range<Int>]) -> [CaptionPage] {
    let starts = units.indices.filter { $0 == 0 || !units[$0].text.allSatisfy(\.isColorLetter) }
    return zip(starts, starts.dropFirst() + [units.count]).compactMap { index, next in
      let start = max(cue.frames.lowerBound, index == 0 ? cue.frames.lowerBound : spoken[index].lowerBound)
      let end = next < units.count ? min(spoken[next].lowerBound, cue.frames.upperBound) : cue.frames.upperBound
      guard start < end else { return nil }
      return CaptionPage(frames: start..<end, units: Array(units[index..<next]), spoken: Array(spoken[index..<next]))
    }
  }

  /// Where pages end: as few as hold everything in the lines that are allowed, then as even as that many can be.
  private func partition(_ units: [TextUnit]) -> [Int] {
    let fewest = greedy(units, letters: .max)
    guard fewest.count > 1 else { return fewest }
    let total = units.reduce(0) { $0 + $1.text.count + 1 }
    for letters in total / fewest.count..<total {
      let tried = greedy(units, letters: letters)
      if tried.count <= fewest.count { return tried }
    }
    return fewest
  }

  private func greedy(_ units: [TextUnit], letters limit: Int) -> [Int] {
    var ends: [Int] = []
    var (first, letters) = (0, 0)
    for index in units.indices {
      let more = letters + units[index].text.count + 1
      let isFull = more > limit || setter.balanced(Array(units[first...index])).count > maxLines
      if index > first, isFull {
        ends.append(index)
        (first, letters) = (index, units[index].text.count + 1)
      } else {
        letters = more
      }
    }
    return ends + [units.count]
  }
}
