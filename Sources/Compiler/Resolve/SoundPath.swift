import Diagnostics
import MediaTypes
import Timeline

/// The way of a sound out of its track and the sequences around it, before its bus is known. Where sounds of
/// one track go to several buses, each bus's share of the track is treated by itself.
final class SoundPath {
  let number: Int
  let strip: Strip
  let outer: SoundPath?
  /// The bus that sounds inside go to, unless they name another.
  let bus: Setting<Name>?

  init(_ number: Int, _ strip: Strip, outer: SoundPath?, bus: Setting<Name>?) {
    (self.number, self.strip, self.outer) = (number, strip, outer)
    self.bus = bus ?? outer?.bus
  }
}

/// The strips of a film as they are found to be needed.
struct StripTable {
  private(set) var strips: [Strip] = []
  private var known: [Key: Int?] = [:]
  private var paths = 0
  /// The document's buses.
  var buses: [String: Strip] = [:]
  /// Buses that tracks and items name.
  var usedBuses: Set<String> = []
  /// Names under which something ducks.
  var wanted: Set<String> = []

  private struct Key: Hashable {
    var path: Int?
    var bus: String?
  }

  mutating func nextPath() -> Int {
    paths += 1
    return paths
  }

  /// The strip that a sound runs into; nil for the film.
  mutating func strip(_ path: SoundPath?, bus: String?) -> Int? {
    let key = Key(path: path?.number, bus: bus)
    if let found = known[key] { return found }
    let outer = path.flatMap { strip($0.outer, bus: bus) }
    guard var strip = path?.strip ?? bus.flatMap({ buses[$0] ?? nameless($0) }), !strip.isPlain else {
      known[key] = .some(outer)
      return outer
    }
    strip.into = outer
    strips.append(strip)
    known[key] = .some(strips.count - 1)
    return strips.count - 1
  }
}

extension StripTable {
  /// A bus that nothing describes, where something ducks under it.
  fileprivate func nameless(_ bus: String) -> Strip? {
    guard wanted.contains(bus) else { return nil }
    var strip = Strip(span: Span(start: 0, end: 0), what: "bus '\(bus)'")
    strip.key = Duck.key(ofBus: bus)
    return strip
  }
}

extension Composer {
  /// The way out of a track.
  func path(of row: ItemRow, _ surroundings: Surroundings) -> SoundPath {
    var strip = Strip(span: row.clause.gain?.keySpan ?? row.clause.span, what: "track")
    let first = row.items.map(\.start).min() ?? 0, last = row.items.map(\.end).max() ?? 0
    strip.effects = row.clause.soundEffects.map { applied($0.value, from: first, to: last) } ?? []
    if let gain = row.clause.gain?.value {
      strip.level.decibels = curve(gain, from: first, to: last) { $0.decibels }
    }
    strip.duck = duck(row.clause.duck, row.scope)
    strip.key = key(row.clause.id, row.scope)
    return SoundPath(strips.nextPath(), strip, outer: surroundings.path, bus: known(row.clause.bus))
  }

  /// The way out of a sequence or a stack.
  func path(of item: Placed, _ row: ItemRow, _ index: Int, _ surroundings: Surroundings) -> SoundPath {
    let clause = item.state.clause.sound
    var strip = Strip(span: subjectSpan(item), what: item.state.what)
    strip.level = level(clause, item, row, samples: canvas.samples(of: item.soundFrames))
    strip.effects = clause.effects.map { applied($0.value, from: item.start, to: item.end) } ?? []
    strip.duck = duck(clause.duck, row.scope)
    strip.key = key(item.state.clause.id, row.scope)
    if let window = row.windows[index], window.clause.audio?.value ?? .cross == .cross {
      strip.crossIn = canvas.samples(of: window.frames.shifted(by: item.soundFrames.lowerBound - item.frames.lowerBound))
    }
    if let window = row.windows[index + 1], window.clause.audio?.value ?? .cross == .cross {
      strip.crossOut = canvas.samples(of: window.frames.shifted(by: item.soundFrames.upperBound - item.frames.upperBound))
    }
    return SoundPath(strips.nextPath(), strip, outer: surroundings.path, bus: known(clause.bus))
  }

  /// A bus that is misspelt is reported; one that is nowhere described is a plain sum.
  func known(_ bus: Setting<Name>?) -> Setting<Name>? {
    guard let bus, strips.buses[bus.value.value] == nil,
      let meant = closest(to: bus.value.value, among: strips.buses.keys.sorted())
    else { return bus }
    if misspeltBuses.insert(bus.span).inserted {
      context.bag.error(
        "unknown-bus", "there is no bus '\(bus.value.value)'", at: bus.span, caption: "did you mean '\(meant)'?",
        fixIts: [Diagnostic.FixIt(bus.span, replacement: meant, title: "write '\(meant)'")])
    }
    return bus
  }

  /// The document's buses as strips.
  func readBuses(_ document: TimelineDocument, _ root: Resolver) {
    let described = document.buses?.value.entries ?? []
    for entry in described { strips.buses[entry.name] = Strip(span: entry.nameSpan, what: "bus '\(entry.name)'") }
    findWanted(document)
    for entry in described {
      var strip = Strip(span: entry.nameSpan, what: "bus '\(entry.name)'")
      let end = canvas.rate.time(ofEdge: frameCount)
      let clock = ItemClock(scope: root, map: .identity, inner: SourceRange(start: 0, end: end), start: 0, length: end)
      let bus = entry.value.value.retimed { clock($0) }
      strip.effects = bus.effects.map { applied($0.value, from: 0, to: end) } ?? []
      if let gain = bus.gain?.value { strip.level.decibels = curve(gain, from: 0, to: end) { $0.decibels } }
      strip.duck = duck(bus.duck, root)
      if strips.wanted.contains(entry.name) { strip.key = Duck.key(ofBus: entry.name) }
      strips.buses[entry.name] = strip
    }
  }
}

extension Canvas {
  /// The samples of some frames.
  func samples(of frames: Range<Int>) -> Range<Int> {
    sample(ofEdge: frames.lowerBound)..<sample(ofEdge: frames.upperBound)
  }
}
