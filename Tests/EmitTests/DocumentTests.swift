import Compiler
import Engine
import FilterGraph
import Foundation
import MediaTypes
import Testing

/// Whole documents: the compiler's own plans, run by the engine and by the printed script.
@Suite(.serialized) struct DocumentTests {
  /// The real world, without what a test does not ask.
  private struct MadeWorld: World {
    func text(path: String) throws(WorldProblem) -> [UInt8] { throw WorldProblem("no text '\(path)'") }
    func facts(path: String) throws(WorldProblem) -> MediaFacts {
      do throws(EngineError) { return try probeMedia(path: path) } catch { throw WorldProblem(error.message) }
    }
    func realPath(_ path: String) -> String { path }
    func isFolder(_ path: String) -> Bool { false }
    func isWritable(_ path: String) -> Bool { true }
  }

  private func media(_ name: String, _ picture: String, sound: Int?, options: [String]) throws -> String {
    let path = temporaryFile(name)
    var words = ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", picture]
    if let sound {
      words += ["-f", "lavfi", "-i", "aevalsrc=exprs='sin(\(sound)*t*(1+t))/2':s=\(sound):d=6"]
    }
    _ = try run("ffmpeg", words + options + ["file:" + path])
    return path
  }

  private func plan(_ document: String) throws -> RenderPlan {
    let request = CompileRequest(
      path: "film.timeline.yaml", bytes: Array(document.utf8), folder: "",
      output: OutputRequest(path: nil, defaultPath: temporaryFile("film.mp4")))
    let result = try compile(request, world: MadeWorld())
    guard let render = result.renders.first else {
      throw Failure(text: result.bag.sorted.map(\.message).joined(separator: "\n"))
    }
    return render.plan
  }

  @Test(arguments: [
    "tracks: [{items: [{clip: A, in: 1s, out: 2.5s}, {clip: B, in: 1/3s, duration: 2s, speed: 3/2}]}]",
    "tracks: [{items: [{clip: A, in: 1s, out: 4s, speed: -1}, {gap: 0.5s}, {clip: A, in: 5s, duration: 1s, speed: 0}]}]",
    "tracks: [{items: [{clip: B, in: 4.5s, out: 5.5s}, {clip: S, duration: 1s}, {clip: A, out: 50%}]}]",
    """
    tracks:
      - items: [{clip: A, out: 3s}, {clip: B, in: 1s, out: 4s}]
      - kind: audio
        items: [{clip: B, in: 2s, out: 5s, gain: -6, fade-out: 1s}]
    """,
    """
    tracks:
      - items: [{clip: A, loop: 2, fit: cover}]
      - kind: overlay
        items: [{clip: B, at: 1s, in: 1s, duration: 2s}]
    """,
    "tracks: [{items: [{clip: B, out: 3s, speed: 5/4, audio: {pitch: shift}}, {clip: A, speed: 0.8, out: 4s}]}]",
  ])
  func documents(text: String) throws {
    let first = try media(
      "a.mov", "testsrc2=s=128x72:r=25:d=6,format=yuv420p", sound: 44100,
      options: ["-c:v", "libx264", "-g", "24", "-c:a", "pcm_s16le"])
    let second = try media(
      "b.mkv", "testsrc2=s=96x96:r=30000/1001:d=6,format=yuv420p", sound: 48000,
      options: ["-c:v", "libx264", "-g", "40", "-c:a", "flac"])
    let still = try media(
      "s.png", "testsrc=s=64x64", sound: nil, options: ["-frames:v", "1", "-update", "1"])
    let head = """
      timeline: 1
      canvas: {size: 128x72, rate: 30}
      media: {A: {src: "\(first)"}, B: {src: "\(second)"}, S: {src: "\(still)"}}

      """
    let plan = try plan(head + text)
    #expect(try JSONDecoder().decode(RenderPlan.self, from: Data(emitPlan(plan).utf8)) == plan)
    #expect(emitGraph(plan, origins: true) == emitGraph(plan, origins: true))
    try compare(plan)
  }
}
