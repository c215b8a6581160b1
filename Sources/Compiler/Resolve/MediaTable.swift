import Diagnostics
import MediaTypes
import Timeline

/// The files of one compilation, each asked about once.
struct MediaTable {
  private(set) var uses: [MediaUse] = []
  /// Timed words of the media that are voices.
  private(set) var words: [Int: [UInt8]] = [:]
  /// What each name or path came to; nil where it was wrong and has been reported.
  private var known: [String: Int?] = [:]
  private var byPath: [String: Int] = [:]
  private let bin: [String: Setting<MediaClause>]
  private let binNames: [String]
  private(set) var usedNames: Set<String> = []
  private let paths: PathRules
  private let world: any World

  init(_ document: TimelineDocument, paths: PathRules, world: any World, _ bag: inout DiagnosticBag) {
    self.paths = paths
    self.world = world
    let entries = document.media?.value.entries ?? []
    bin = Dictionary(entries.map { ($0.name, $0.value) }) { first, _ in first }
    binNames = entries.map(\.name)
    // Every entry is looked at, used or not: a missing file is an error of the bin.
    for entry in entries {
      known[entry.name] = open(entry.value.value.src!, clause: entry.value.value, &bag)
      for marker in entry.value.value.markers?.value.entries ?? [] {
        if let problem = Name.problem(with: marker.name) { bag.error("bad-name", problem, at: marker.nameSpan) }
        guard let at = marker.value.value.at, !at.value.isLength else { continue }
        bag.error(
          "anchor-in-source", "'\(marker.name)' is a moment of the file, and '\(at.value.text)' is one of the film", at: at.span,
          caption: "count it from the file's start")
      }
    }
  }

  /// The media that `clip:` names; nil where there is none, which has been reported.
  mutating func find(_ name: Setting<FilePath>, _ bag: inout DiagnosticBag) -> Int? {
    let text = name.value.value
    if bin[text] != nil { usedNames.insert(text) }
    if let found = known[text] {
      if found == nil, bin[text] == nil { _ = open(name, clause: nil, &bag) }
      return found
    }
    let index = open(name, clause: nil, &bag)
    known[text] = index
    return index
  }

  /// The media that a voice is made into; nil where it cannot be said, which has been reported.
  mutating func say(_ voice: Setting<Text>, _ clause: ItemClause, _ bag: inout DiagnosticBag) -> Int? {
    let question = SpeechQuestion(
      text: voice.value.value, language: clause.lang?.value.value ?? "en", speaker: clause.speaker?.value.value,
      rate: clause.voiceRate?.value.value ?? .one, isTrusted: paths.safeRoot == nil)
    do {
      let answer = try world.speech(question)
      if let known = byPath[answer.path] { return known }
      uses.append(MediaUse(facts: try world.facts(path: answer.path), sequenceRate: nil, loudness: nil, span: voice.span))
      (byPath[answer.path], words[uses.count - 1]) = (uses.count - 1, answer.words)
      return uses.count - 1
    } catch {
      let place = error.subject == "speaker" ? clause.speaker?.span : error.subject == "lang" ? clause.lang?.span : nil
      bag.error("cannot-speak", error.message, at: place ?? voice.span, notes: error.notes)
      return nil
    }
  }

  /// The moments that the bin names of a source.
  func markers(of name: String) -> [(name: String, nameSpan: Span, value: Setting<MarkerClause>)] {
    bin[name]?.value.markers?.value.entries ?? []
  }

  /// Entries of the bin that nothing uses.
  var unusedNames: [String] { binNames.filter { !usedNames.contains($0) } }

  private mutating func open(
    _ path: Setting<FilePath>, clause: MediaClause?, _ bag: inout DiagnosticBag
  ) -> Int? {
    guard let resolved = paths.input(path, &bag), paths.holds(resolved, path, world, &bag) else { return nil }
    let key = resolved + (clause.map(overrides) ?? "")
    if let index = byPath[key] { return index }
    do {
      var facts = try world.facts(path: resolved)
      if let rate = clause?.rate, facts.kind != .pictureSequence {
        bag.error(
          "media-rate", "'rate' is for numbered picture sequences; '\(path.value.value)' has times of its own", at: rate.keySpan,
          caption: "drop it")
        return nil
      }
      if let turn = clause?.rotate?.value { facts.picture?.orientation = turn.orientation }
      uses.append(
        MediaUse(facts: facts, sequenceRate: clause?.rate?.value.rate, loudness: clause?.loudness, span: path.span))
      byPath[key] = uses.count - 1
      return uses.count - 1
    } catch {
      report(error, path, &bag)
      return nil
    }
  }

  private func overrides(_ clause: MediaClause) -> String {
    "|\(clause.rate?.value.rate.description ?? "")|\(clause.rotate?.value.rawValue ?? "")|\(clause.loudness?.value.units.description ?? "")"
  }

  private func report(_ problem: WorldProblem, _ path: Setting<FilePath>, _ bag: inout DiagnosticBag) {
    let text = path.value.value
    let named = text.contains("/") ? nil : closest(to: text, among: binNames)
    let suggestion = named ?? problem.nearPath.map(paths.written)
    bag.error(
      "bad-media", problem.message, at: path.span, caption: suggestion.map { "did you mean '\($0)'?" } ?? "",
      notes: problem.notes,
      fixIts: suggestion.map { [Diagnostic.FixIt(path.span, replacement: $0, title: "write '\($0)'")] } ?? [])
  }
}

extension QuarterTurn {
  var orientation: Orientation {
    switch self {
    case .none: .upright
    case .right: Orientation(quarterTurns: 1)
    case .half: Orientation(quarterTurns: 2)
    case .left: Orientation(quarterTurns: 3)
    }
  }
}
