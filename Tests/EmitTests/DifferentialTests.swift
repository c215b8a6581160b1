import Compiler
import FilterGraph
import Foundation
import MediaTypes
import Testing

@testable import Engine

/// The engine and the printed script make the same pictures and the same samples.
@Suite(.serialized) struct DifferentialTests {
  /// Bars with a sweep of sound beside them.
  private func media(_ name: String, rate: String, options: [String]) throws -> PlanInput {
    let path = temporaryFile(name)
    let picture = "testsrc2=s=96x64:r=\(rate):d=8,format=yuv420p"
    let sound = "aevalsrc=exprs='sin(200*t*(1+t))/2|sin(350*t)/3':s=48000:d=8:c=stereo"
    _ = try run(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound] + options
        + [
          "file:" + path
        ])
    return PlanInput(facts: try probeMedia(path: path))
  }

  private func voice(_ source: SoundSource, gain: Double? = nil) -> SoundSegment {
    var graph = SpanGraph()
    if let gain { graph.output = graph.add(Filter("volume", ["volume": gain]), to: .source(0), origin: 0) }
    return .voice(Voice(source: source, graph: graph, samples: source.count, origin: 0))
  }

  private func film(_ input: PlanInput, rate: FrameRate) -> RenderPlan {
    func clip(_ start: Rational, _ speed: Rational, _ count: Int, _ wrap: SourceRange? = nil) -> PictureSource {
      let step = speed / rate.value
      let sampling = Sampling(first: start + step / 2, step: step, count: count, wrap: wrap)
      return PictureSource(input: 0, sampling: sampling, origin: 0)
    }
    var mixed = SpanGraph()
    let small = mixed.chain(
      [
        Filter("scale", ["w": 48, "h": 32, "flags": "bicubic+accurate_rnd+full_chroma_int"]),
        Filter("format", ["pix_fmts": "yuva420p"]),
      ], to: .source(1), origin: 0)
    mixed.output = mixed.add(Filter("overlay", ["x": 8, "y": 8]), to: .source(0), small, origin: 0)
    let rows: [([PictureSource], SpanGraph)] = [
      ([clip(0, 1, 30)], SpanGraph()), ([clip(6, Rational(3, 2), 30)], SpanGraph()),
      ([clip(5, -1, 40)], SpanGraph()), ([clip(2, 1, 30), clip(Rational(11, 2), 2, 30)], mixed),
      ([clip(3, 0, 5)], SpanGraph()),
      ([clip(Rational(1, 2), 1, 50, SourceRange(start: 0, end: 1))], SpanGraph()),
    ]
    var first = 0
    let spans = rows.map { sources, graph in
      let count = sources[0].sampling.count
      defer { first += count }
      return PictureSpan(first: first, count: count, sources: sources, graph: graph)
    }
    let picture = PicturePlan(
      size: PixelSize(width: 96, height: 64), rate: rate, pixelFormat: "yuv420p", color: .bt709,
      frameCount: first,
      spans: spans)
    let lanes: [[SoundSegment]] = [
      [
        voice(SoundSource(input: 0, first: 0, count: 40000)), .silence(samples: 3333),
        voice(SoundSource(input: 0, first: 270_001, count: 50000), gain: 0.5), .silence(samples: 6667),
      ],
      [
        .silence(samples: 20000),
        voice(SoundSource(input: 0, first: 200_000, count: 30000, isReversed: true)),
        voice(SoundSource(input: 0, first: 5000, count: 50000, wrap: 4000..<20001)),
      ],
    ]
    let sound = SoundPlan(shape: SoundShape(rate: 48000, layout: .stereo), sampleCount: 100_000, lanes: lanes)
    return RenderPlan(
      inputs: [input], picture: picture, sound: sound, output: output("film.mkv"), origins: [])
  }

  @Test(arguments: ["25", "30000/1001"], ["a.mov", "a.mkv", "a.ts"])
  func films(source: String, name: String) throws {
    let sound = name.hasSuffix("ts") ? "mp2" : "pcm_s16le"
    let input = try media(
      name, rate: source,
      options: ["-c:v", "libx264", "-g", "24", "-bf", "2", "-threads", "1", "-c:a", sound, "-ar", "48000"])
    let tolerance: Float = sound == "mp2" ? 1e-4 : 0
    try compare(film(input, rate: .thirty), tolerance: tolerance)
    try compare(film(input, rate: FrameRate(Rational(60000, 1001))!), tolerance: tolerance)
  }

  @Test(arguments: ["aac", "flac", "libopus"])
  func codecs(codec: String) throws {
    let input = try media(
      "b.mkv", rate: "24", options: ["-c:v", "mpeg4", "-g", "12", "-c:a", codec, "-b:a", "128k"])
    try compare(film(input, rate: FrameRate(25)!), tolerance: codec == "flac" ? 0 : 1e-3)
  }

  @Test func soundInMP4() throws {
    let input = try media(
      "c.mp4", rate: "25", options: ["-c:v", "libx264", "-g", "50", "-c:a", "aac", "-b:a", "128k"])
    try compare(film(input, rate: FrameRate(25)!), tolerance: 1e-3)
  }

  /// Interlaced pictures, deinterlaced before they are chosen.
  @Test func deinterlacing() throws {
    let input = try media(
      "d.mkv", rate: "50",
      options: [
        "-vf", "interlace", "-c:v", "mpeg2video", "-flags", "+ilme+ildct", "-g", "12", "-c:a", "pcm_s16le",
      ])
    var plan = film(input, rate: FrameRate(25)!)
    for span in plan.picture!.spans.indices {
      for source in plan.picture!.spans[span].sources.indices {
        plan.picture!.spans[span].sources[source].conditioning = [
          Filter("bwdif", ["mode": "send_frame", "parity": "auto", "deint": "interlaced"])
        ]
      }
    }
    let hashes = pictureHashes(try ScriptRun(plan).pictures, plan.picture)
    #expect(hashes[135] == hashes[12], "the same source picture in a loop and in a run from the start")
    try compare(plan)
  }

  /// Pictures and sound that filters make, an option that changes, a mono source at another rate.
  @Test func generatorsAndResampling() throws {
    let input = try media(
      "e.mov", rate: "30",
      options: ["-c:v", "libx264", "-g", "30", "-c:a", "pcm_s16le", "-ac", "1", "-ar", "44100"])
    var plan = film(input, rate: .thirty)
    var made = SpanGraph()
    let color = made.add(Filter("color", ["c": "red", "s": "96x64", "r": "30"]), origin: 0)
    made.output = made.chain(
      [
        Filter("scale", ["flags": "bicubic+accurate_rnd+full_chroma_int"]),
        Filter("format", ["pix_fmts": "yuv420p"]),
      ], to: color, origin: 0)
    var turning = SpanGraph()
    turning.output = turning.add(
      Filter("hue", ["h": "0"]), to: .source(0), origin: 0,
      automation: .init(command: "h", values: (0..<20).map { "\($0 * 9)" }))
    plan.picture!.spans[0].sources = []
    plan.picture!.spans[0].graph = made
    plan.picture!.spans[1].graph = turning
    var tone = SpanGraph()
    tone.output = tone.chain(
      [
        Filter("aresample", ["osf": "fltp"]), Filter("atrim", ["end_sample": 30000]),
      ],
      to: tone.add(Filter("aevalsrc", ["exprs": "sin(300*t)|sin(400*t)", "s": 48000]), origin: 0), origin: 0)
    var heard = SpanGraph()
    heard.output = heard.chain(
      [
        Filter("aresample", ["osf": "fltp", "osr": 48000, "ochl": "stereo"]),
        Filter("atrim", ["start_sample": 100, "end_sample": 40100]),
        Filter("asetpts", ["expr": "PTS-STARTPTS"]),
        Filter("afade", ["type": "in", "start_sample": 0, "nb_samples": 240, "curve": "tri"]),
      ], to: .source(0), origin: 0)
    let source = SoundSource(input: 0, first: 250_000, count: 45000)
    plan.sound!.sampleCount = 80000
    plan.sound!.lanes = [
      [
        .voice(Voice(source: nil, graph: tone, samples: 30000, origin: 0)), .silence(samples: 10000),
        .voice(Voice(source: source, graph: heard, samples: 40000, origin: 0)),
      ]
    ]
    try compare(plan)
  }

  @Test func transparency() throws {
    let path = temporaryFile("alpha.webm")
    let source =
      "testsrc2=s=96x64:r=25:d=3,format=yuva420p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='mod(X+N,255)'"
    _ = try run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-f", "lavfi", "-i", source, "-c:v", "libvpx-vp9", "-deadline", "realtime",
        "-b:v",
      ]
        + ["1M", "file:" + path])
    let input = PlanInput(facts: try probeMedia(path: path))
    #expect(input.facts.picture?.hasAlpha == true)
    var graph = SpanGraph()
    let back = graph.chain(
      [Filter("scale"), Filter("format", ["pix_fmts": "yuv420p"])],
      to: graph.add(Filter("color", ["c": "navy", "s": "96x64", "r": "30"]), origin: 0), origin: 0)
    graph.output = graph.add(
      Filter("overlay", ["format": "yuv420", "alpha": "straight"]), to: back, .source(0), origin: 0)
    let sampling = Sampling(first: Rational(1, 60), step: Rational(1, 30), count: 80)
    let span = PictureSpan(
      first: 0, count: 80, sources: [PictureSource(input: 0, sampling: sampling, origin: 0)], graph: graph)
    let picture = PicturePlan(
      size: PixelSize(width: 96, height: 64), rate: .thirty, pixelFormat: "yuv420p", color: .bt709,
      frameCount: 80,
      spans: [span])
    try compare(
      RenderPlan(inputs: [input], picture: picture, sound: nil, output: output("film.mkv"), origins: []))
  }

  @Test func animations() throws {
    let path = temporaryFile("a.gif")
    _ = try run(
      "ffmpeg", ["-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc=s=96x64:r=10:d=2", "file:" + path])
    let input = PlanInput(facts: try probeMedia(path: path))
    var graph = SpanGraph()
    graph.output = graph.chain(
      [
        Filter("scale", ["w": 96, "h": 64, "flags": "bicubic+accurate_rnd+full_chroma_int"]),
        Filter("format", ["pix_fmts": "yuv420p"]),
      ], to: .source(0), origin: 0)
    let sampling = Sampling(
      first: Rational(1, 60), step: Rational(1, 30), count: 150, wrap: SourceRange(start: 0, end: 2))
    let span = PictureSpan(
      first: 0, count: 150, sources: [PictureSource(input: 0, sampling: sampling, origin: 0)], graph: graph)
    let picture = PicturePlan(
      size: PixelSize(width: 96, height: 64), rate: .thirty, pixelFormat: "yuv420p", color: .bt709,
      frameCount: 150,
      spans: [span])
    try compare(
      RenderPlan(inputs: [input], picture: picture, sound: nil, output: output("film.mkv"), origins: []))
  }
}

/// Expects the engine and the script to agree.
/// - Parameter tolerance: of a sample. A lossy codec's decoder remembers, so that a sample depends a little
///   on where reading started.
func compare(
  _ plan: RenderPlan, tolerance: Float = 0, _ location: SourceLocation = #_sourceLocation
) throws {
  let script = try ScriptRun(plan)
  let engine = SampleSink()
  _ = try runFilm(plan, into: engine, cancellation: Cancellation(), progress: { _ in })
  let hashes = pictureHashes(script.pictures, plan.picture)
  #expect(engine.pictures.count == hashes.count, sourceLocation: location)
  let wrong = hashes.indices.filter {
    !engine.pictures.indices.contains($0) || engine.pictures[$0] != hashes[$0]
  }
  #expect(wrong.isEmpty, sourceLocation: location)
  #expect(engine.samples.count == script.sound.count, sourceLocation: location)
  let farthest = zip(engine.samples, script.sound).enumerated().max {
    abs($0.element.0 - $0.element.1) < abs($1.element.0 - $1.element.1)
  }
  let difference = farthest.map { abs($0.element.0 - $0.element.1) } ?? 0
  let place = (farthest?.offset ?? 0) / 2
  #expect(difference <= tolerance, "at sample \(place)", sourceLocation: location)
}

func pictureHashes(_ data: Data, _ plan: PicturePlan?) -> [UInt64] {
  guard let size = plan?.size else { return [] }
  let length = size.width * size.height * 3 / 2
  return stride(from: 0, to: data.count, by: length).map { start in
    data.withUnsafeBytes { bytes in
      var hash = WordHash()
      var place = start
      for plane in 0..<3 {
        let (width, height) = plane == 0 ? (size.width, size.height) : (size.width / 2, size.height / 2)
        for _ in 0..<height {
          hash.take(bytes.baseAddress! + place, count: width)
          place += width
        }
      }
      return hash.value
    }
  }
}

/// Keeps what the engine makes: hashes of pictures, and samples with channels interleaved.
private final class SampleSink: FilmSink {
  let soundBlock = 1024
  private(set) var pictures: [UInt64] = []
  private(set) var samples: [Float] = []

  func take(picture: Frame) throws(EngineError) {
    let content = picture.pointer.pointee
    var hash = WordHash()
    let planes = [
      (content.data.0, content.linesize.0, 1), (content.data.1, content.linesize.1, 2),
      (content.data.2, content.linesize.2, 2),
    ]
    for (start, stride, part) in planes {
      for row in 0..<Int(content.height) / part {
        hash.take(start! + row * Int(stride), count: Int(content.width) / part)
      }
    }
    pictures.append(hash.value)
  }

  func take(sound: Frame) throws(EngineError) {
    let planes = sound.planes
    for index in 0..<Int(sound.pointer.pointee.nb_samples) { samples += planes.map { $0[index] } }
  }
}
