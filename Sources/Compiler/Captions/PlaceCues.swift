import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// Where the time of a track's cues is on the film.
  func passages(_ row: ItemRow, _ shown: Material) -> [CaptionPassage] {
    let rate = canvas.rate
    guard let of = row.clause.captions.of else {
      let whole = SourceRange(start: 0, end: rate.time(ofEdge: frameCount))
      let seen = row.map.clipped(whole)
      guard let first = rate.edge(nearest: seen.start), let last = rate.edge(nearest: seen.end), first < last else { return [] }
      let start = row.clause.at.flatMap { row.scope.seconds($0, TimeContext(key: "at")) } ?? 0
      let map = row.map
      return [
        CaptionPassage(
          frames: first..<last, time: { map.innerTime(at: rate.time(ofEdge: $0)) - start }, step: map.speed * rate.frameDuration,
          isForward: map.speed.isPositive)
      ]
    }
    if let voices = row.scope.voices(named: of.value.value) {
      return voices.flatMap { passages(of: $0, of, shown) }.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
    }
    guard let media = context.media.find(of, &context.bag) else { return [] }
    return passages(of: media, of, shown)
  }

  /// Where a media is played.
  func passages(of media: Int, _ of: Setting<FilePath>, _ shown: Material) -> [CaptionPassage] {
    let rate = canvas.rate
    var runs = shown.layers.flatMap { $0.runs(of: media, during: $0.frames, rate: rate) }
    if runs.isEmpty {
      runs = shown.sounds.compactMap { sound in
        guard case .run(let run) = sound.content, run.media == media else { return nil }
        func edge(_ sample: Int) -> Int { rate.edge(nearest: Rational(sample, canvas.sound.rate)) ?? 0 }
        return (run, edge(sound.samples.lowerBound)..<max(edge(sound.samples.lowerBound), edge(sound.samples.upperBound)))
      }
    }
    if runs.isEmpty {
      context.bag.warning(
        "captions-of-nothing", "'\(of.value.value)' is not played here, so that its captions are never seen", at: of.span,
        caption: "name the media of a clip on another track")
    }
    return runs.flatMap { $0.0.passages($0.1, rate: rate) }.sorted { $0.frames.lowerBound < $1.frames.lowerBound }
  }

  /// A track's cues in their own time.
  func cues(_ row: ItemRow) -> [Cue] {
    if let list = row.clause.captions.list { return list.cues }
    let written = row.clause.captions.cues?.value ?? []
    return written.indices.compactMap { cue(written, $0, row) }
  }

  private func cue(_ cues: [CueClause], _ index: Int, _ row: ItemRow) -> Cue? {
    let clause = cues[index]
    let start = clause.at.map { moment($0, "at", row) } ?? clause.words?.value.first?.at.map { moment($0, "at", row) }
    guard case .some(.some(let start)) = start else { return nil }
    guard let words = words(clause, row) else { return nil }
    var end: Rational?
    if let until = clause.until {
      guard let stated = moment(until, "until", row) else { return nil }
      end = stated
    }
    end = end ?? words.last.map(\.end) ?? (index + 1 < cues.count ? cues[index + 1].at.flatMap { moment($0, "at", row) } : nil)
    guard let end else {
      context.bag.error("missing-key", "the last cue needs 'until': when it is gone", at: clause.span, caption: "add 'until:'")
      return nil
    }
    guard end > start else {
      context.bag.error("cue-backwards", "this cue ends before it starts, or at once", at: clause.until?.span ?? clause.span)
      return nil
    }
    let spoken = words.enumerated().map { $0.offset > 0 && $0.element.followsSpace ? " " + $0.element.text : $0.element.text }.joined()
    return Cue(start: start, end: end, text: clause.text?.value.value ?? spoken, words: words, span: clause.text?.span ?? clause.span)
  }

  private func words(_ clause: CueClause, _ row: ItemRow) -> [CueWord]? {
    let written = clause.words?.value ?? []
    let starts = written.compactMap { $0.at.flatMap { moment($0, "at", row) } }
    guard starts.count == written.count else { return nil }
    let last = clause.until.flatMap { moment($0, "until", row) }
    return written.indices.map { index in
      let following = index + 1 < starts.count ? starts[index + 1] : last ?? starts[index] + Rational(1, 2)
      let end = written[index].until.flatMap { moment($0, "until", row) } ?? following
      return CueWord(text: written[index].text?.value.value ?? "", start: starts[index], end: max(starts[index], end))
    }
  }

  /// A moment in the cues' own time; anchors are moments of the timeline.
  private func moment(_ time: Setting<TimeExpression>, _ key: String, _ row: ItemRow) -> Rational? {
    guard let seconds = row.scope.seconds(time, TimeContext(key: key)) else { return nil }
    guard !time.value.isRelative, row.clause.captions.of == nil, let at = row.clause.at else { return seconds }
    return row.scope.seconds(at, TimeContext(key: "at")).map { seconds - $0 }
  }

  /// The events of a script on the film's frames, in order.
  func events(_ texts: [CaptionText]) -> [CaptionEvent] {
    let events = texts.flatMap { text in
      text.passages.flatMap { passage in
        text.cues.compactMap { cue in
          guard let fields = cue.event, let frames = passage.frames(cue.start, cue.end) else { return CaptionEvent?.none }
          return CaptionEvent(frames: frames, fields: fields)
        }
      }
    }
    return events.enumerated().sorted { ($0.element.frames.lowerBound, $0.offset) < ($1.element.frames.lowerBound, $1.offset) }
      .map(\.element)
  }

  /// Cues on the film's frames, in order; one that is still there when the next comes ends then.
  func placed(_ texts: [CaptionText]) -> [CaptionCue] {
    var placed: [CaptionCue] = []
    for text in texts {
      for (passage, cue) in text.passages.flatMap({ passage in text.cues.map { (passage, $0) } }) {
        guard let frames = passage.frames(cue.start, cue.end) else { continue }
        let words = (cue.words.isEmpty ? spreadWords(cue.text, start: cue.start, end: cue.end) : cue.words).map { word in
          let (a, b) = (passage.edge(word.start), passage.edge(word.end))
          return CaptionWord(
            text: word.text, first: min(a, b), last: max(a, b), followsSpace: word.followsSpace, isTimed: !cue.words.isEmpty)
        }
        placed.append(CaptionCue(frames: frames, text: cue.text, words: words, isAtTop: cue.isAtTop, place: cue.place, span: cue.span))
      }
    }
    placed.sort { ($0.frames.lowerBound, $0.frames.upperBound) < ($1.frames.lowerBound, $1.frames.upperBound) }
    for index in placed.indices.dropLast() where placed[index].frames.upperBound > placed[index + 1].frames.lowerBound {
      let end = max(placed[index].frames.lowerBound, placed[index + 1].frames.lowerBound)
      placed[index].frames = placed[index].frames.lowerBound..<end
    }
    return placed.filter { !$0.frames.isEmpty }
  }
}

extension Layer {
  /// The runs of a media in what a layer shows, with their frames; of a transition each side for its half.
  func runs(of media: Int, during seen: Range<Int>, rate: FrameRate) -> [(SourceRun, Range<Int>)] {
    let frames = frames.clamped(to: seen)
    guard !frames.isEmpty else { return [] }
    switch content {
    case .run(let run) where run.media == media:
      return [(run.advanced(byFrames: frames.lowerBound - self.frames.lowerBound, rate: rate), frames)]
    case .group(let layers): return layers.flatMap { $0.runs(of: media, during: frames, rate: rate) }
    case .transition(let crossing):
      let middle = (frames.lowerBound + frames.upperBound) / 2
      let halves = [(crossing.from, frames.lowerBound..<middle), (crossing.to, middle..<frames.upperBound)]
      return halves.flatMap { side, half in side.map { $0.runs(of: media, during: half, rate: rate) } ?? [] }
    default: return []
    }
  }
}
