import Catalogue
import Diagnostics
import FilterGraph
import MediaTypes

/// The composition with everything that depends on how loud its sound is: the gain of media with a loudness of their
/// own, of `normalize`, and the curves of what ducks. Each is measured before any ducking, from the inside out.
func hear(
  _ composition: Composition, _ request: CompileRequest, world: any World, _ sources: SourceMap, _ bag: inout DiagnosticBag
) -> Composition {
  var hearing = Hearing(composition: composition, listener: Listener(world: world, sources: sources))
  hearing.checkCycles(&bag)
  guard request.measuresSound, !bag.hasErrors else { return composition }
  hearing.levelMedia(&bag)
  hearing.normalize(&bag)
  hearing.duck(&bag)
  return hearing.composition
}

/// A composition while its levels are found.
struct Hearing {
  var composition: Composition
  let listener: Listener

  // MARK: media

  mutating func levelMedia(_ bag: inout DiagnosticBag) {
    for (number, use) in composition.media.enumerated() {
      guard let wanted = use.loudness, let facts = use.facts.sound else { continue }
      let users = composition.sounds.indices.filter { composition.sounds[$0].media == number }
      guard !users.isEmpty, let measure = listener.measure(whole(number, facts, use), at: wanted.span, &bag),
        let integrated = measure.integrated
      else { continue }
      let gain = wanted.value.units - Rational(integrated, 100)
      for user in users { composition.sounds[user].sourceDecibels = gain }
    }
  }

  /// All of a media's sound and nothing else.
  private func whole(_ number: Int, _ facts: SoundFacts, _ use: MediaUse) -> Composition {
    var alone = composition
    let length = facts.end - facts.start
    alone.frameCount = max(1, (length * composition.canvas.rate.value).floor ?? 1)
    let run = SourceRun(media: number, first: facts.start, speed: 1)
    alone.sounds = [
      SoundLayer(
        samples: 0..<alone.sampleCount, content: .run(run), channels: .all, pitch: .keep, edgeIn: 0, edgeOut: 0, row: 0,
        isSequential: true, span: use.span, what: "'\(use.facts.path)'")
    ]
    alone.strips = []
    return alone
  }

  // MARK: normalize

  mutating func normalize(_ bag: inout DiagnosticBag) {
    for index in composition.sounds.indices {
      for place in composition.sounds[index].effects.indices {
        guard let effect = composition.sounds[index].effects[place].effect as? NormalizeEffect else { continue }
        var sound = composition.sounds[index]
        sound.effects = Array(sound.effects[..<place])
        (sound.level, sound.strip, sound.tail) = (SoundLevel(), nil, 0)
        var alone = composition
        (alone.sounds, alone.strips) = ([sound], [])
        let span = composition.sounds[index].effects[place].span
        composition.sounds[index].effects[place].effect = found(effect, alone, at: span, &bag)
      }
    }
    // A strip stands behind the one that it runs into, so the inner ones come last.
    for index in composition.strips.indices.reversed() {
      for place in composition.strips[index].effects.indices {
        guard let effect = composition.strips[index].effects[place].effect as? NormalizeEffect else { continue }
        var alone = part { $0 == index }
        alone.strips[index].effects = Array(alone.strips[index].effects[..<place])
        alone.strips[index].level = SoundLevel()
        (alone.strips[index].crossIn, alone.strips[index].crossOut) = (nil, nil)
        let span = composition.strips[index].effects[place].span
        composition.strips[index].effects[place].effect = found(effect, alone, at: span, &bag)
      }
    }
  }

  private func found(_ effect: NormalizeEffect, _ alone: Composition, at span: Span, _ bag: inout DiagnosticBag) -> NormalizeEffect {
    guard let measure = listener.measure(alone, at: span, &bag), let integrated = measure.integrated else { return effect }
    var effect = effect
    effect.gain = effect.wanted - Rational(integrated, 100)
    effect.isLimited = Rational(measure.truePeak ?? -20_000, 100) + effect.gain > effect.ceiling
    return effect
  }

  // MARK: parts

  /// The film's sound that runs through some strips, which end in the film.
  func part(_ isEnd: (Int) -> Bool) -> Composition {
    var part = composition
    let ends = Set(composition.strips.indices.filter(isEnd))
    part.sounds = composition.sounds.filter { sound in way(from: sound.strip).contains { ends.contains($0) } }
    for end in ends { part.strips[end].into = nil }
    return part
  }

  /// The strips that a sound passes, from the inside out.
  func way(from first: Int?) -> [Int] {
    var way: [Int] = []
    var strip = first
    while let number = strip {
      way.append(number)
      strip = composition.strips[number].into
    }
    return way
  }
}

extension SoundLayer {
  /// The file that it is from.
  fileprivate var media: Int? { if case .run(let run) = content { run.media } else { nil } }
}
