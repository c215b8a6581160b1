import FilterGraph
import Foundation
import MediaTypes
import Testing

@testable import Engine

/// How a source of counted samples is coded, and in what; whether its samples come out as they went in.
struct SoundCoding: CustomStringConvertible, Sendable {
  var file: String
  var options: String
  var rate = 48000
  var isExact = true
  var description: String { "\(file) \(options)" }

  static let all = [
    SoundCoding(file: "a.wav", options: "-c:a pcm_s16le"),
    SoundCoding(file: "a44.wav", options: "-c:a pcm_s16le", rate: 44100),
    SoundCoding(file: "a.mov", options: "-c:a pcm_s16le"),
    SoundCoding(file: "a.flac", options: "-c:a flac"),
    SoundCoding(file: "a.mkv", options: "-c:a flac"),
    SoundCoding(file: "pcm44.mkv", options: "-c:a pcm_s16le", rate: 44100),
    SoundCoding(file: "pcm24.mkv", options: "-c:a pcm_s24le"),
    SoundCoding(file: "flac44.mkv", options: "-c:a flac -frame_size 1000", rate: 44100),
    SoundCoding(file: "vorbis.mkv", options: "-c:a libvorbis -b:a 128k", isExact: false),
    SoundCoding(file: "vorbis44.webm", options: "-c:a libvorbis -b:a 96k", rate: 44100, isExact: false),
    SoundCoding(file: "a.mp4", options: "-c:a aac -b:a 128k", isExact: false),
    SoundCoding(file: "aac.mkv", options: "-c:a aac -b:a 128k", isExact: false),
    SoundCoding(file: "aac44.ts", options: "-c:a aac -b:a 128k", rate: 44100, isExact: false),
    SoundCoding(file: "a.mp3", options: "-c:a libmp3lame -b:a 128k", isExact: false),
    SoundCoding(file: "opus.webm", options: "-c:a libopus -b:a 128k", isExact: false),
  ]
}

/// Every sample is the one that was asked for, however it is reached.
struct SampleChoiceTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  private func make(_ coding: SoundCoding) throws -> String {
    try media.make(coding.file, MadeMedia.counted(rate: coding.rate, seconds: "6"), coding.options)
  }

  /// The samples of a source, read from the file in one go.
  private func whole(_ path: String) throws -> [Float] {
    let length = try 6 * probeMedia(path: path).sound!.rate
    return try NumberSink.run(.sound(path, [SoundSource(input: 0, first: 0, count: length)])).samples
  }

  @Test(arguments: SoundCoding.all) func forwards(coding: SoundCoding) throws {
    let path = try make(coding)
    let samples = try whole(path)
    try media.make("a.f32", "-i file:\(coding.file) -f f32le -c:a pcm_f32le")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: media.path("a.f32")))
    let decoded = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let count = min(decoded.count, samples.count)
    #expect(count > samples.count - 3000)
    #expect(Array(samples.prefix(count)) == Array(decoded.prefix(count)))
    guard coding.isExact else { return }
    #expect(samples == samples.indices.map { Float($0 % 20000) / 32768 })
  }

  @Test(arguments: SoundCoding.all) func jumps(coding: SoundCoding) throws {
    let path = try make(coding)
    let samples = try whole(path)
    let starts = (0..<40).map { ($0 * 104_729) % (samples.count - 700) }
    let plan = try RenderPlan.sound(path, starts.map { SoundSource(input: 0, first: $0, count: 700) })
    try expect(plan, starts.flatMap { samples[$0..<$0 + 700] }, coding)
  }

  @Test(arguments: SoundCoding.all) func backwards(coding: SoundCoding) throws {
    let path = try make(coding)
    let samples = try whole(path)
    let source = SoundSource(input: 0, first: samples.count - 1, count: samples.count, isReversed: true)
    try expect(RenderPlan.sound(path, [source]), samples.reversed(), coding)
  }

  @Test(arguments: SoundCoding.all) func loops(coding: SoundCoding) throws {
    let path = try make(coding)
    let samples = try whole(path)
    let source = SoundSource(input: 0, first: 50_000, count: 90_000, wrap: 40_000..<60_000)
    let expected = (0..<90_000).map { samples[40_000 + (10_000 + $0) % 20_000] }
    try expect(RenderPlan.sound(path, [source]), expected, coding)
  }

  @Test func outsideTheStreamIsSilence() throws {
    let path = try make(SoundCoding.all[0])
    let before = SoundSource(input: 0, first: -100, count: 150)
    let after = SoundSource(input: 0, first: 287_990, count: 50)
    let found = try NumberSink.run(.sound(path, [before, after])).samples
    let expected = [Float](repeating: 0, count: 100) + (0..<50).map { Float($0) / 32768 }
    #expect(Array(found.prefix(150)) == expected)
    #expect(found[150..<160].allSatisfy { $0 > 0 } && found[160...].allSatisfy { $0 == 0 })
  }

  private func expect(_ plan: RenderPlan, _ expected: [Float], _ coding: SoundCoding) throws {
    let found = try NumberSink.run(plan).samples
    #expect(found.count == expected.count)
    // Transform coders carry a little state from packet to packet; Opus fills holes with noise.
    let allowed: Float = coding.isExact ? 0 : coding.file.hasPrefix("opus") ? 0.05 : 1e-4
    let wrong = zip(found, expected).enumerated().filter { abs($0.element.0 - $0.element.1) > allowed }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, first at \(wrong.first.map(\.offset) ?? -1)")
  }
}
