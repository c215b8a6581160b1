import FilterGraph
import MediaTypes
import Testing

@testable import Engine

/// How a source of numbered pictures is coded, and in what.
struct Coding: CustomStringConvertible, Sendable {
  var file: String
  var options: String
  var description: String { "\(file) \(options)" }

  static let all = [
    Coding(file: "closed.mp4", options: "-c:v libx264 -qp 10 -g 12 -bf 2"),
    Coding(file: "long.mp4", options: "-c:v libx264 -qp 10 -g 250 -bf 3"),
    Coding(file: "open.mp4", options: "-c:v libx264 -qp 10 -g 12 -bf 3 -x264-params open-gop=1"),
    Coding(file: "closed.mkv", options: "-c:v libx264 -qp 10 -g 12 -bf 2"),
    Coding(file: "open.ts", options: "-c:v libx264 -qp 10 -g 12 -bf 2 -x264-params open-gop=1"),
    Coding(file: "mpeg2.ts", options: "-c:v mpeg2video -q:v 2 -g 12 -bf 2"),
    Coding(file: "intra.mov", options: "-c:v mpeg4 -q:v 2 -g 1"),
    Coding(file: "hevc.mp4", options: "-c:v libx265 -crf 10 -g 12 -x265-params log-level=none"),
    Coding(file: "a.avi", options: "-c:v mpeg4 -q:v 2 -g 12 -bf 2"),
    Coding(file: "h264.avi", options: "-c:v libx264 -qp 10 -g 12 -bf 2"),
    Coding(file: "a.mpg", options: "-c:v mpeg2video -q:v 2 -g 12 -bf 2"),
    Coding(file: "a.flv", options: "-c:v libx264 -qp 10 -g 12 -bf 2"),
    Coding(file: "vp8.webm", options: "-c:v libvpx -crf 4 -b:v 4M -g 24 -auto-alt-ref 1 -lag-in-frames 16"),
    Coding(file: "tff.ts", options: "-c:v libx264 -qp 10 -g 12 -bf 2 -x264-params tff=1"),
    Coding(file: "vp9.webm", options: "-c:v libvpx-vp9 -crf 10 -b:v 0 -g 24"),
  ]
}

/// The picture on screen is the last that starts before the instant, however it is reached.
struct FrameChoiceTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  private func make(_ coding: Coding, seconds: String = "6") throws -> String {
    try media.make(coding.file, MadeMedia.numbered(rate: "25", seconds: seconds), coding.options)
  }

  @Test(arguments: Coding.all) func forwards(coding: Coding) throws {
    let path = try make(coding)
    let plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 150)])
    #expect(try NumberSink.run(plan).numbers == Array(0..<150))
  }

  @Test(arguments: Coding.all) func backwards(coding: Coding) throws {
    let path = try make(coding)
    let plan = try RenderPlan.pictures(path, [.middle(from: 6, speed: -1, count: 150)])
    #expect(try NumberSink.run(plan).numbers == (0..<150).map { 149 - $0 })
  }

  @Test(arguments: Coding.all) func jumps(coding: Coding) throws {
    let path = try make(coding)
    let frames = (0..<60).map { ($0 * 47) % 149 }
    let samplings = frames.map { Sampling.middle(from: Rational($0, 25), count: 2) }
    let plan = try RenderPlan.pictures(path, samplings)
    let found = try NumberSink.run(plan).numbers
    #expect(found == frames.flatMap { [$0, $0 + 1] })
  }

  @Test(arguments: Coding.all) func retimed(coding: Coding) throws {
    let path = try make(coding)
    for (speed, count) in [(Rational(7), 21), (Rational(40), 3), (Rational(1, 3), 200), (Rational(5, 2), 60)] {
      let plan = try RenderPlan.pictures(path, [.middle(from: 0, speed: speed, count: count)])
      let expected = (0..<count).map { k in
        ((Rational(k) + .half) * speed).ceiling! - 1
      }
      #expect(try NumberSink.run(plan).numbers == expected, "speed \(speed)")
    }
  }

  @Test(arguments: Coding.all) func loops(coding: Coding) throws {
    let path = try make(coding)
    let wrap = SourceRange(start: 1, end: 2)
    let plan = try RenderPlan.pictures(path, [.middle(from: 1, count: 80, wrap: wrap)])
    #expect(try NumberSink.run(plan).numbers == (0..<80).map { 25 + $0 % 25 })
  }

  @Test func frozenPictureIsTheOneThatStartsThere() throws {
    let path = try make(Coding.all[0])
    let frozen = Sampling(first: 2, step: 0, count: 5, includesInstant: true)
    let before = Sampling(first: 2, step: 0, count: 2)
    let plan = try RenderPlan.pictures(path, [frozen, before])
    #expect(try NumberSink.run(plan).numbers == [50, 50, 50, 50, 50, 49, 49])
  }

  @Test func boundHoldsTheLastPictureBeforeIt() throws {
    let path = try make(Coding.all[0])
    let plan = try RenderPlan.pictures(path, [.middle(from: Rational(48, 25), count: 5, bound: 2)])
    #expect(try NumberSink.run(plan).numbers == [48, 49, 49, 49, 49])
  }

  @Test func outsideTheFileItsEdgesAreHeld() throws {
    let path = try make(Coding.all[0])
    let plan = try RenderPlan.pictures(
      path, [.middle(from: -1, count: 2), .middle(from: Rational(149, 25), count: 3)])
    #expect(try NumberSink.run(plan).numbers == [0, 0, 149, 149, 149])
  }

  @Test func rateConversion() throws {
    let path = try make(Coding.all[0])
    let plan = try RenderPlan.pictures(path, [.middle(from: 0, rate: 60, count: 300)], rate: 60)
    let expected = (0..<300).map { k in ((Rational(k) + .half) * Rational(25, 60)).ceiling! - 1 }
    #expect(try NumberSink.run(plan).numbers == expected)
  }
}
