import MediaTypes
import Testing

@testable import Engine

private let picture = "-f lavfi -i testsrc2=s=160x96:r=25:d=0.4"

/// Size, shape, turning, fields and colours of pictures.
struct ProbeShapeTests {
  let media: MadeMedia

  init() throws { media = try MadeMedia() }

  @Test func pixelsMayBeOblong() throws {
    let facts = try shape("a.mp4", "-c:v libx264 -aspect 16:9")
    #expect(facts.pixelAspect == Rational(16, 15))
    #expect(facts.displaySize.width == Rational(512, 3))
  }

  @Test(arguments: 0..<8)
  func displayMatrixTurnsAndMirrors(number: Int) throws {
    let expected = Orientation(quarterTurns: number % 4, isMirrored: number >= 4)
    try media.make("plain.mp4", picture, "-c:v libx264")
    var bytes = try media.bytes("plain.mp4")
    let header = try #require(bytes.indices.first { bytes[$0...].starts(with: "tkhd".utf8) })
    let turns = [(1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)]
    let (a, b, c, d) = turns[expected.quarterTurns]
    let sign = expected.isMirrored ? -1 : 1
    for (slot, value) in [(0, sign * a), (1, sign * b), (3, c), (4, d)] {
      let word = UInt32(bitPattern: Int32(value * 65536))
      for byte in 0..<4 { bytes[header + 44 + slot * 4 + byte] = UInt8(word >> (24 - byte * 8) & 255) }
    }
    #expect(try probeMedia(path: media.write("turned.mp4", bytes)).picture?.orientation == expected)
  }

  @Test func photosTurnAsTheirCameraSays() throws {
    try media.make("plain.jpg", picture, "-frames:v 1")
    let bytes = try media.bytes("plain.jpg")
    let tiff: [UInt8] =
      Array("II*".utf8) + [0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    let exif = Array("Exif".utf8) + [0, 0] + tiff
    let path = try media.write(
      "turned.jpg", bytes[..<2] + [0xff, 0xe1, 0, UInt8(exif.count + 2)] + exif + bytes[2...])
    #expect(try probeMedia(path: path).picture?.orientation == Orientation(quarterTurns: 1))
  }

  @Test func fieldsAreSeen() throws {
    let facts = try shape("a.ts", "-c:v libx264 -x264opts tff=1")
    #expect(facts.isInterlaced)
    #expect(try !shape("b.ts", "-c:v libx264").isInterlaced)
  }

  @Test func missingColorsFollowConvention() throws {
    #expect(try shape("a.mp4", "-c:v libx264").color.matrix == "smpte170m")
    #expect(try shape("hd.mp4", "-vf scale=1280:720 -c:v libx264").color == .bt709)
    #expect(try shape("a.png", "-frames:v 1").color.matrix == "gbr")
    let photo = try shape("a.jpg", "-frames:v 1")
    #expect(photo.color.matrix == "bt470bg")
    #expect(photo.color.range == "pc")
  }

  @Test func statedColorsAreKept() throws {
    let facts = try shape(
      "hlg.mp4", "-c:v libx264 -color_primaries bt2020 -color_trc arib-std-b67 -colorspace bt2020nc")
    #expect(
      facts.color
        == ColorTags(matrix: "bt2020nc", range: "tv", primaries: "bt2020", transfer: "arib-std-b67"))
  }

  @Test func alphaIsSeen() throws {
    let facts = try shape("a.mov", "-c:v prores_ks -profile:v 4 -pix_fmt yuva444p10le")
    #expect(facts.hasAlpha)
    #expect(try !shape("a.png", "-frames:v 1 -pix_fmt rgb24").hasAlpha)
    let web = try shape("a.webm", "-c:v libvpx-vp9 -pix_fmt yuva420p -deadline realtime")
    #expect(web.pixelFormat == "yuva420p")
  }

  private func shape(_ name: String, _ options: String) throws -> PictureFacts {
    try #require(try probeMedia(path: media.make(name, picture, options)).picture)
  }
}
