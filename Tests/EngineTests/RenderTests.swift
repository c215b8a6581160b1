import FilterGraph
import Foundation
import Glibc
import MediaTypes
import Testing

@testable import Engine

/// Whole films, written and read back.
struct RenderTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  /// Ten cuts of one numbered source, with its sound.
  private func film(_ output: (MadeMedia) -> OutputPlan) throws -> RenderPlan {
    try media.make(
      "in.mp4", MadeMedia.numbered(rate: "25", seconds: "6"), "-f lavfi -i sine=440:r=48000:d=6",
      "-c:v libx264 -qp 10 -g 25 -bf 2 -c:a aac")
    let starts = (0..<10).map { ($0 * 37) % 120 }
    var plan = try RenderPlan.pictures(
      media.path("in.mp4"), starts.map { .middle(from: Rational($0, 25), count: 10) })
    let segments = starts.map { start in
      let source = SoundSource(input: 0, first: start * 1920, count: 19200)
      return SoundSegment.voice(Voice(source: source, graph: SpanGraph(), samples: 19200, origin: 0))
    }
    plan.sound = SoundPlan(
      shape: SoundShape(rate: 48000, layout: .mono), sampleCount: 192_000, lanes: [segments])
    plan.output = output(media)
    return plan
  }

  @Test func writesWhatWasPlanned() throws {
    let plan = try film { .mp4($0.path("new/folder/out.mp4")) }
    var steps = 0
    let report = try render(plan) { progress in
      steps += 1
      #expect(progress.frameCount == 100 && progress.sampleCount == 192_000)
    }
    #expect(report.frames == 100 && report.samples == 192_000 && report.mostInputsOpen == 2)
    #expect(steps == 100 + 188)
    let facts = try probeMedia(path: report.path)
    #expect(facts.picture?.end == 4 && facts.picture?.frameCount == 100)
    #expect(facts.sound?.start == 0)
    let again = try RenderPlan.pictures(report.path, [.middle(from: 0, count: 100)])
    let expected = (0..<10).flatMap { cut in (0..<10).map { (cut * 37) % 120 + $0 } }
    #expect(try NumberSink.run(again).numbers == expected)
    #expect(try FileManager.default.contentsOfDirectory(atPath: media.path("new/folder")) == ["out.mp4"])
  }

  @Test func theSamePlanGivesTheSameBytes() throws {
    let plan = try film { .mp4($0.path("a.mp4")) }
    let first = try Data(contentsOf: URL(fileURLWithPath: render(plan).path))
    for fill in [0x55, 0xaa, 0x01] {
      useMemory(filledWith: fill)
      #expect(try Data(contentsOf: URL(fileURLWithPath: render(plan).path)) == first)
    }
  }

  /// Leaves the heap as a process that has worked for long would: whoever reads memory that nobody wrote, reads this.
  private func useMemory(filledWith fill: Int) {
    let blocks = (6...19).flatMap { power in (0..<4).map { _ in (memory: malloc(1 << power), size: 1 << power) } }
    for block in blocks { block.memory.map { _ = memset($0, Int32(fill), block.size) } }
    for block in blocks { free(block.memory) }
  }

  @Test func losslessSoundIsExact() throws {
    try media.make("in.wav", MadeMedia.counted(rate: 48000, seconds: "2"), "-c:a pcm_s16le")
    var plan = try RenderPlan.sound(
      media.path("in.wav"),
      [SoundSource(input: 0, first: 100, count: 5000), SoundSource(input: 0, first: 7, count: 93)])
    for (format, codec) in [("wav", "pcm_s16le"), ("mov", "pcm_s24le"), ("flac", "flac")] {
      plan.output = OutputPlan(
        path: media.path("out." + format), format: format, formatOptions: [], picture: nil,
        sound: EncoderPlan(codec: codec, options: []), metadata: [Filter.Option("title", "Counted")])
      try render(plan)
      let back = try RenderPlan.sound(plan.output.path, [SoundSource(input: 0, first: 0, count: 5093)])
      let expected = (100..<5100).map { Float($0) / 32768 } + (7..<100).map { Float($0) / 32768 }
      #expect(try NumberSink.run(back).samples == expected, "\(format)")
    }
  }

  @Test func interruptionLeavesNothing() throws {
    let plan = try film { .mp4($0.path("out.mp4")) }
    let cancellation = Cancellation()
    let error = #expect(throws: EngineError.self) {
      try render(plan, options: RenderOptions(cancellation: cancellation)) { progress in
        if progress.frames == 20 { cancellation.cancel() }
      }
    }
    #expect(error?.kind == .interrupted)
    #expect(media.names == ["in.mp4"])
  }

  @Test func anExistingFileStays() throws {
    let plan = try film { .mp4($0.path("out.mp4")) }
    try Data("precious".utf8).write(to: URL(fileURLWithPath: plan.output.path))
    let error = #expect(throws: EngineError.self) {
      try render(plan, options: RenderOptions(noClobber: true))
    }
    #expect(error?.kind == .output)
    #expect(media.names.sorted() == ["in.mp4", "out.mp4"])
    var wrong = plan
    wrong.output.picture?.options.append(Filter.Option("zork", "1"))
    let refused = #expect(throws: EngineError.self) { try render(wrong) }
    #expect(refused?.kind == .library && refused?.message == "the encoder 'libx264' has no option 'zork'")
    #expect(try String(contentsOfFile: plan.output.path, encoding: .utf8) == "precious")
    #expect(media.names.sorted() == ["in.mp4", "out.mp4"])
    try render(plan)
    #expect(try Data(contentsOf: URL(fileURLWithPath: plan.output.path)).count > 1000)
  }

  @Test(arguments: ["/dev/full", "/proc/nope/out.mp4", "/"]) func placesWhereNoFileCanBe(path: String) throws {
    let plan = try film { _ in .mp4(path) }
    let error = #expect(throws: EngineError.self) { try render(plan) }
    #expect(error?.kind == .output)
  }

  @Test func aFrameAsAnImage() throws {
    let plan = try film { .mp4($0.path("out.mp4")) }
    try frameImage(plan, frame: 57, to: media.path("still.png"))
    let facts = try probeMedia(path: media.path("still.png"))
    #expect(facts.kind == .still && facts.picture?.codedSize == PixelSize(width: 64, height: 48))
    #expect(facts.picture?.pixelFormat == "rgb24")
  }

  @Test func aFrameAloneIsTheFilmsFrame() throws {
    var plan = try film { .mp4($0.path("out.mp4")) }
    var images: [Data] = []
    // The second graph is run from the span's start, because it might remember.
    for filters in [[Filter("hflip")], [Filter("hflip"), Filter("setpts", ["expr": "PTS"])]] {
      for index in plan.picture!.spans.indices {
        var graph = SpanGraph()
        graph.output = graph.chain(filters, to: .source(0), origin: 0)
        plan.picture!.spans[index].graph = graph
      }
      try frameImage(plan, frame: 57, to: media.path("still.png"))
      images.append(try Data(contentsOf: URL(fileURLWithPath: media.path("still.png"))))
    }
    #expect(images[0] == images[1])
    let error = #expect(throws: EngineError.self) {
      try frameImage(plan, frame: 100, to: media.path("no.png"))
    }
    #expect(error?.kind == .fault)
  }
}
