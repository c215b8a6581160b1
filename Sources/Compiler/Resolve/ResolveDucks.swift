import Diagnostics
import MediaTypes
import Timeline

extension Duck {
  static func key(ofBus name: String) -> String { "bus " + name }
}

extension Composer {
  /// What an item or a track goes by for what ducks under it; nil where nothing does.
  func key(_ id: Setting<Name>?, _ scope: Resolver) -> String? {
    guard let name = id?.value.value, strips.wanted.contains(name) else { return nil }
    return "\(scope.scope) \(name)"
  }

  func duck(_ clause: Setting<DuckClause>?, _ scope: Resolver?) -> Duck? {
    guard let clause, let scope, let under = clause.value.under, let key = target(under, scope) else { return nil }
    let value = clause.value
    return Duck(
      under: key, name: under.value.value, decibels: value.by?.value.decibels ?? 12,
      threshold: value.threshold?.value.decibels ?? -40, attack: value.attack?.value.seconds ?? Rational(3, 20),
      hold: value.hold?.value.seconds ?? Rational(2, 5), release: value.release?.value.seconds ?? Rational(3, 5), span: under.span)
  }

  /// The key of an item or track of the scope, of one inside its sequences, of the document's own, or of a bus.
  private func target(_ under: Setting<Text>, _ scope: Resolver) -> String? {
    let path = under.value.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for scope in [scope, root].compactMap({ $0 }) {
      if let key = walk(path[...], scope) { return key }
      // What is switched off is never heard.
      if scope.names.disabled[path[0]] != nil { return nil }
    }
    if path.count == 1, strips.buses[path[0]] != nil || strips.usedBuses.contains(path[0]) { return Duck.key(ofBus: path[0]) }
    report(under, scope)
    return nil
  }

  private func walk(_ path: ArraySlice<String>, _ scope: Resolver) -> String? {
    guard let first = path.first, let meaning = scope.names.meanings[first] else { return nil }
    switch meaning {
    case .track: return path.count == 1 ? "\(scope.scope) \(first)" : nil
    case .item(let track, let item):
      guard path.count > 1 else { return "\(scope.scope) \(first)" }
      return scope.tracks[track].items[item].child.flatMap { walk(path.dropFirst(), $0) }
    case .marker: return nil
    }
  }

  private func report(_ under: Setting<Text>, _ scope: Resolver) {
    guard misspeltBuses.insert(under.span).inserted else { return }
    let names = Array(scope.names.meanings.keys).sorted() + Array(strips.buses.keys).sorted() + strips.usedBuses.sorted()
    let meant = closest(to: under.value.value, among: names)
    context.bag.error(
      "unknown-sound", "there is no item, track or bus '\(under.value.value)' to duck under", at: under.span,
      caption: meant.map { "did you mean '\($0)'?" } ?? "give one an 'id', or a 'bus'",
      fixIts: meant.map { [Diagnostic.FixIt(under.span, replacement: $0, title: "write '\($0)'")] } ?? [])
  }

  /// Notes under which names something ducks, and which buses are used, before anything is composed.
  func findWanted(_ document: TimelineDocument) {
    var walk = DuckWalk()
    for entry in document.buses?.value.entries ?? [] { walk.note(entry.value.value.duck) }
    for track in document.tracks?.value ?? [] { walk.visit(track) }
    (strips.wanted, strips.usedBuses) = (walk.wanted, walk.buses)
  }
}

/// Goes through a document's tracks and what is inside them.
private struct DuckWalk {
  var wanted: Set<String> = []
  var buses: Set<String> = []

  mutating func note(_ duck: Setting<DuckClause>?) {
    guard let name = duck?.value.under?.value.value else { return }
    wanted.insert(name.split(separator: ".").last.map(String.init) ?? name)
  }

  mutating func visit(_ track: TrackClause) {
    note(track.duck)
    if let bus = track.bus { buses.insert(bus.value.value) }
    for item in track.items?.value ?? [] {
      note(item.sound.duck)
      if let bus = item.sound.bus { buses.insert(bus.value.value) }
      for inner in (item.sequence?.value.tracks ?? []) + (item.stack?.value.tracks ?? []) { visit(inner) }
    }
  }
}
