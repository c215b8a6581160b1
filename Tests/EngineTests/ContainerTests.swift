import FilterGraph
import MediaTypes
import Testing

@testable import Engine

/// What a film is written as.
struct Container: CustomStringConvertible, Sendable {
  var format: String
  var picture: EncoderPlan?
  var sound: EncoderPlan?
  var pixelFormat = "yuv420p"
  var description: String { "\(format) \(picture?.codec ?? "-") \(sound?.codec ?? "-")" }

  private static func encoder(_ codec: String, _ options: (String, String)...) -> EncoderPlan {
    EncoderPlan(codec: codec, options: options.map { Filter.Option($0.0, $0.1) })
  }

  static let all = [
    Container(format: "mp4", picture: encoder("libx264", ("preset", "fast"), ("bf", "3")), sound: nil),
    Container(
      format: "mov", picture: encoder("prores_ks"), sound: encoder("pcm_s16le"), pixelFormat: "yuv422p10le"),
    Container(format: "matroska", picture: encoder("libx264"), sound: encoder("flac")),
    Container(
      format: "webm", picture: encoder("libvpx-vp9", ("b", "0"), ("crf", "30"), ("deadline", "realtime")),
      sound: encoder("libopus")),
    Container(format: "gif", picture: encoder("gif"), sound: nil, pixelFormat: "rgb8"),
    Container(format: "mpegts", picture: encoder("libx264"), sound: encoder("aac")),
    Container(format: "avi", picture: encoder("mpeg4"), sound: encoder("libmp3lame")),
    Container(format: "mp3", picture: nil, sound: encoder("libmp3lame")),
    Container(format: "ipod", picture: nil, sound: encoder("aac")),
    Container(format: "ogg", picture: nil, sound: encoder("libopus")),
  ]
}

/// Every container gets the planned pictures and samples, and the check after writing agrees.
struct ContainerTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  @Test(arguments: Container.all) func isWhole(container: Container) throws {
    try media.make(
      "in.mp4", MadeMedia.numbered(rate: "30000/1001", seconds: "3"), "-f lavfi -i sine=440:r=48000:d=3",
      "-c:v libx264 -qp 10 -g 25 -bf 2 -c:a aac")
    let rate = Rational(30000, 1001)
    var plan = try RenderPlan.pictures(
      media.path("in.mp4"), [.middle(from: 1, rate: rate, count: 50)], rate: rate)
    plan.picture!.pixelFormat = container.pixelFormat
    plan.picture!.spans[0].graph.output = plan.picture!.spans[0].graph.chain(
      [Filter("scale", ["flags": "bicubic"]), Filter("format", ["pix_fmts": container.pixelFormat])],
      to: .source(0), origin: 0)
    let source = SoundSource(input: 0, first: 48000, count: 80080)
    let voice = Voice(source: source, graph: SpanGraph(), samples: 80080, origin: 0)
    plan.sound = SoundPlan(
      shape: SoundShape(rate: 48000, layout: .mono), sampleCount: 80080, lanes: [[.voice(voice)]])
    if container.picture == nil { plan.picture = nil }
    if container.sound == nil { plan.sound = nil }
    plan.output = OutputPlan(
      path: media.path("out"), format: container.format, formatOptions: [], picture: container.picture,
      sound: container.sound, metadata: [Filter.Option("title", "A film")])
    try render(plan)
    #expect(media.names.sorted() == ["in.mp4", "out"])
    guard container.picture != nil, container.format != "gif" else { return }
    let facts = try probeMedia(path: media.path("out"))
    #expect(facts.picture?.frameCount ?? 50 == 50)
    #expect(facts.picture?.color.matrix == plan.picture?.color.matrix)
  }

  @Test func aSwitchOfSizeMidwayIsBroughtBack() throws {
    let source = MadeMedia.numbered(rate: "25", seconds: "2")
    try media.make("a.ts", source, "-c:v libx264 -qp 10 -g 25 -bf 0")
    try media.make(
      "b.ts", source, "-vf scale=128:96:flags=neighbor -c:v libx264 -qp 10 -g 25 -bf 0 -output_ts_offset 2")
    try media.make("all.ts", "-i concat:a.ts|b.ts -c copy -copyts -muxdelay 0")
    let facts = try probeMedia(path: media.path("all.ts"))
    #expect(facts.picture?.codedSize == PixelSize(width: 64, height: 48))
    let plan = try RenderPlan.pictures(media.path("all.ts"), [.middle(from: 0, count: 100)])
    #expect(try NumberSink.run(plan).numbers == (0..<100).map { $0 % 50 })
  }
}
