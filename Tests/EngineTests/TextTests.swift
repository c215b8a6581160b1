import Engine
import FilterGraph
import MediaTypes
import Testing

/// Text as libass lays it out and as the engine draws it, with DejaVu fonts.
@Suite struct TextTests {
  private let face = TextFace(family: "DejaVu Sans", weight: 400, isItalic: false, size: 100, spacing: 0, fonts: [])

  @Test func wordsHaveSizes() throws {
    let measure = try measureText(["i", "iii", "Wide words", ""], in: face)
    let widths = measure.words.map(\.width.approximation)
    #expect(measure.missing == [] && measure.substitute == nil)
    #expect(abs(widths[1] - 3 * widths[0]) < 1)
    #expect(widths[2] > 400 && widths[2] < 600)
    #expect(measure.words[3].width == 0)
    // ASS's size is the height of a line.
    #expect(measure.words[0].height == 100 && measure.words[2].height == 100)
  }

  @Test func whatFontsLackIsNamed() throws {
    var other = face
    other.family = "No Such Family"
    let measure = try measureText(["a\u{10FFFD}"], in: other)
    #expect(measure.missing == ["\u{10FFFD}"])
    #expect(measure.substitute != nil)
  }

  @Test func fontsSayTheirNames() throws {
    let file = try #require(measureText(["a"], in: face).files.first)
    #expect(fontNames(path: file.path)?.first == "DejaVu Sans")
    #expect(fontNames(path: "/etc/passwd") == nil)
  }
}
