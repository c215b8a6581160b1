import Catalogue
import Engine
import FilterGraph
import Testing

/// What every transition of the catalogue promises, in every direction.
@Suite struct TransitionTests {
  private static let clauses: [String] = TransitionFamily.all.filter { $0.name != "cut" }.flatMap { family in
    family.ways.map { "{type: \(family.name)\($0.direction.map { ", direction: " + $0 } ?? "")" }
  }

  /// Nine frames of change, of which frame 1 is the first.
  private func film(_ clause: String, keys: String = "") -> GeneratedFilm {
    let second = "{generate: {gradient: {from: navy, to: orange, direction: right}}, duration: 10f\(keys)}"
    return GeneratedFilm(
      track: "items: [{generate: test-pattern, duration: 10f\(keys)}, {transition: \(clause), duration: 9f}}, \(second)]")
  }

  /// FFmpeg has its filters and takes their options; no two look alike half-way; a still of each is kept.
  @Test func stills() throws {
    var stills: [(String, [UInt8])] = [], seen: [UInt64: String] = [:]
    for clause in Self.clauses {
      let film = film(clause), plan = try film.plan()
      for node in plan.picture?.spans.flatMap(\.graph.nodes) ?? [] {
        if let problem = FilterOptions.problem(with: node.filter) { Issue.record("\(clause): \(problem)") }
      }
      let pictures = try film.pictures(), sketches = try film.sketches()
      #expect(pictures.count == 11)
      if let twin = seen.updateValue(clause, forKey: pictures[5]) { Issue.record("\(clause) is \(twin)") }
      for (share, frame) in [("25", 3), ("50", 5), ("75", 7)] { stills.append((clause.dropFirst() + " " + share, sketches[frame])) }
    }
    try Sketchbook(name: "transitions").check(stills)
  }

  /// What is transparent stays so (but for those that change what they show on purpose): between two pictures of one size with nothing beside them, what is below is seen.
  @Test(arguments: clauses.filter { !$0.contains("dip") && !$0.contains("grays") }) func bringsNoColourOfItsOwn(_ clause: String) throws {
    let colors = try film(clause, keys: ", opacity: 0").colors(at: [(48, 32), (10, 50)], frame: 5)
    for (got, wanted) in zip(colors.joined(), [0x40, 0x60, 0x80, 0x40, 0x60, 0x80]) { #expect(abs(got - wanted) <= 3) }
  }

  /// A sequence that runs backwards shows its transitions backwards, too.
  @Test(arguments: ["{type: dissolve", "{type: wipe, direction: left", "{type: circle-open", "{type: dip, ease: in-cubic"])
  func runsBackwards(_ clause: String) throws {
    let items =
      "[{generate: {color: red}, duration: 10f}, {transition: \(clause), duration: 8f}}, {generate: {color: blue}, duration: 12f}]"
    let forwards = try GeneratedFilm(track: "items: [{sequence: {items: \(items)}}]").sketches()
    let backwards = try GeneratedFilm(track: "items: [{sequence: {items: \(items)}, speed: -1}]").sketches()
    #expect(forwards.count == backwards.count)
    for (a, b) in zip(forwards, backwards.reversed()) {
      #expect(zip(a, b).allSatisfy { abs(Int($0) - Int($1)) <= 2 })
    }
  }

  /// Two pictures that meet what is below in different ways give way to each other as they are seen.
  @Test func differentBlends() throws {
    let items = "{generate: {color: white}, duration: 10f, blend: multiply}, {transition: {type: dissolve, duration: 8f}}"
    let track = "items: [\(items), {generate: {color: black}, duration: 10f, blend: screen}]"
    for color in try GeneratedFilm(track: track).colors(at: [(48, 32)], frame: 6) {
      for (got, wanted) in zip(color, [0x40, 0x60, 0x80]) { #expect(abs(got - wanted) <= 3) }
    }
  }
}
