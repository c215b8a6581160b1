import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// What an item sounds like; nil where it is silent.
  mutating func voice(_ item: Placed, _ track: Int, _ clause: TrackClause, frameCount: Int) -> SoundLayer? {
    let sound = item.state.clause.sound
    guard !sound.isOff, let content = soundContent(item) else { return nil }
    let samples = canvas.sample(ofEdge: item.frames.lowerBound)..<canvas.sample(ofEdge: item.frames.upperBound)
    let edge = min(canvas.sound.rate / 200, samples.count / 2)
    let endsWithFilm = item.frames.upperBound >= frameCount
    var voice = SoundLayer(
      samples: samples, content: content, decibels: (sound.gain?.value.decibels ?? 0) + (clause.gain?.value.decibels ?? 0),
      pan: sound.pan?.value.value ?? 0, channels: sound.channels?.value ?? .all, pitch: sound.pitch?.value ?? .keep,
      fadeIn: 0, fadeOut: 0, edgeIn: item.continues || item.frames.lowerBound == 0 ? 0 : edge,
      edgeOut: item.isContinued || endsWithFilm ? 0 : edge, track: track, isSequential: resolver.tracks[track].isSequential,
      span: resolver.subjectSpan(item.state), what: item.state.what)
    if let time = sound.fadeIn, let length = fadeLength(time, "fade-in", item) {
      voice.fadeIn = min(samples.count, (length * Rational(canvas.sound.rate)).roundedHalfUp ?? 0)
    }
    if let time = sound.fadeOut, let length = fadeLength(time, "fade-out", item) {
      voice.fadeOut = min(samples.count, (length * Rational(canvas.sound.rate)).roundedHalfUp ?? 0)
    }
    checkChannels(sound, item)
    return voice
  }

  private func soundContent(_ item: Placed) -> SoundLayer.Content? {
    if let generator = item.state.clause.generate?.value.generator as? any SoundGenerator {
      return generator.source(rate: canvas.sound.rate) == nil ? nil : .generator(generator)
    }
    guard let media = item.state.media, resolver.media.uses[media].facts.sound != nil, let run = item.run, !run.speed.isZero
    else { return nil }
    return .run(run)
  }

  private mutating func checkChannels(_ sound: SoundClause, _ item: Placed) {
    guard let setting = sound.channels, let media = item.state.media, let facts = resolver.media.uses[media].facts.sound
    else { return }
    let needed: Int =
      switch setting.value {
      case .numbers(let numbers): numbers.max() ?? 1
      case .right, .swap: 2
      case .all, .left, .mix: 1
      }
    guard facts.channels >= needed else {
      bag.error(
        "no-channel", "\(item.state.what) has \(facts.channels) channel\(facts.channels == 1 ? "" : "s"), so there is no channel \(needed)",
        at: setting.span)
      return
    }
    if case .numbers(let numbers) = setting.value, numbers.count > canvas.sound.layout.channelCount {
      bag.error(
        "no-channel", "the canvas has \(canvas.sound.layout.channelCount) channels, and \(numbers.count) are chosen", at: setting.span)
    }
  }
}
