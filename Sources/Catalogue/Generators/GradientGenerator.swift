import FilterGraph
import MediaTypes
import Timeline

/// A run from one colour to another.
package struct GradientGenerator: PictureGenerator {
  package var from: Setting<Color>?
  package var to: Setting<Color>?
  package var direction: Setting<Direction>?

  package init() {}

  /// Which way the colours run.
  package enum Direction: String, WordChoice {
    case right, down, diagonal, radial

    package var help: String {
      switch self {
      case .right: "From the left edge to the right."
      case .down: "From the top edge to the bottom."
      case .diagonal: "From the top left corner to the bottom right."
      case .radial: "From the centre to the corners."
      }
    }
  }

  package static let name = "gradient"
  package static let principal: String? = nil
  package static let declaration = Declaration<GradientGenerator>(
    "gradient", "A run from one colour to another.",
    examples: ["{gradient: {from: navy, to: orange, direction: down}}"],
    [
      Parameter("from", \.from, "The colour it starts with.", default: "black", example: "navy"),
      Parameter("to", \.to, "The colour it ends with.", default: "white", example: "orange"),
      Parameter("direction", \.direction, "Which way it runs.", default: "down", example: "right"),
    ])

  package var isStatic: Bool { true }
  package var color: ColorTags { .rgb }

  package func source(size: PixelSize, rate: FrameRate) -> [Filter] {
    let (right, bottom) = (size.width - 1, size.height - 1)
    let (kind, start, end): (String, (Int, Int), (Int, Int)) =
      switch direction?.value ?? .down {
      case .right: ("linear", (0, 0), (right, 0))
      case .down: ("linear", (0, 0), (0, bottom))
      case .diagonal: ("linear", (0, 0), (right, bottom))
      case .radial: ("radial", (size.width / 2, size.height / 2), (right, bottom))
      }
    let colors = [from?.value ?? .black, to?.value ?? Color(red: 255, green: 255, blue: 255)]
    // FFmpeg's gradients turn slowly and take no lower speed; only the first picture is used.
    return [
      .source(
        "gradients", size: size, rate: rate,
        [
          .init("c0", "0x" + colors[0].description.dropFirst()), .init("c1", "0x" + colors[1].description.dropFirst()),
          .init("x0", "\(start.0)"), .init("y0", "\(start.1)"), .init("x1", "\(end.0)"), .init("y1", "\(end.1)"),
          .init("type", kind), .init("seed", "1"), .init("speed", "0.00001"),
        ]), .format("rgba"),
    ]
  }
}
