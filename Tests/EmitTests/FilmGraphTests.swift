import Compiler
import FilterGraph
import Foundation
import MediaTypes
import Testing

/// Whole scripts: graphs with several sources, options that change, stills, films that are written.
@Suite(.serialized) struct FilmGraphTests {
  private let h264 = ["-c:v", "libx264", "-crf", "12", "-g", "24", "-threads", "1"]

  /// A crop that moves to the right by one bar a picture, over a source that stands still.
  @Test func optionsThatChange() throws {
    let media = try BarMedia("bars.mp4", rate: "25", frames: 50, options: h264)
    let rate = FrameRate(25)!
    var plan = picturePlan([media], rate: rate, [(0, Sampling(first: Rational(69, 50), step: 0, count: 10))])
    var graph = SpanGraph()
    let moved = graph.add(
      Filter("crop", ["w": 8, "h": 16, "x": 0, "y": 0]), to: .source(0), origin: 0,
      automation: .init(command: "x", values: (0..<6).map { "\($0 * 8)" }))
    graph.output = graph.add(Filter("scale", ["w": 96, "h": 16]), to: moved, origin: 0)
    plan.picture?.spans[0].graph = graph
    let shown = numbers(inPictures: try ScriptRun(plan).pictures)
    let number = media.expected(plan.picture!.spans[0].sources[0].sampling, 0)
    #expect(shown == (0..<10).map { number >> min($0, 5) & 1 == 1 ? 4095 : 0 })
  }

  @Test func layersAndSplits() throws {
    let media = try BarMedia("bars.mp4", rate: "25", frames: 50, options: h264)
    let sampling = Sampling(first: Rational(21, 50), step: Rational(1, 25), count: 12)
    var plan = picturePlan([media], rate: FrameRate(25)!, [(0, sampling), (0, sampling)])
    var graph = SpanGraph()
    let copies = graph.addSplit(Filter("split", ["outputs": 2]), to: .source(0), outputs: 2, origin: 0)
    let part = graph.chain(
      [
        Filter("crop", ["w": 48, "h": 16, "x": 0, "y": 0]), Filter("scale"),
        Filter("format", ["pix_fmts": "yuva420p"]),
      ],
      to: copies[1], origin: 0)
    graph.output = graph.add(
      Filter("overlay", ["x": 48, "y": 0, "eof_action": "endall"]), to: copies[0], part, origin: 0)
    plan.picture?.spans[0].graph = graph
    let shown = numbers(inPictures: try ScriptRun(plan).pictures)
    let wanted = (0..<12).map { media.expected(sampling, $0) }
    #expect(shown == wanted.map { $0 & 63 | ($0 & 63) << 6 } + wanted)
  }

  private func picture(_ codec: String, isStill: Bool) -> PictureFacts {
    PictureFacts(
      stream: 0, codec: codec, codedSize: BarMedia.size, pixelAspect: 1, orientation: .upright,
      pixelFormat: "gray",
      hasAlpha: false, isInterlaced: false, color: .bt709, start: 0, end: isStill ? 0 : Rational(4, 5),
      meanRate: isStill ? nil : 25, frameCount: isStill ? 1 : 20)
  }

  /// A film that shows grey pictures for as many frames as the sampling counts.
  private func greyPlan(_ input: PlanInput, _ sampling: Sampling) -> RenderPlan {
    var graph = SpanGraph()
    graph.output = graph.chain(
      [
        Filter("scale", ["w": 96, "h": 16]), Filter("format", ["pix_fmts": "yuv420p"]),
        Filter("tpad", ["stop": -1, "stop_mode": "clone"]),
      ], to: .source(0), origin: 0)
    let source = PictureSource(input: 0, sampling: sampling, origin: 0)
    let picture = PicturePlan(
      size: BarMedia.size, rate: FrameRate(25)!, pixelFormat: "yuv420p", color: .bt709,
      frameCount: sampling.count,
      spans: [PictureSpan(first: 0, count: sampling.count, sources: [source], graph: graph)])
    return RenderPlan(inputs: [input], picture: picture, sound: nil, output: output("film.mkv"), origins: [])
  }

  @Test func stillsAreHeld() throws {
    let path = temporaryFile("still 100%d.png")
    let source = "color=c=white:s=96x16,format=gray"
    _ = try run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "1", "-f", "image2", "-update", "1",
        "file:" + path,
      ])
    let facts = MediaFacts(
      path: path, kind: .still, container: "png_pipe", origin: 0, picture: picture("png", isStill: true),
      sound: nil,
      fingerprint: "")
    let plan = greyPlan(PlanInput(facts: facts), Sampling(first: 0, step: 0, count: 7))
    #expect(numbers(inPictures: try ScriptRun(plan).pictures) == Array(repeating: 4095, count: 7))
  }

  @Test func numberedPictures() throws {
    let pattern = temporaryFile("f%03d.png")
    let bars = "if(mod(floor((N+5)/pow(2,floor(X/8))),2),235,16)"
    let source = "color=c=black:s=96x16:r=25,format=gray,geq=lum='\(bars)'"
    _ = try run(
      "ffmpeg",
      [
        "-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "20", "-start_number", "117",
        "file:" + pattern,
      ])
    let facts = MediaFacts(
      path: pattern, kind: .pictureSequence, container: "image2", origin: 0,
      picture: picture("png", isStill: false),
      sound: nil, fingerprint: "")
    let sampling = Sampling(first: Rational(1, 50), step: Rational(1, 25), count: 25)
    let plan = greyPlan(PlanInput(facts: facts, sequenceRate: FrameRate(Rational(25, 2))!), sampling)
    #expect(numbers(inPictures: try ScriptRun(plan).pictures) == (0..<25).map { 5 + $0 / 2 })
  }

  @Test func filmIsWritten() throws {
    let media = try BarMedia("bars.mp4", rate: "25", frames: 50, options: h264)
    let sampling = Sampling(first: Rational(21, 50), step: Rational(1001, 30000), count: 20)
    let rate = FrameRate(Rational(30000, 1001))!
    var plan = picturePlan([media], rate: rate, [(0, sampling), (0, sampling)])
    plan.sound = SoundPlan(
      shape: SoundShape(rate: 48000, layout: .stereo), sampleCount: 64064, lanes: [[.silence(samples: 64064)]]
    )
    let path = temporaryFile("out/film $x.mp4")
    plan.output = OutputPlan(
      path: path, format: "mp4", formatOptions: [.init("movflags", "+faststart")],
      picture: EncoderPlan(codec: "libx264", options: [.init("crf", "10"), .init("flags", "+cgop")]),
      sound: EncoderPlan(codec: "aac", options: [.init("b", "96000")]),
      metadata: [.init("title", "It's a\n\"film\"")])
    _ = try ScriptRun(plan, mode: "0")
    let written = try BarMedia(path: path)
    #expect(written.stamps == (0..<40).map { rate.time(ofEdge: $0) })
    let again = try Data(contentsOf: URL(fileURLWithPath: path))
    _ = try ScriptRun(plan, mode: "0")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == again)
  }

  @Test func hashesAreStamped() throws {
    let media = try BarMedia("bars.mp4", rate: "25", frames: 50, options: h264)
    let plan = picturePlan(
      [media], rate: .thirty, [(0, Sampling(first: Rational(1, 60), step: Rational(1, 30), count: 5))])
    let lines = String(decoding: try ScriptRun(plan, mode: "1").pictures, as: UTF8.self).split(
      separator: "\n")
    let stamps = lines.filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: ",")[2].trimmingCharacters(in: .whitespaces)
    }
    #expect(stamps == ["0", "1", "2", "3", "4"])
    #expect(lines.contains("#tb 0: 1/30"))
  }

  @Test func fiftyUses() throws {
    let media = try BarMedia("many.mp4", rate: "25", frames: 300, options: h264)
    let samplings = (0..<50).map { number in
      Sampling(first: Rational(1 + 10 * (number * 7 % 50), 50), step: Rational(1, 25), count: 1 + number % 4)
    }
    let shown = try ScriptRun(picturePlan([media], rate: FrameRate(25)!, samplings.map { (0, $0) }))
    let wanted = samplings.flatMap { sampling in (0..<sampling.count).map { media.expected(sampling, $0) } }
    #expect(numbers(inPictures: shown.pictures) == wanted)
  }
}
