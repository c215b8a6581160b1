import FilterGraph
import MediaTypes
import Timeline

/// One colour all over.
package struct ColorGenerator: PictureGenerator {
  package var paint: Setting<Color>?

  package init() {}

  package static let name = "color"
  package static let principal: String? = "color"
  package static let declaration = Declaration<ColorGenerator>(
    "color", "One colour all over.", examples: ["{color: white}", "{color: \"#ffcc00\"}"],
    [Parameter("color", \.paint, "The colour.", required: true, example: "white")])

  package var isStatic: Bool { true }
  package var isOpaque: Bool { value.isOpaque }
  package var color: ColorTags { .rgb }
  private var value: Color { paint?.value ?? .black }

  package func source(size: PixelSize, rate: FrameRate) -> [Filter] { solid(value, size: size, rate: rate) }
}

/// Pictures of one colour in RGB, so that the canvas's own matrix is used for them.
package func solid(_ color: Color, size: PixelSize, rate: FrameRate) -> [Filter] {
  let hex = "0x" + color.description.dropFirst()
  return [.source("color", size: size, rate: rate, [.init("c", hex)]), .format(color.isOpaque ? "gbrp" : "gbrap")]
}
