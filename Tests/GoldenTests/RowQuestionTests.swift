import Compiler
import FilterGraph
import MediaTypes
import Testing
import Timeline

/// The films of a table's rows share what they have in common.
@Suite struct RowQuestionTests {
  /// A world that counts what it is asked.
  private final class CountingWorld: World {
    let table = TableWorld()
    var asked: [String: Int] = [:]

    func text(path: String) throws(WorldProblem) -> [UInt8] {
      asked["text \(path)", default: 0] += 1
      return try table.text(path: path)
    }

    func facts(path: String) throws(WorldProblem) -> MediaFacts {
      asked["facts \(path)", default: 0] += 1
      return try table.facts(path: path)
    }

    func analysis(_ question: MediaQuestion) throws(WorldProblem) -> [UInt8] {
      asked["analysis \(question.path)", default: 0] += 1
      return try table.analysis(question)
    }

    func measure(_ words: [String], in face: TextFace) throws(WorldProblem) -> TextMeasure {
      asked["words \(words)", default: 0] += 1
      return try table.measure(words, in: face)
    }

    func files(matching pattern: String) -> [String] { table.files(matching: pattern) }
    func realPath(_ path: String) -> String { table.realPath(path) }
    func isFolder(_ path: String) -> Bool { table.isFolder(path) }
    func isWritable(_ path: String) -> Bool { table.isWritable(path) }
  }

  private static let document = """
    timeline: 1
    vars: {at: {type: number}}
    tempo: {source: song}
    rows: [{at: 0}, {at: 0.5}, {at: 1}, {at: 0}]
    tracks:
      - items: [{clip: p25.mp4, in: "${at}s", duration: 1s}, {clip: p25.mp4, in: "${at}s", duration: 2b}]
      - {kind: overlay, items: [{text: The same, at: 0s, duration: 1s}]}
      - {kind: audio, items: [{id: song, clip: song.mp3, until: end}]}
    """

  @Test func eachQuestionIsAskedOnce() throws {
    let world = CountingWorld(), remembered = RememberedWorld(world)
    var request = CompileRequest(
      path: "film.yaml", bytes: Array(Self.document.utf8), folder: "", output: OutputRequest(path: nil, defaultPath: "film.mp4"))
    let rows = try #require(readRows(request, world: remembered).table?.rows)
    request.reading = SourceReading(request)
    for row in rows {
      request.row = row
      let compilation = try compile(request, world: remembered)
      #expect(!compilation.bag.hasErrors && compilation.renders.count == 1)
    }
    #expect(world.asked.values.allSatisfy { $0 == 1 }, "\(world.asked)")
    for question in ["facts p25.mp4", "facts song.mp3", "analysis song.mp3"] { #expect(world.asked[question] == 1, "\(question)") }
  }
}
