import FilterGraph
import MediaTypes

/// A world that is asked each question once: films that are made of the rows of one table share what is known of their
/// media, texts and letters. What may change when a film is written (where a path leads, whether a folder takes files) is
/// remembered until `forgetPlaces`. For one thread.
package final class RememberedWorld: World {
  private let world: any World
  private var texts: [String: Result<[UInt8], WorldProblem>] = [:]
  private var facts: [String: Result<MediaFacts, WorldProblem>] = [:]
  private var analyses: [MediaQuestion: Result<[UInt8], WorldProblem>] = [:]
  private var speeches: [SpeechQuestion: Result<SpeechAnswer, WorldProblem>] = [:]
  private var extents: [Lettering: Result<TextMeasure, WorldProblem>] = [:]
  private var fonts: [String: Result<(family: String, file: FontFile), WorldProblem>] = [:]
  private var filterProblems: [FilterMedium: [Filter: String?]] = [:]
  private var lookupProblems: [String: WorldProblem?] = [:]
  private var patterns: [String: [String]] = [:]
  private var realPaths: [String: String] = [:]
  private var folders: [String: Bool] = [:]
  private var writables: [String: Bool] = [:]

  package init(_ world: any World) { self.world = world }

  /// Something may have been written.
  package func forgetPlaces() { (realPaths, folders, writables) = ([:], [:], [:]) }

  private struct Lettering: Hashable {
    var words: [String]
    var face: TextFace
  }

  private func remembered<Question, Answer>(
    _ question: Question, _ known: ReferenceWritableKeyPath<RememberedWorld, [Question: Result<Answer, WorldProblem>]>,
    _ ask: () throws(WorldProblem) -> Answer
  ) throws(WorldProblem) -> Answer {
    if let answer = self[keyPath: known][question] { return try answer.get() }
    let answer = Result(catching: ask)
    self[keyPath: known][question] = answer
    return try answer.get()
  }

  package func text(path: String) throws(WorldProblem) -> [UInt8] {
    try remembered(path, \.texts) { () throws(WorldProblem) in try world.text(path: path) }
  }

  package func facts(path: String) throws(WorldProblem) -> MediaFacts {
    try remembered(path, \.facts) { () throws(WorldProblem) in try world.facts(path: path) }
  }

  package func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
    try remembered(question, \.analyses) { () throws(WorldProblem) in try world.analysis(question) }
  }

  package func speech(_ question: SpeechQuestion) throws(WorldProblem) -> SpeechAnswer {
    try remembered(question, \.speeches) { () throws(WorldProblem) in try world.speech(question) }
  }

  package func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
    try remembered(Lettering(words: words, face: face), \.extents) { () throws(WorldProblem) in try world.measure(words, in: face) }
  }

  package func font(path: String) throws(WorldProblem) -> (family: String, file: FontFile) {
    try remembered(path, \.fonts) { () throws(WorldProblem) in try world.font(path: path) }
  }

  package func measure(_ question: SoundQuestion) throws(WorldProblem) -> SoundMeasure { try world.measure(question) }

  package func problem(with filter: Filter, in medium: FilterMedium) -> String? {
    if let known = filterProblems[medium]?[filter] { return known }
    let problem = world.problem(with: filter, in: medium)
    filterProblems[medium, default: [:]][filter] = .some(problem)
    return problem
  }

  package func problem(withLookup path: String) -> WorldProblem? {
    if let known = lookupProblems[path] { return known }
    let problem = world.problem(withLookup: path)
    lookupProblems[path] = .some(problem)
    return problem
  }

  package func problem(withModel path: String, _ filter: Filter) -> WorldProblem? { world.problem(withModel: path, filter) }

  package func files(matching pattern: String) -> [String] {
    if let known = patterns[pattern] { return known }
    let files = world.files(matching: pattern)
    patterns[pattern] = files
    return files
  }

  package func realPath(_ path: String) -> String {
    if let known = realPaths[path] { return known }
    realPaths[path] = world.realPath(path)
    return realPaths[path]!
  }

  package func isFolder(_ path: String) -> Bool {
    if let known = folders[path] { return known }
    folders[path] = world.isFolder(path)
    return folders[path]!
  }

  package func isWritable(_ path: String) -> Bool {
    if let known = writables[path] { return known }
    writables[path] = world.isWritable(path)
    return writables[path]!
  }
}
