import FilterGraph
import Foundation
import MediaTypes
import Testing

/// The printed script cuts sound to the sample.
@Suite(.serialized) struct SoundSamplingTests {
  private let rate = 48000

  /// A file whose every sample is its own number, counted from 1: left as it is, right negative.
  private func ramp(_ name: String, seconds: Int, codec: String = "pcm_f32le", options: [String] = []) throws
    -> PlanInput
  {
    let path = temporaryFile(name)
    let source = "aevalsrc=exprs='(n+1)/16777216|-(n+1)/16777216':s=\(rate):d=\(seconds):c=stereo"
    _ = try run(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", source, "-c:a", codec] + options + [
        "file:" + path
      ])
    let container = ["mov": "mov,mp4,m4a,3gp,3g2,mj2", "mkv": "matroska,webm", "wav": "wav"]
    let late = options.firstIndex(of: "-output_ts_offset").map { Rational(text: options[$0 + 1])! } ?? 0
    let sound = SoundFacts(
      stream: 0, codec: codec, rate: rate, channels: 2, layout: "stereo", start: 0, end: Rational(seconds))
    return PlanInput(
      facts: MediaFacts(
        path: path, kind: .sound,
        container: container[name.split(separator: ".").last.map(String.init) ?? ""]!,
        origin: late, picture: nil, sound: sound, fingerprint: ""))
  }

  private func plan(_ inputs: [PlanInput], _ lanes: [[SoundSegment]]) -> RenderPlan {
    let count = lanes.map { $0.reduce(0) { $0 + $1.samples } }.max() ?? 0
    return RenderPlan(
      inputs: inputs, picture: nil,
      sound: SoundPlan(shape: SoundShape(rate: rate, layout: .stereo), sampleCount: count, lanes: lanes),
      output: output("sound.wav"), origins: [])
  }

  private func voice(_ source: SoundSource) -> SoundSegment {
    .voice(Voice(source: source, graph: SpanGraph(), samples: source.count, origin: 0))
  }

  /// The number of the sample that a source gives at `index`; 0 for silence.
  private func expected(_ source: SoundSource, _ index: Int, length: Int) -> Int {
    var number = source.isReversed ? source.first - index : source.first + index
    if let wrap = source.wrap {
      number = wrap.lowerBound + ((number - wrap.lowerBound) % wrap.count + wrap.count) % wrap.count
    }
    return (0..<length).contains(number) ? number + 1 : 0
  }

  private func check(_ input: PlanInput, seconds: Int, _ sources: [SoundSource], _ name: Comment) throws {
    let made = try ScriptRun(plan([input], [sources.map(voice)])).sound
    let wanted = sources.flatMap { source in
      (0..<source.count).map { expected(source, $0, length: seconds * rate) }
    }
    let left = stride(from: 0, to: made.count, by: 2).map { Int(made[$0] * 16_777_216) }
    let right = stride(from: 1, to: made.count, by: 2).map { Int(made[$0] * -16_777_216) }
    #expect(left == right, name)
    #expect(left.count == wanted.count, name)
    let wrong = zip(left, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(wrong == nil, name)
  }

  @Test(arguments: ["wav", "mov", "mkv"])
  func cuts(container: String) throws {
    let input = try ramp("ramp.\(container)", seconds: 12)
    try check(
      input, seconds: 12,
      [
        SoundSource(input: 0, first: 0, count: 48000), SoundSource(input: 0, first: 1601, count: 8009),
        SoundSource(input: 0, first: 400_003, count: 30000), SoundSource(input: 0, first: -777, count: 4000),
        SoundSource(input: 0, first: 570_000, count: 12000), SoundSource(input: 0, first: -900, count: 500),
        SoundSource(input: 0, first: 600_000, count: 1000),
      ], "\(container)")
  }

  @Test func backwardsAndLoops() throws {
    let input = try ramp("ramp.wav", seconds: 8)
    try check(
      input, seconds: 8,
      [
        SoundSource(input: 0, first: 300_000, count: 70001, isReversed: true),
        SoundSource(input: 0, first: 500, count: 1000, isReversed: true),
        SoundSource(input: 0, first: 12345, count: 100_000, wrap: 12000..<36001),
        SoundSource(input: 0, first: 300_000, count: 100_000, isReversed: true, wrap: 288_000..<320_003),
        SoundSource(input: 0, first: 383_000, count: 3000, wrap: 380_000..<385_000),
      ], "turned and repeated")
  }

  @Test func lateStarts() throws {
    for container in ["mov", "mkv"] {
      let input = try ramp("late.\(container)", seconds: 10, options: ["-output_ts_offset", "3.5"])
      try check(
        input, seconds: 10,
        [SoundSource(input: 0, first: 0, count: 5000), SoundSource(input: 0, first: 300_000, count: 5000)],
        "\(container)")
    }
  }

  @Test func lanesAddUp() throws {
    let input = try ramp("ramp.wav", seconds: 3)
    let first: [SoundSegment] = [
      .silence(samples: 1000), voice(SoundSource(input: 0, first: 0, count: 3000)), .silence(samples: 96000),
    ]
    let second: [SoundSegment] = [
      voice(SoundSource(input: 0, first: 100, count: 50_000)), .silence(samples: 50_000),
    ]
    let made = try ScriptRun(plan([input], [first, second])).sound
    let wanted = (0..<100_000).map { index in
      ((1000..<4000).contains(index) ? index - 999 : 0) + (index < 50_000 ? index + 101 : 0)
    }
    #expect(stride(from: 0, to: made.count, by: 2).map { Int(made[$0] * 16_777_216) } == wanted)
  }

  @Test func silentFilm() throws {
    #expect(try ScriptRun(plan([], [[.silence(samples: 5001)]])).sound == Array(repeating: 0, count: 10002))
  }
}
