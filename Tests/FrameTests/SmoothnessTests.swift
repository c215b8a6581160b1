import CFFmpeg
import Foundation
import MediaTypes
import TestMedia
import Testing

@testable import Engine

/// A drawn edge is moved in every way there is; where it is on each frame is measured to a hundredth of a pixel.
@Suite struct SmoothnessTests {
  /// Bytes of the picture, and where its edge is.
  private static let size = PixelSize(width: 480, height: 64)
  /// Seconds: `prove.sh` takes the 30 of the promise.
  private static let seconds = ProcessInfo.processInfo.environment["REELC_MOTION"] == "long" ? 30.0 : 4.0
  private static let rate = 25.0

  struct Move: CustomStringConvertible, Sendable {
    var item: String
    var edge: Double
    /// Where the edge is when a share of the time has passed.
    var place: @Sendable (Double) -> Double
    var description: String { item }
  }

  static let moves: [Move] = [
    Move(item: "effects: [{zoom: {from: 1, to: 1.05}}]", edge: 380) { 240 + 140 * (1 + 0.05 * $0) },
    Move(item: "effects: [{zoom: {from: 1.05, to: 1, ease: in-out-sine}}]", edge: 380) {
      240 + 140 * (1.05 - 0.05 * (0.5 - cos($0 * .pi) / 2))
    },
    Move(item: "effects: [{pan: {from: left, to: right, zoom: 1.05}}]", edge: 300) { 300 * 1.05 - $0 * 24 },
    Move(item: "position: {from: [50%, 50%], to: [52%, 50%]}", edge: 300) { 300 + 9.6 * $0 },
    Move(item: "scale: {from: 100%, to: 105%}", edge: 380) { 240 + 140 * (1 + 0.05 * $0) },
    Move(item: "scale: {from: 70%, to: 75%}, effects: [{border: 2}]", edge: 380) { 240 + 140 * (0.7 + 0.05 * $0) },
    Move(item: "effects: [{pulse: {decay: 4s}}]", edge: 380) {
      240 + 140 * (1 + 0.06 * pow(2, -10 * min(1, ($0 * seconds - 0.02) / 4)))
    },
    Move(item: "rotate: {from: -3, to: 3}", edge: 240) { 240 + 15.5 * tan((6 * $0 - 3) * .pi / 180) },
  ]

  @Test(arguments: moves) func everyWayIsSmooth(move: Move) throws {
    let still = scratchPath("edge.png")
    defer { try? FileManager.default.removeItem(atPath: still) }
    let drawing = "color=c=black:s=\(Self.size):r=1,format=gray,drawbox=x=\(Int(move.edge)):y=0:w=iw:h=ih:c=white:t=fill"
    try runTool("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", drawing, "-frames:v", "1", "-y", still])
    let document = """
      timeline: 1
      canvas: {size: \(Self.size), rate: \(Int(Self.rate))}
      tracks: [{items: [{clip: "\(still)", duration: \(Int(Self.seconds))s, \(move.item)}]}]
      """
    let sink = EdgeSink(row: 16)
    _ = try runFilm(try plan(document), into: sink, cancellation: Cancellation()) { _ in }
    let count = Int(Self.seconds * Self.rate)
    try #require(sink.edges.count == count)
    let errors = sink.edges.enumerated().map { $0.element - move.place((Double($0.offset) + 0.5) / Double(count)) }
    let worst = errors.map(abs).max()!
    #expect(worst < 0.1, "\(worst) px off")
    // Slower than a thousandth of a pixel a frame nothing can be seen to go on.
    let steps = zip(sink.edges.dropFirst(), sink.edges).map { $0 - $1 }
    let way = sink.edges.last! - sink.edges.first!
    #expect(steps.allSatisfy { $0 * way.sign.factor > -0.01 }, "it goes back by \(steps.map { $0 * way.sign.factor }.min()!)")
  }

  /// What stays until a frame and then jumps tells whether a motion is a frame early or late.
  @Test(arguments: [
    "rotate: {keyframes: [{at: 0f, value: 0}, {at: 5f, value: 90, ease: hold}]}",
    "position: {keyframes: [{at: 0f, value: left}, {at: 5f, value: right, ease: hold}]}, scale: 50%, effects: [{border: 4}]",
    "scale: {keyframes: [{at: 0f, value: 50%}, {at: 5f, value: 60%, ease: hold}]}",
    "effects: [{zoom: {keyframes: [{at: 0f, value: 1}, {at: 5f, value: 2, ease: hold}]}}]",
    "effects: [{zoom: {keyframes: [{at: 0f, value: 1}, {at: 5f, value: 2, ease: hold}], amount: 0.5}}]",
  ]) func whatJumpsJumpsOnItsFrame(move: String) throws {
    let still = scratchPath("card.png")
    defer { try? FileManager.default.removeItem(atPath: still) }
    try runTool("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=160x90", "-frames:v", "1", "-y", still])
    let document = """
      timeline: 1
      canvas: {size: 160x90, rate: 25}
      tracks: [{items: [{clip: "\(still)", duration: 10f, \(move)}]}]
      """
    for isOptimised in [true, false] {
      let pictures = try hashFrames(try plan(document, isOptimised: isOptimised)).pictures
      #expect(Set(pictures[..<5]).count == 1 && Set(pictures[5...]).count == 1 && pictures[4] != pictures[5])
    }
  }

  @Test func whatMovesIsNotLate() throws {
    let source = try CodedShelf.plain(25)
    let moves = [
      "effects: [{zoom: {from: 1, to: 1.03}}]", "effects: [{shake: 1%}]", "position: {from: [50%, 50%], to: [51%, 50%]}",
      "rotate: {from: -1, to: 1}",
    ]
    let items = moves.map { move in Film.Item.clip(source, 1, 3).with { $0.more = [move] } }
    for rate in [Rational(25), CodedShelf.ntsc30] { try prove(Film(rate, items)) }
  }
}

extension FloatingPointSign {
  fileprivate var factor: Double { self == .minus ? -1 : 1 }
}

/// Finds the edge between dark and light in one row of each picture.
private final class EdgeSink: FilmSink {
  let soundBlock = 1024
  private let row: Int
  private(set) var edges: [Double] = []

  init(row: Int) { self.row = row }

  func take(picture: Frame) throws(EngineError) {
    let content = picture.pointer.pointee
    let line = content.data.0! + row * Int(content.linesize.0)
    // Away from the edges of a picture that is smaller than the canvas.
    let columns = Int(content.width) / 5..<Int(content.width)
    let values = columns.map { Double(line[$0]) }
    let rise = values.firstIndex { $0 > 125 } ?? 0
    let near = values[max(0, rise - 12)..<min(values.count, rise + 12)]
    let (dark, light) = (near.first ?? 0, near.last ?? 1)
    let lightness = near.reduce(0) { $0 + ($1 - dark) / (light - dark) }
    edges.append(Double(columns.lowerBound + near.endIndex) - lightness)
  }

  func take(sound: Frame) throws(EngineError) {}
}
