import Engine
import FilterGraph
import MediaTypes
import Testing

/// Letters that are pictures, with a font of one letter made for the purpose: they are where the layout says, as large as
/// it says, and part of the text they stand in.
@Suite struct ColorLetterTests {
  private static let face = TextFace(
    family: "DejaVu Sans", weight: 400, isItalic: false, size: 40, spacing: 0,
    fonts: fontFile(path: TinyColorFont.path).map { [$0] } ?? [])
  private static let (red, blue, ground) = ([255, 0, 0], [0, 0, 255], [0x40, 0x60, 0x80])

  /// A title of one letter 40 px high and wide in the middle of 96x64: from 28, 12 to 68, 52.
  private func film(_ text: String = "😀", _ keys: String = "") -> GeneratedFilm {
    let title = "{text: \"\(text)\", at: 0, duration: 10f, font: \"\(TinyColorFont.path)\", size: 40px\(keys)}"
    return GeneratedFilm(generator: "{color: \"#406080\"}", overlays: [title])
  }

  private func isNear(_ a: [Int], _ b: [Int], _ bound: Int = 12) -> Bool { zip(a, b).allSatisfy { abs($0 - $1) <= bound } }

  @Test func theyHaveTheRoomOfTheirPicture() throws {
    let measure = try measureText(["😀", "😀😀", "n😀", "n", "😀\u{FE0E}"], in: Self.face)
    let widths = measure.words.map(\.width.approximation)
    #expect(abs(widths[0] - 40) <= 0.25 && abs(widths[1] - 80) <= 0.25 && abs(widths[2] - widths[3] - 40) <= 0.5)
    #expect(measure.words[0].height == 40 && measure.files.contains { $0.path == TinyColorFont.path })
    // A selector asks for text, and no font here has it so but perhaps one of the machine's.
    #expect(abs(widths[4] - 40) > 0.5 || measure.missing == ["😀"])
  }

  @Test func theyAreDrawnWhereTheyAreLaidOut() throws {
    let points = [(48, 18), (34, 24), (62, 24), (34, 44), (62, 44), (22, 30), (74, 30), (48, 6), (48, 58)].map { (x: $0.0, y: $0.1) }
    let colors = try film().colors(at: points)
    let wanted = [Self.red, Self.red, Self.red, Self.blue, Self.ground, Self.ground, Self.ground, Self.ground, Self.ground]
    #expect(zip(colors, wanted).allSatisfy { isNear($0, $1) }, "\(colors)")
  }

  @Test func theyFadeGrowAndWaitLikeText() throws {
    let half = try film("😀", ", opacity: 50%").colors(at: [(x: 48, y: 20)])[0]
    #expect(isNear(half, [0xA0, 0x30, 0x40]), "\(half)")
    let large = try film("😀", ", scale: 1.4").colors(at: [(x: 28, y: 12), (x: 28, y: 52)])
    #expect(isNear(large[0], Self.red) && isNear(large[1], Self.blue), "\(large)")
    // A typewriter of ten frames has written one of two letters after four.
    let typed = film("😀😀", ", animate: {in: {type: typewriter, duration: 10f}}")
    let early = try typed.colors(at: [(x: 20, y: 20), (x: 60, y: 20)], frame: 3)
    #expect(isNear(early[0], Self.red) && isNear(early[1], Self.ground), "\(early)")
  }

  @Test func theirShadowIsTheirShape() throws {
    let shadow = ", shadow: {color: \"#ffff00\", x: 0, y: 20%, blur: 0}"
    let colors = try film("😀", shadow).colors(at: [(x: 35, y: 57), (x: 60, y: 57), (x: 60, y: 37), (x: 35, y: 20)])
    let wanted = [[255, 255, 0], Self.ground, [255, 255, 0], Self.red]
    #expect(zip(colors, wanted).allSatisfy { isNear($0, $1) }, "\(colors)")
  }

  /// What ways in and out do to the text they do to its pictures.
  @Test func theyMoveWithTheirLine() throws {
    let sliding = film("😀", ", animate: {in: {type: slide, from: left, duration: 4f, ease: linear}}")
    // A slide of four frames comes from 50 px away: 6.25 px are left of it, and an eighth of its opacity, on the last.
    let last = try sliding.colors(at: [(x: 26, y: 24), (x: 64, y: 24)], frame: 3)
    #expect(isNear(last[0], [232, 12, 16], 16) && isNear(last[1], Self.ground, 16), "\(last)")
    let popping = film("😀", ", animate: {in: {type: pop, duration: 4f, ease: linear}}")
    // Five eighths of its size, and a quarter of its opacity on the way to half of the frames.
    let first = try popping.colors(at: [(x: 48, y: 26), (x: 32, y: 26), (x: 32, y: 38)])
    #expect(!isNear(first[0], Self.ground) && isNear(first[1], Self.ground) && isNear(first[2], Self.ground), "\(first)")
  }
}
