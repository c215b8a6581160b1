import Catalogue
import Diagnostics
import MediaTypes
import Timeline

extension Composer {
  /// What an item sounds like; nil where it is silent.
  func sound(_ item: Placed, _ row: ItemRow, _ index: Int, _ surroundings: Surroundings) -> SoundLayer? {
    let clause = item.state.clause.sound
    guard !clause.isOff, let content = soundContent(item) else { return nil }
    let samples = canvas.sample(ofEdge: item.frames.lowerBound)..<canvas.sample(ofEdge: item.frames.upperBound)
    let edge = min(canvas.sound.rate / 200, samples.count / 2)
    var sound = SoundLayer(
      samples: samples, content: content,
      decibels: (clause.gain?.value.decibels ?? 0) + row.decibels + surroundings.decibels, pan: clause.pan?.value.value ?? 0,
      channels: clause.channels?.value ?? .all, pitch: clause.pitch?.value ?? .keep, fadeIn: 0, fadeOut: 0,
      edgeIn: item.continues || item.frames.lowerBound == 0 ? 0 : edge,
      edgeOut: item.isContinued || item.frames.upperBound >= frameCount ? 0 : edge, row: row.number,
      isSequential: row.isSequential, span: subjectSpan(item), what: item.state.what)
    fade(&sound, clause, item, row)
    crossOver(&sound, row, index)
    checkChannels(clause, item)
    return sound
  }

  private func soundContent(_ item: Placed) -> SoundLayer.Content? {
    if let generator = item.state.clause.generate?.value.generator as? any SoundGenerator {
      return generator.source(rate: canvas.sound.rate) == nil ? nil : .generator(generator)
    }
    guard let media = item.state.media, context.media.uses[media].facts.sound != nil, let run = item.run, !run.speed.isZero
    else { return nil }
    return .run(run)
  }

  private func fade(_ sound: inout SoundLayer, _ clause: SoundClause, _ item: Placed, _ row: ItemRow) {
    func samples(_ time: Setting<TimeExpression>?, _ key: String) -> Int {
      guard let time, let length = fadeLength(time, key, item, row) else { return 0 }
      return min(sound.samples.count, (length * Rational(canvas.sound.rate)).roundedHalfUp ?? 0)
    }
    sound.fadeIn = samples(clause.fadeIn, "fade-in")
    sound.fadeOut = samples(clause.fadeOut, "fade-out")
  }

  // MARK: transitions

  /// Sound changes over in the window of a transition: at equal power, or at once in its middle.
  private func crossOver(_ sound: inout SoundLayer, _ row: ItemRow, _ index: Int) {
    if let window = row.windows[index] {
      let range = samples(window.frames)
      switch window.clause.audio?.value ?? .cross {
      case .cross: (sound.crossIn, sound.edgeIn) = (range.count, 0)
      case .cut:
        sound.cutStart(to: window.before == nil ? range.lowerBound : middle(range), sampleRate: canvas.sound.rate)
      }
    }
    if let window = row.windows[index + 1] {
      let range = samples(window.frames)
      switch window.clause.audio?.value ?? .cross {
      case .cross: (sound.crossOut, sound.edgeOut) = (range.count, 0)
      case .cut:
        sound.cutEnd(to: window.after == nil ? range.upperBound : middle(range))
      }
    }
  }

  private func middle(_ range: Range<Int>) -> Int { (range.lowerBound + range.upperBound) / 2 }

  private func samples(_ frames: Range<Int>) -> Range<Int> {
    canvas.sample(ofEdge: frames.lowerBound)..<canvas.sample(ofEdge: frames.upperBound)
  }

  /// The sounds of a sequence that a transition joins to its neighbours: those that sound through the whole
  /// window cross over in it.
  func fadeAcrossWindows(_ sounds: inout [SoundLayer], _ row: ItemRow, _ index: Int) {
    for number in sounds.indices {
      if let range = row.windows[index].map({ samples($0.frames) }), sounds[number].samples.lowerBound <= range.lowerBound {
        sounds[number].crossIn = min(sounds[number].samples.count, range.count)
        sounds[number].edgeIn = 0
      }
      if let range = row.windows[index + 1].map({ samples($0.frames) }), sounds[number].samples.upperBound >= range.upperBound {
        sounds[number].crossOut = min(sounds[number].samples.count, range.count)
        sounds[number].edgeOut = 0
      }
    }
  }

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
    if case .run(var run) = content {
      run.first += Rational(sample - samples.lowerBound, sampleRate) * run.speed
      content = .run(run)
    }
    samples = sample..<samples.upperBound
  }

  fileprivate mutating func cutEnd(to sample: Int) { samples = samples.lowerBound..<sample }
}
