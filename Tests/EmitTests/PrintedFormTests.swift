import Compiler
import FilterGraph
import Foundation
import MediaTypes
import Testing

/// The forms that people and programs read.
@Suite struct PrintedFormTests {
  private func plan() -> RenderPlan {
    let picture = PictureFacts(
      stream: 0, codec: "h264", codedSize: PixelSize(width: 1920, height: 1080), pixelAspect: 1,
      orientation: .upright,
      pixelFormat: "yuv420p", hasAlpha: false, isInterlaced: false, color: .bt709, start: 0, end: 10,
      meanRate: 25,
      frameCount: 250)
    let sound = SoundFacts(
      stream: 1, codec: "aac", rate: 48000, channels: 2, layout: "stereo", start: Rational(-1, 48000), end: 10
    )
    let facts = MediaFacts(
      path: "media/it's \"a\".mp4", kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", origin: 0,
      picture: picture,
      sound: sound, fingerprint: "f")
    var graph = SpanGraph()
    let size = graph.add(Filter("scale", ["w": 640, "h": 360]), to: .source(0), origin: 0)
    let text = Filter("drawtext", ["text": "50%: it's, \"so\" \\ far", "x": 1.5])
    graph.output = graph.add(
      text, to: size, origin: 1, automation: .init(command: "x", values: ["1", "2"]))
    let sampling = Sampling(first: Rational(51, 50), step: Rational(1, 25), count: 75, bound: 5)
    let span = PictureSpan(
      first: 0, count: 75, sources: [PictureSource(input: 0, sampling: sampling, origin: 0)], graph: graph)
    let voice = Voice(
      source: SoundSource(input: 0, first: 48000, count: 144_000), graph: SpanGraph(), samples: 144_000,
      origin: 0)
    var written = output("out/film.mp4")
    written.metadata = [.init("title", "A / B")]
    return RenderPlan(
      inputs: [PlanInput(facts: facts)],
      picture: PicturePlan(
        size: PixelSize(width: 640, height: 360), rate: FrameRate(25)!, pixelFormat: "yuv420p", color: .bt709,
        frameCount: 75, spans: [span]),
      sound: SoundPlan(
        shape: SoundShape(rate: 48000, layout: .stereo), sampleCount: 145_000,
        lanes: [[.voice(voice), .silence(samples: 1000)]]),
      output: written,
      origins: [
        PlanOrigin(file: "a.timeline.yaml", line: 3, column: 7, what: "clip 'a'"),
        PlanOrigin(file: "a.timeline.yaml", line: 9, column: 1, what: "text"),
      ])
  }

  @Test func graphIsReadable() {
    let wanted = """
      input 0: video 'media/it\\'s "a".mp4', picture 0 h264 1920x1080 yuv420p, sound 1 aac 48000 stereo

      picture: 640x360 rate 25 yuv420p bt709 tv frames 75
      span 0: frames 0..<75
        source 0: input 0 'media/it\\'s "a".mp4' from 51/50 step 1/25 count 75 before 5  # a.timeline.yaml:3:7 clip 'a'
        n0 = scale(source 0; w=640, h=360)  # a.timeline.yaml:3:7 clip 'a'
        n1 = drawtext(n0; text='50%: it\\'s, "so" \\\\ far', x=1.5) with x = [1 2]  # a.timeline.yaml:9:1 text

      sound: 48000 stereo samples 145000
      lane 0
        voice: samples 0..<144000  # a.timeline.yaml:3:7 clip 'a'
          source 0: input 0 'media/it\\'s "a".mp4' from 48000 count 144000
          output source 0
        silence: samples 144000..<145000

      output: 'out/film.mp4' matroska
        picture: ffv1
        sound: pcm_s16le
        tag title = 'A / B'

      """
    #expect(emitGraph(plan(), origins: true) == wanted)
    #expect(!emitGraph(plan(), origins: false).contains("#"))
  }

  @Test func planReadsBack() throws {
    let text = emitPlan(plan())
    #expect(try JSONDecoder().decode(RenderPlan.self, from: Data(text.utf8)) == plan())
    #expect(text.contains("\"value\" : \"A / B\""))
    #expect(text == emitPlan(plan()))
  }

  @Test func dotIsWellFormed() throws {
    let text = emitDot(plan())
    #expect(text.hasPrefix("digraph film {\n"))
    #expect(text.contains("s0n1 [label=\"drawtext\\ntext=50%: it's, \\\"so\\\" \\\\ far\\nx=1.5\"];"))
    #expect(text.contains("s0n0 -> s0n1;"))
    guard (try? run("dot", ["-V"])) != nil else { return }
    let file = temporaryFile("film.dot")
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    _ = try run("dot", ["-Tsvg", file])
  }

  @Test func scriptParses() throws {
    let file = temporaryFile("film.sh")
    try emitFFmpeg(plan()).write(toFile: file, atomically: false, encoding: .utf8)
    _ = try run("/bin/sh", ["-n", file])
  }
}
