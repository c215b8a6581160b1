import MediaTypes
import Testing

@testable import Engine

private let picture = "-f lavfi -i testsrc2=s=160x96:r=25:d=1"

/// What a file is taken for.
struct ProbeKindTests {
  let media: MadeMedia

  init() throws { media = try MadeMedia() }

  @Test(arguments: ["a.png", "a.jpg", "a.bmp", "a.tiff", "a.webp", "a.gif"])
  func onePictureIsAStill(name: String) throws {
    let facts = try probeMedia(path: media.make(name, picture, "-frames:v 1"))
    #expect(facts.kind == .still)
    #expect(facts.picture?.codedSize == PixelSize(width: 160, height: 96))
    #expect(facts.picture?.start == 0)
    #expect(facts.picture?.end == 0)
    #expect(facts.picture?.meanRate == nil)
  }

  @Test(arguments: ["a.gif", "a.apng"])
  func oneLoopIsTheRangeOfAnAnimation(name: String) throws {
    let source = "-f lavfi -i testsrc2=s=160x96:r=10:d=1"
    let facts = try probeMedia(path: media.make(name, source, "-f \(name.dropFirst(2))"))
    #expect(facts.kind == .animation)
    #expect(facts.picture?.frameCount == 10)
    #expect(facts.picture?.end == 1)
    #expect(facts.picture?.meanRate == 10)
  }

  @Test func animatedWebPIsRefused() throws {
    let path = try media.make("a.webp", picture, "-frames:v 3")
    #expect(try fault(path).hasSuffix("convert it to GIF, APNG or a film"))
  }

  @Test func coverArtIsNoPictureStream() throws {
    try media.make("cover.png", picture, "-frames:v 1")
    let path = try media.make(
      "song.mp3", "-f lavfi -i sine=d=1 -i cover.png -map 0 -map 1 -c:v copy -disposition:v attached_pic")
    let facts = try probeMedia(path: path)
    #expect(facts.kind == .sound)
    #expect(facts.picture == nil)
  }

  @Test func numberedPicturesAreASequenceUpToTheFirstGap() throws {
    try media.make("f%03d.png", picture, "-frames:v 6 -start_number 8")
    #expect(try probeMedia(path: media.path("f%03d.png")).picture?.frameCount == 6)
    try media.write("f020.png", [1])
    let facts = try probeMedia(path: media.path("f%03d.png"))
    #expect(facts.kind == .pictureSequence)
    #expect(facts.picture?.frameCount == 6)
    #expect(facts.picture?.end == 6)
    #expect(facts.picture?.meanRate == nil)
    let sequence = try #require(try PictureSequence(path: media.path("f%03d.png")))
    #expect(sequence.path(at: 0) == media.path("f008.png"))
  }

  @Test func patternWithoutFilesIsNamed() throws {
    let path = media.path("g%04d.png")
    #expect(try fault(path) == "no file matches '\(path)'")
  }

  @Test func patternsAreReadLikePrintf() throws {
    let plain = try #require(PicturePattern(path: "shots/100%%-f%d.png"))
    #expect(plain.path(7) == "shots/100%-f7.png")
    #expect(plain.number(of: "100%-f07.png") == nil)
    #expect(try #require(PicturePattern(path: "%04d.png")).number(of: "12345.png") == 12345)
    #expect(PicturePattern(path: "100%.mp4") == nil)
    #expect(PicturePattern(path: "f%d%d.png") == nil)
    #expect(PicturePattern(path: "f%s.png") == nil)
  }

  private func fault(_ path: String) throws -> String {
    let error = #expect(throws: EngineError.self) { try probeMedia(path: path) }
    return try #require(error).message
  }
}
