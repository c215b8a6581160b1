import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// What an item sounds like; nil where it is silent.
  func sound(_ item: Placed, _ row: ItemRow, _ index: Int, _ surroundings: Surroundings) -> SoundLayer? {
    let clause = item.state.clause.sound
    guard !clause.isOff, let content = soundContent(item) else { return nil }
    let frames = item.soundFrames, samples = canvas.samples(of: frames)
    let edge = min(canvas.sound.rate / 200, samples.count / 2)
    var sound = SoundLayer(
      samples: samples, content: content, level: level(clause, item, row, samples: samples), channels: clause.channels?.value ?? .all,
      pitch: clause.pitch?.value ?? .keep, edgeIn: item.continues || frames.lowerBound == 0 ? 0 : edge,
      edgeOut: item.isContinued || frames.upperBound >= frameCount ? 0 : edge,
      strip: strips.strip(surroundings.path, bus: bus(clause, surroundings)), row: row.number, isSequential: row.isSequential,
      paceStart: frames.lowerBound, span: subjectSpan(item), what: item.state.what)
    crossOver(&sound, item, row, index)
    sound.effects = clause.effects.map { applied($0.value, from: item.start, to: item.end) } ?? []
    sound.duck = duck(clause.duck, row.scope)
    sound.key = key(item.state.clause.id, row.scope)
    if sound.level.fadeOut == nil { sound.tail = tail(of: sound.effects) }
    checkChannels(clause, item)
    return sound
  }

  func bus(_ clause: SoundClause, _ surroundings: Surroundings) -> String? {
    (known(clause.bus) ?? surroundings.path?.bus)?.value.value
  }

  private func soundContent(_ item: Placed) -> SoundLayer.Content? {
    if let generator = item.state.clause.generate?.value.generator as? any SoundGenerator {
      return generator.source(rate: canvas.sound.rate) == nil ? nil : .generator(generator)
    }
    guard let media = item.state.media, context.media.uses[media].facts.sound != nil, let run = item.run, !run.speed.isZero
    else { return nil }
    return .run(run.advanced(byFrames: item.soundFrames.lowerBound - item.frames.lowerBound, rate: canvas.rate))
  }

  /// The level that an item gives its sound.
  func level(_ clause: SoundClause, _ item: Placed, _ row: ItemRow, samples: Range<Int>) -> SoundLevel {
    var level = SoundLevel()
    if let gain = clause.gain { level.decibels = curve(gain.value, from: item.start, to: item.end) { $0.decibels } }
    if let pan = clause.pan { level.pan = curve(pan.value, from: item.start, to: item.end) { $0.value } }
    if let fade = clause.fadeIn, let count = count(fade, "fade-in", item, row, samples) {
      level.fadeIn = SoundRamp(samples: samples.lowerBound..<samples.lowerBound + count, shape: fade.value.shape)
    }
    if let fade = clause.fadeOut, let count = count(fade, "fade-out", item, row, samples) {
      level.fadeOut = SoundRamp(samples: samples.upperBound - count..<samples.upperBound, shape: fade.value.shape)
    }
    return level
  }

  /// Samples of a fade; nil for none.
  private func count(
    _ fade: Setting<SoundFade>, _ key: String, _ item: Placed, _ row: ItemRow, _ samples: Range<Int>
  ) -> Int? {
    guard let length = fadeLength(fade.value.duration, key, item, row) else { return nil }
    let count = min(samples.count, (length * Rational(canvas.sound.rate)).roundedHalfUp ?? 0)
    return count > 0 ? count : nil
  }

  // MARK: transitions

  /// Sound changes over in the window of a transition: at equal power, or at once in its middle.
  private func crossOver(_ sound: inout SoundLayer, _ item: Placed, _ row: ItemRow, _ index: Int) {
    if let window = row.windows[index] {
      let range = canvas.samples(of: window.frames.shifted(by: item.soundFrames.lowerBound - item.frames.lowerBound))
      switch window.clause.audio?.value ?? .cross {
      case .cross: (sound.crossIn, sound.edgeIn) = (range.count, 0)
      case .cut: sound.cutStart(to: window.before == nil ? range.lowerBound : middle(range), sampleRate: canvas.sound.rate)
      }
    }
    if let window = row.windows[index + 1] {
      let range = canvas.samples(of: window.frames.shifted(by: item.soundFrames.upperBound - item.frames.upperBound))
      switch window.clause.audio?.value ?? .cross {
      case .cross: (sound.crossOut, sound.edgeOut) = (range.count, 0)
      case .cut: sound.cutEnd(to: window.after == nil ? range.upperBound : middle(range))
      }
    }
  }

  private func middle(_ range: Range<Int>) -> Int { (range.lowerBound + range.upperBound) / 2 }

  // MARK: channels

  private func checkChannels(_ sound: SoundClause, _ item: Placed) {
    guard let setting = sound.channels, let media = item.state.media, let facts = context.media.uses[media].facts.sound
    else { return }
    let needed: Int =
      switch setting.value {
      case .numbers(let numbers): numbers.max() ?? 1
      case .right, .swap: 2
      case .all, .left, .mix: 1
      }
    guard facts.channels >= needed else {
      context.bag.error(
        "no-channel", "\(item.state.what) has \(facts.channels) channel\(facts.channels == 1 ? "" : "s"), so there is no channel \(needed)",
        at: setting.span)
      return
    }
    if case .numbers(let numbers) = setting.value, numbers.count > canvas.sound.layout.channelCount {
      context.bag.error(
        "no-channel", "the canvas has \(canvas.sound.layout.channelCount) channels, and \(numbers.count) are chosen", at: setting.span)
    }
  }
}

extension SoundLayer {
  /// Starts later; the source runs on from where it would have been.
  fileprivate mutating func cutStart(to sample: Int, sampleRate: Int) {
    if case .run(var run) = content, run.pace == nil {
      run.first += Rational(sample - samples.lowerBound, sampleRate) * run.speed
      content = .run(run)
    }
    samples = sample..<samples.upperBound
  }

  fileprivate mutating func cutEnd(to sample: Int) { samples = samples.lowerBound..<sample }
}

extension Range<Int> {
  func shifted(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
