import FilterGraph
import MediaTypes
import Testing

@testable import Engine

/// Spans with filters: exact counts, stills, automations, mixing, and words for what goes wrong.
struct SpanGraphTests {
  private let media: MadeMedia

  init() throws {
    media = try MadeMedia()
    try media.make("in.mp4", MadeMedia.numbered(rate: "25", seconds: "4"), "-c:v libx264 -qp 10 -g 25 -bf 2")
  }

  private func plan(_ edit: (inout SpanGraph) -> Void) throws -> RenderPlan {
    var plan = try RenderPlan.pictures(media.path("in.mp4"), [.middle(from: 1, count: 30)])
    edit(&plan.picture!.spans[0].graph)
    return plan
  }

  private let withAlpha = [Filter("scale"), Filter("format", ["pix_fmts": "yuva420p"])]

  @Test func aGraphKeepsCountAndOrder() throws {
    let plan = try plan { graph in
      let flipped = graph.add(Filter("hflip"), to: .source(0), origin: 0)
      graph.output = graph.add(Filter("hflip"), to: flipped, origin: 0)
    }
    #expect(try NumberSink.run(plan).numbers == Array(25..<55))
  }

  @Test func twoSourcesOfOneFile() throws {
    var plan = try plan { graph in
      let second = graph.chain(withAlpha, to: .source(1), origin: 0)
      graph.output = graph.add(
        Filter("overlay", ["x": 32, "format": "yuv420"]), to: .source(0), second, origin: 0)
    }
    let second = PictureSource(input: 0, sampling: .middle(from: 0, count: 30), origin: 0)
    plan.picture!.spans[0].sources.append(second)
    // The left half of the second lies on the right half of the first.
    let expected = (0..<30).map { (25 + $0) % 16 + 16 * ($0 % 16) }
    #expect(try NumberSink.run(plan).numbers == expected)
  }

  @Test func automationChangesEachFrame() throws {
    let plan = try plan { graph in
      let values = (0..<200).map { String($0 % 3 == 0 ? 0 : 32) }
      let boxes = graph.addSplit(Filter("split", ["outputs": 2]), to: .source(0), outputs: 2, origin: 0)
      let crop = graph.add(
        Filter("crop", ["w": 32, "h": 48, "x": 0, "y": 0]),
        to: graph.chain(withAlpha, to: boxes[1], origin: 0), origin: 0,
        automation: SpanGraph.Automation(command: "x", values: values))
      graph.output = graph.add(
        Filter("overlay", ["x": 0, "format": "yuv420"]), to: boxes[0], crop, origin: 0)
    }
    // The left half shows the low digit, or the high one where the crop moved.
    let expected = (0..<30).map { k in
      let n = 25 + k
      return (k % 3 == 0 ? n % 16 : n / 16) + 16 * (n / 16)
    }
    #expect(try NumberSink.run(plan).numbers == expected)
  }

  @Test func aStillIsDecodedOnceAndLooped() throws {
    try media.make("still.png", MadeMedia.numbered(rate: "25", seconds: "1"), "-frames:v 1 -pix_fmt gray")
    var plan = try RenderPlan.pictures(
      media.path("still.png"), [Sampling(first: 0, step: 0, count: 70, includesInstant: true)])
    plan.picture!.pixelFormat = "yuv420p"
    var graph = SpanGraph()
    graph.output = graph.chain(
      [
        Filter("scale", ["in_range": "tv", "out_range": "tv"]), Filter("format", ["pix_fmts": "yuv420p"]),
        Filter("loop", ["loop": -1, "size": 1]), Filter("setpts", ["expr": "N"]),
      ], to: .source(0), origin: 0)
    plan.picture!.spans[0].graph = graph
    #expect(try NumberSink.run(plan).numbers.count == 70)
  }

  @Test func aWrongGraphNamesItsPlace() throws {
    let unknown = try plan { $0.output = $0.add(Filter("zork"), to: .source(0), origin: 3) }
    try expect(unknown, .library, "this FFmpeg has no filter 'zork'", origin: 3)
    let option = try plan { $0.output = $0.add(Filter("crop", ["zork": 1]), to: .source(0), origin: 4) }
    try expect(option, .library, "FFmpeg's filter 'crop' has no option 'zork'", origin: 4)
    let short = try plan { $0.output = $0.add(Filter("trim", ["end_frame": 5]), to: .source(0), origin: 5) }
    try expect(short, .fault, "a span gave 5 of its 30 pictures", origin: 5)
    let size = try plan { $0.output = $0.add(Filter("crop", ["w": 32, "h": 32]), to: .source(0), origin: 6) }
    try expect(size, .fault, "a span gave 32x32 yuv420p instead of 64x48 yuv420p", origin: 6)
    let format = try plan {
      $0.output = $0.add(Filter("format", ["pix_fmts": "rgb24"]), to: .source(0), origin: 7)
    }
    try expect(format, .library, "FFmpeg refused a graph", origin: nil)
  }

  private func expect(
    _ plan: RenderPlan, _ kind: EngineError.Kind, _ message: String, origin: Int?
  ) throws {
    let error = #expect(throws: EngineError.self) { try NumberSink.run(plan) }
    #expect(error?.kind == kind)
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "") \(error?.details ?? [])")
    if let origin { #expect(error?.origin == origin) }
  }

  @Test func deinterlacingDoesNotDependOnTheWay() throws {
    try media.make(
      "i.mpg",
      "-f lavfi -i testsrc2=s=64x48:r=50:d=6 -vf interlace,setfield=tff -c:v mpeg2video -q:v 2 -flags +ildct+ilme -g 12 -bf 2 -f mpegts"
    )
    let whole = try RenderPlan.pictures(media.path("i.mpg"), [.middle(from: 0, count: 140)]).deinterlaced()
    let jumping = try RenderPlan.pictures(
      media.path("i.mpg"), (0..<40).map { .middle(from: Rational(($0 * 53) % 140, 25), count: 1) }
    ).deinterlaced()
    let pictures = try hashFrames(whole).pictures
    #expect(Set(pictures).count == 140)
    #expect(try hashFrames(jumping).pictures == (0..<40).map { pictures[($0 * 53) % 140] })
    let backwards = try RenderPlan.pictures(
      media.path("i.mpg"), [.middle(from: Rational(140, 25), speed: -1, count: 140)]
    ).deinterlaced()
    #expect(try hashFrames(backwards).pictures == pictures.reversed())
  }

  @Test func lanesAddUp() throws {
    try media.make("in.wav", MadeMedia.counted(rate: 48000, seconds: "1"), "-c:a pcm_s16le")
    var plan = try RenderPlan.sound(media.path("in.wav"), [SoundSource(input: 0, first: 0, count: 3000)])
    plan.sound!.lanes.append([
      .silence(samples: 1000),
      .voice(
        Voice(
          source: SoundSource(input: 0, first: 10, count: 500), graph: SpanGraph(), samples: 700, origin: 0)),
      .silence(samples: 1300),
    ])
    let expected = (0..<3000).map { n -> Float in
      let other = (1000..<1500).contains(n) ? n - 990 : 0
      return Float(n) / 32768 + Float(other) / 32768
    }
    #expect(try NumberSink.run(plan).samples == expected)
  }

  @Test func aToneNeedsNoSource() throws {
    var graph = SpanGraph()
    let tone = graph.add(Filter("sine", ["frequency": 1000, "sample_rate": 48000]), origin: 0)
    graph.output = graph.add(Filter("aformat", ["sample_fmts": "s16"]), to: tone, origin: 0)
    graph.output = graph.add(
      Filter("aresample", ["osf": "fltp"]), to: graph.output, origin: 0)
    var plan = try RenderPlan.pictures(media.path("in.mp4"), [.middle(from: 0, count: 1)])
    plan.picture = nil
    plan.sound = SoundPlan(
      shape: SoundShape(rate: 48000, layout: .mono), sampleCount: 5000,
      lanes: [[.voice(Voice(source: nil, graph: graph, samples: 5000, origin: 0))]])
    let samples = try NumberSink.run(plan).samples
    #expect(samples.count == 5000 && samples.max()! > 0.1)
  }
}

extension RenderPlan {
  fileprivate func deinterlaced() -> RenderPlan {
    var plan = self
    for index in plan.picture!.spans.indices {
      plan.picture!.spans[index].sources[0].conditioning = [
        Filter("bwdif", ["mode": "send_frame", "parity": "tff"])
      ]
    }
    return plan
  }
}
