import Diagnostics
import FilterGraph
import MediaTypes

extension Hearing {
  /// Finds the curve of everything that ducks.
  mutating func duck(_ bag: inout DiagnosticBag) {
    var heard: [String: SoundMeasure] = [:]
    let ducks = composition.sounds.compactMap(\.duck) + composition.strips.compactMap(\.duck)
    for duck in ducks where heard[duck.under] == nil {
      heard[duck.under] = listener.measure(sound(of: duck.under), at: duck.span, &bag)
    }
    let rate = composition.canvas.rate
    for index in composition.sounds.indices {
      guard let duck = composition.sounds[index].duck, let measure = heard[duck.under] else { continue }
      composition.sounds[index].level.ducking = duck.curve(measure, rate)
    }
    for index in composition.strips.indices {
      guard let duck = composition.strips[index].duck, let measure = heard[duck.under] else { continue }
      composition.strips[index].level.ducking = duck.curve(measure, rate)
    }
  }

  /// What goes by a key, after its own gain and effects, without what is around it.
  private func sound(of key: String) -> Composition {
    var part = part { composition.strips[$0].key == key }
    let own = composition.sounds.filter { $0.key == key }.map { sound in
      var sound = sound
      sound.strip = nil
      return sound
    }
    part.sounds = part.sounds.filter { $0.key != key } + own
    return part
  }

  // MARK: cycles

  /// What ducks under something that ducks under it, or that it is a part of, is an error.
  func checkCycles(_ bag: inout DiagnosticBag) {
    var told: Set<Span> = []
    for (way, duck) in ducks {
      guard let loop = loop(from: duck, avoiding: way), told.insert(duck.span).inserted else { continue }
      bag.error(
        "duck-cycle",
        loop.isEmpty
          ? "what ducks under '\(duck.name)' is a part of it"
          : "these duck under each other: " + (loop + [loop[0]]).joined(separator: " → "),
        at: duck.span, caption: "duck under something else")
    }
  }

  /// Everything that ducks, with the keys that it sounds under: its own, and those of the strips around it.
  private var ducks: [(keys: Set<String>, duck: Duck)] {
    let sounds = composition.sounds.compactMap { sound in sound.duck.map { (keys(of: sound), $0) } }
    let strips = composition.strips.indices.compactMap { index in
      composition.strips[index].duck.map { (Set(way(from: index).compactMap { composition.strips[$0].key }), $0) }
    }
    return sounds + strips
  }

  private func keys(of sound: SoundLayer) -> Set<String> {
    Set(way(from: sound.strip).compactMap { composition.strips[$0].key } + (sound.key.map { [$0] } ?? []))
  }

  /// The names on the way from a duck back to one of `keys`; empty where it is under what it is a part of, nil where
  /// there is none.
  private func loop(from duck: Duck, avoiding keys: Set<String>) -> [String]? {
    guard !keys.contains(duck.under) else { return [] }
    var seen: Set<String> = [duck.under]
    var open = [(key: duck.under, names: [duck.name])]
    while let (key, names) = open.popLast() {
      for (inside, other) in ducks where inside.contains(key) {
        if keys.contains(other.under) { return names + [other.name] }
        if seen.insert(other.under).inserted { open.append((other.under, names + [other.name])) }
      }
    }
    return nil
  }
}

extension Duck {
  /// The gain that a measured level asks for, in decibels on the film's frames: down when the other begins, down for
  /// `hold` after it ends, and so over pauses between words.
  func curve(_ measure: SoundMeasure, _ rate: FrameRate) -> Curve? {
    let limit = (threshold * 100).roundedHalfUp ?? -4000
    var stretches: [(start: Rational, end: Rational)] = []
    for (number, level) in measure.levels.enumerated() where level > limit {
      let (start, end) = (Rational(number, 100), Rational(number + 1, 100))
      if let last = stretches.last, start <= last.end + hold + release * .half + attack {
        stretches[stretches.count - 1].end = end
      } else {
        stretches.append((start, end))
      }
    }
    guard !stretches.isEmpty, !decibels.isZero else { return nil }
    var keys: [Curve.Key] = []
    func add(_ seconds: Rational, _ value: Rational) {
      let frame = seconds * rate.value
      // Levels that are not back before they go down again meet half-way.
      if let last = keys.last, frame <= last.frame { return }
      keys.append(Curve.Key(frame: frame, value: value, ease: .linear))
    }
    let least = Rational(1, 1000)
    for (index, stretch) in stretches.enumerated() {
      let back = stretch.end + hold + max(least, release)
      let down = stretch.start - max(least, attack)
      if index == 0 || stretches[index - 1].end + hold + max(least, release) < down { add(down, 0) }
      add(stretch.start, -decibels)
      add(stretch.end + hold, -decibels)
      let next = index + 1 < stretches.count ? stretches[index + 1].start - max(least, attack) : back + 1
      if back <= next {
        add(back, 0)
      } else {
        let held = stretch.end + hold, rise = (next - held) / max(least, release)
        add(max(held + least, next), -decibels * (1 - max(0, min(1, rise))))
      }
    }
    return .keyframes(keys)
  }
}
