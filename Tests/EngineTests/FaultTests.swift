import FilterGraph
import Foundation
import MediaTypes
import Testing

@testable import Engine

/// Damaged sources and full disks are errors, never a film that is silently wrong.
struct FaultTests {
  private let media: MadeMedia
  private let path: String

  init() throws {
    media = try MadeMedia()
    path = try media.make(
      "in.mp4", MadeMedia.numbered(rate: "25", seconds: "6"), "-f lavfi -i sine=440:r=48000:d=6",
      "-c:v libx264 -qp 4 -g 25 -bf 2 -c:a aac -movflags +faststart")
  }

  private func edit(_ change: (inout [UInt8]) -> Void) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    change(&bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: [1, -1, 8]) func picturesThatAreGone(speed: Int) throws {
    let start: Rational = speed < 0 ? 6 : 0
    let count = 150 / abs(speed)
    let plan = try RenderPlan.pictures(path, [.middle(from: start, speed: Rational(speed), count: count)])
    try edit { $0.removeLast($0.count / 3) }
    let error = #expect(throws: EngineError.self) { try NumberSink.run(plan) }
    #expect(error?.kind == .media && error?.origin == 0)
    #expect(error?.message.contains("in.mp4") == true)
    let before = try RenderPlan.pictures(path, [.middle(from: 0, count: 50)])
    #expect(try NumberSink.run(before).numbers == Array(0..<50))
  }

  @Test func samplesThatAreGone() throws {
    let plan = try RenderPlan.sound(path, [SoundSource(input: 0, first: 200_000, count: 80_000)])
    try edit { $0.removeLast($0.count / 3) }
    let error = #expect(throws: EngineError.self) { try NumberSink.run(plan) }
    #expect(error?.kind == .media && error?.origin == 0)
  }

  @Test func damageIsNotShown() throws {
    let plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 150)])
    try edit { bytes in
      let middle = bytes.count / 2
      for index in middle..<middle + 3000 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    }
    let error = #expect(throws: EngineError.self) { try NumberSink.run(plan) }
    #expect(error?.kind == .media)
    let time = error?.sourceTime?.approximation ?? 0
    #expect(time > 1 && time < 5)
    // Elsewhere the file is as good as new.
    let last = try RenderPlan.pictures(path, [.middle(from: Rational(26, 5), count: 20)])
    #expect(try NumberSink.run(last).numbers == Array(130..<150))
  }

  @Test func aFileThatIsGone() throws {
    let plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 150)])
    try FileManager.default.removeItem(atPath: path)
    let error = #expect(throws: EngineError.self) { try NumberSink.run(plan) }
    #expect(error?.kind == .media && error?.message == "cannot open '\(path)': there is no such file")
  }

  @Test func aFullDisk() throws {
    var plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 150)])
    plan.output = .mp4("film.mp4")
    plan.output.formatOptions = []
    let error = #expect(throws: EngineError.self) {
      let writer = try FilmWriter(plan, path: "/dev/full")
      _ = try runFilm(plan, into: writer, cancellation: Cancellation()) { _ in }
      try writer.finish()
    }
    #expect(error?.kind == .output && error?.message == "the disk is full: 'film.mp4' could not be written")
  }

  @Test func aFormatThatDoesNotTakeTheCodec() throws {
    var plan = try RenderPlan.sound(path, [SoundSource(input: 0, first: 0, count: 5000)])
    plan.output = OutputPlan(
      path: media.path("out.mp4"), format: "mp4", formatOptions: [], picture: nil,
      sound: EncoderPlan(codec: "pcm_s16le", options: []), metadata: [])
    let error = #expect(throws: EngineError.self) { try render(plan) }
    #expect(error?.kind == .library)
    #expect(media.names == ["in.mp4"])
  }
}
