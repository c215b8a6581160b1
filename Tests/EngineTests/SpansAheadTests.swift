import FilterGraph
import MediaTypes
import Testing

@testable import Engine

/// Clips that lie between the same two keyframes are decoded together, and nobody can tell.
struct SpansAheadTests {
  private let media: MadeMedia

  init() throws { media = try MadeMedia() }

  private func run(_ plan: RenderPlan) throws -> (numbers: [Int], ahead: Int) {
    let pool = ReaderPool(plan)
    let picture = PictureRun(plan.picture!, pool: pool)
    let sink = NumberSink()
    while !picture.isOver { try sink.take(picture: try picture.next()) }
    return (sink.numbers, picture.spansMadeAhead)
  }

  @Test func clipsInFallingOrderShareTheWay() throws {
    let path = try media.make(
      "long.mp4", MadeMedia.numbered(rate: "25", seconds: "8"),
      "-c:v libx264 -qp 10 -g 250 -bf 3 -sc_threshold 0")
    let frames = [10, 180, 150, 120, 90, 60]
    let plan = try RenderPlan.pictures(path, frames.map { .middle(from: Rational($0, 25), count: 5) })
    let (numbers, ahead) = try run(plan)
    #expect(numbers == frames.flatMap { Array($0..<$0 + 5) })
    // The first needs no company: nothing is known of the file before it is open.
    #expect(ahead == 4)
  }

  @Test func clipsThatComeBackShareTheWay() throws {
    let path = try media.make(
      "two.mp4", MadeMedia.numbered(rate: "25", seconds: "8"),
      "-c:v libx264 -qp 10 -g 100 -bf 3 -sc_threshold 0")
    let frames = [5, 120, 20, 150, 40, 180]
    let plan = try RenderPlan.pictures(path, frames.map { .middle(from: Rational($0, 25), count: 5) })
    let (numbers, ahead) = try run(plan)
    #expect(numbers == frames.flatMap { Array($0..<$0 + 5) })
    #expect(ahead > 0)
  }

  @Test func clipsInRisingOrderNeedNoCompany() throws {
    let path = try media.make(
      "rising.mp4", MadeMedia.numbered(rate: "25", seconds: "8"),
      "-c:v libx264 -qp 10 -g 250 -bf 3 -sc_threshold 0")
    let frames = [5, 40, 80, 120, 160]
    let plan = try RenderPlan.pictures(path, frames.map { .middle(from: Rational($0, 25), count: 5) })
    let (numbers, ahead) = try run(plan)
    #expect(numbers == frames.flatMap { Array($0..<$0 + 5) })
    #expect(ahead == 0)
  }
}
