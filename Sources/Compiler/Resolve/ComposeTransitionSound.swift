import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// The sound that starts with a transition and runs to its own end, past the window where it is longer; cut where
  /// the film ends. It is a sound of the track: its level holds. Nil where there is none.
  func effectSound(of window: Window, _ row: ItemRow, _ surroundings: Surroundings) -> SoundLayer? {
    guard let file = window.clause.sfx, let media = context.media.find(file, &context.bag) else { return nil }
    guard let facts = context.media.uses[media].facts.sound else {
      context.bag.error("no-sound", "'\(file.value.value)' has no sound, and 'sfx' takes one", at: file.span)
      return nil
    }
    let speed = row.map.speed
    let length = ((facts.end - facts.start) / speed.magnitude * Rational(canvas.sound.rate)).roundedHalfUp ?? 0
    // In a sequence that runs backwards, it ends where it would have started.
    let edge = canvas.sample(ofEdge: speed.isNegative ? window.frames.upperBound : window.frames.lowerBound)
    let whole = speed.isNegative ? edge - length..<edge : edge..<edge + length
    let heard = whole.clamped(to: 0..<canvas.sample(ofEdge: frameCount))
    guard !heard.isEmpty else { return nil }
    if whole.upperBound > heard.upperBound { noteCut(file, Rational(whole.upperBound - heard.upperBound, canvas.sound.rate)) }
    let skipped = Rational(heard.lowerBound - whole.lowerBound, canvas.sound.rate) * speed
    let run = SourceRun(media: media, first: (speed.isNegative ? facts.end : facts.start) + skipped, speed: speed, bound: nil, wrap: nil)
    return SoundLayer(
      samples: heard, content: .run(run), channels: .all, pitch: .keep, edgeIn: 0, edgeOut: 0,
      strip: strips.strip(surroundings.path, bus: bus(SoundClause(), surroundings)), row: context.nextRow(), isSequential: false,
      span: file.span, what: "sound '\(file.value.value)'")
  }

  private func noteCut(_ file: Setting<FilePath>, _ over: Rational) {
    context.bag.note(
      "sound-cut", "the sound '\(file.value.value)' is heard \(over.decimal(digits: 3))s past the film's end, and is cut there",
      at: file.span,
      caption: "as a clip of an audio track it may end softly, with 'fade-out'")
  }
}
