import FilterGraph
import Foundation
import MediaTypes
import Synchronization
import Testing

@testable import Engine

/// Decoders run ahead and writers behind, on threads of their own, and nobody can tell.
struct ThreadTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  private func source() throws -> String {
    try media.make(
      "in.mp4", MadeMedia.numbered(rate: "25", seconds: "6"), "-f lavfi -i sine=440:r=48000:d=6",
      "-c:v libx264 -qp 4 -g 25 -bf 2 -c:a aac -movflags +faststart")
  }

  @Test(arguments: [1, 2, 7]) func valuesKeepTheirOrder(room: Int) throws {
    let channel = Channel<Int>(room: room)
    let thread = try SideThread {
      for number in 0..<5000 { channel.send(number) }
      channel.finish()
    }
    var received: [Int] = []
    while let number = channel.receive() { received.append(number) }
    thread.join()
    #expect(received == Array(0..<5000))
    #expect(channel.receive() == nil)
  }

  @Test func whoeverSendsIsLetGo() throws {
    for taken in 0..<200 {
      let channel = Channel<Int>(room: 2)
      let thread = try SideThread {
        var number = 0
        while channel.waitForRoom(), channel.send(number) { number += 1 }
      }
      for number in 0..<taken % 5 { #expect(channel.receive() == number) }
      channel.abandon()
      thread.join()
      #expect(!channel.send(0))
    }
  }

  /// Counts the values that are alive.
  private final class Census: Sendable {
    let alive = Mutex(0)
  }

  private struct Citizen: ~Copyable, Sendable {
    let census: Census

    init(_ census: Census) {
      self.census = census
      census.alive.withLock { $0 += 1 }
    }

    deinit { census.alive.withLock { $0 -= 1 } }
  }

  @Test func nothingIsLeftInAChannel() {
    let census = Census()
    let channel = Channel<Citizen>(room: 4)
    for _ in 0..<4 { channel.send(Citizen(census)) }
    _ = channel.receive()
    #expect(census.alive.withLock { $0 } == 3)
    channel.abandon()
    #expect(census.alive.withLock { $0 } == 0)
    var other: Channel<Citizen>? = Channel(room: 2)
    other?.send(Citizen(census))
    other = nil
    #expect(census.alive.withLock { $0 } == 0)
  }

  /// Refuses what comes after some pictures.
  private final class Refusal: FilmSink {
    let soundBlock = 1024
    var left: Int

    init(after count: Int) { left = count }

    func take(picture: Frame) throws(EngineError) {
      if left == 0 { throw EngineError(.output, "refused") }
      left -= 1
    }

    func take(sound: Frame) throws(EngineError) {}
  }

  @Test func theFirstFailureInTheFilmCounts() throws {
    let path = try source()
    let plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 150)])
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes.removeLast(bytes.count / 3)
    try bytes.write(to: URL(fileURLWithPath: path))
    let sink = NumberSink()
    let error = #expect(throws: EngineError.self) {
      _ = try runFilm(plan, into: sink, cancellation: Cancellation()) { _ in }
    }
    #expect(error?.kind == .media)
    #expect(sink.numbers == Array(0..<sink.numbers.count))
    // The writer fails while pictures that come after the damage are long decoded, or not.
    for count in [0, 1, sink.numbers.count - 1] {
      let error = #expect(throws: EngineError.self) {
        _ = try runFilm(plan, into: Refusal(after: count), cancellation: Cancellation()) { _ in }
      }
      #expect(error?.message == "refused")
    }
  }

  @Test func aFilmStopsAtAnyPicture() throws {
    let path = try source()
    let spans = (0..<10).map { Sampling.middle(from: Rational($0 * 31 % 100, 25), count: 7) }
    let plan = try RenderPlan.pictures(path, spans)
    for frames in 0..<70 {
      let cancellation = Cancellation()
      let sink = NumberSink()
      let error = #expect(throws: EngineError.self) {
        _ = try runFilm(plan, into: sink, cancellation: cancellation) { if $0.frames > frames { cancellation.cancel() } }
      }
      guard frames < 69 else { continue }
      #expect(error?.kind == .interrupted)
      #expect(sink.numbers.count == frames + 1)
    }
  }

  @Test func layersOfOneFileAreReadSideBySide() throws {
    let path = try source()
    var plan = try RenderPlan.pictures(path, [.middle(from: 0, count: 60)])
    let samplings = [0, 40, 80].map { Sampling.middle(from: Rational($0, 25), count: 60) } + [.middle(from: 4, speed: -1, count: 60)]
    let withAlpha = [Filter("scale"), Filter("format", ["pix_fmts": "yuva420p"])]
    var graph = SpanGraph()
    for number in 1..<samplings.count {
      let under = number == 1 ? SpanGraph.Edge.source(0) : graph.output
      let crop = graph.chain([Filter("crop", ["w": 16, "h": 16, "x": 16, "y": 16])] + withAlpha, to: .source(number), origin: 0)
      graph.output = graph.add(Filter("overlay", ["x": 16 * number + 80, "y": 80, "format": "yuv420"]), to: under, crop, origin: 0)
    }
    plan.picture?.spans = [
      PictureSpan(
        first: 0, count: 60, sources: samplings.map { PictureSource(input: 0, sampling: $0, origin: 0) }, graph: graph)
    ]
    let hashes = try hashFrames(plan)
    for _ in 0..<10 { #expect(try hashFrames(plan) == hashes) }
  }
}
