import FilterGraph
import MediaTypes
import Testing

@testable import Engine

/// Pictures that are moved between two parts of a graph: no bit changes where nothing moves, none is lost or late.
struct MotionTests {
  private let media: MadeMedia
  private static let size = PixelSize(width: 64, height: 48)
  private static let whole = Motion.Rect(size)

  init() throws {
    media = try MadeMedia()
    try media.make("in.mp4", MadeMedia.numbered(rate: "25", seconds: "4"), "-c:v libx264 -qp 10 -g 25 -bf 2")
  }

  private func plan(_ edit: (inout SpanGraph) -> Void = { _ in }) throws -> RenderPlan {
    var plan = try RenderPlan.pictures(media.path("in.mp4"), [.middle(from: 1, count: 30)])
    edit(&plan.picture!.spans[0].graph)
    return plan
  }

  @Test func whatDoesNotMoveKeepsEveryBit() throws {
    let moved = try plan { graph in
      let still = Motion(from: Self.size, to: Self.size, pixelFormat: "yuv420p", poses: [.init(window: Self.whole, place: Self.whole)])
      graph.output = graph.move(.source(0), still, origin: 0)
    }
    #expect(try hashFrames(moved).pictures == hashFrames(plan()).pictures)
  }

  @Test func everyPictureHasItsPose() throws {
    let moved = try plan { graph in
      let ways = graph.addSplit(Filter("split", ["outputs": 2]), to: .source(0), outputs: 2, origin: 0)
      let poses = (0..<30).map { k in
        Motion.Pose(window: Self.whole, place: .init(x: k % 2 == 0 ? 32 : -64, y: 0, width: 64, height: 48))
      }
      let over = graph.move(ways[1], Motion(from: Self.size, to: Self.size, pixelFormat: "yuva420p", poses: poses), origin: 0)
      graph.output = graph.add(Filter("overlay", ["x": 0, "format": "yuv420"]), to: ways[0], over, origin: 0)
    }
    // On every other picture the left half lies on the right one.
    let expected = (0..<30).map { k in
      let n = 25 + k
      return n % 16 + 16 * (k % 2 == 0 ? n % 16 : n / 16)
    }
    #expect(try NumberSink.run(moved).numbers == expected)
  }

  @Test(arguments: ["yuv420p", "yuva420p", "yuv420p10le", "yuv444p", "yuva444p", "gbrp", "gbrap", "gray"])
  func everyFormMoves(format: String) throws {
    let poses = [0.01, 0.7, 3, 40, 900].map { width in
      let place = Motion.Rect(x: 31.3 - width / 2, y: -3.7, width: width, height: width)
      return Motion.Pose(window: .init(x: 3.3, y: 2.1, width: 50.2, height: 40), place: place)
    }
    let moved = try plan { graph in
      let ready = graph.chain([Filter("scale"), Filter("format", ["pix_fmts": format])], to: .source(0), origin: 0)
      let result = graph.move(ready, Motion(from: Self.size, to: Self.size, pixelFormat: format, poses: poses), origin: 0)
      graph.output = graph.chain([Filter("scale"), Filter("format", ["pix_fmts": "yuv420p"])], to: result, origin: 0)
    }
    #expect(try hashFrames(moved).pictures.count == 30)
  }
}
