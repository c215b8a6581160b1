import MediaTypes
import Testing

@testable import Engine

private let picture = "-f lavfi -i testsrc2=s=160x96:r=25:d=2"
private let tone = "-f lavfi -i sine=440:r=48000:d=2"

/// Where pictures and sound start and end, container by container.
struct ProbeRangeTests {
  let media: MadeMedia

  init() throws { media = try MadeMedia() }

  @Test func primingOfMP4SoundIsNotHeard() throws {
    let facts = try probeMedia(path: media.make("a.mp4", picture, tone, "-c:v libx264 -bf 2 -c:a aac"))
    #expect(facts.kind == .video)
    #expect(facts.container == "mov,mp4,m4a,3gp,3g2,mj2")
    #expect(facts.origin == 0)
    #expect(facts.picture?.start == 0)
    #expect(facts.picture?.end == 2)
    #expect(facts.picture?.meanRate == 25)
    #expect(facts.picture?.frameCount == 50)
    #expect(facts.sound?.start == 0)
    #expect(facts.sound?.end == 2)
  }

  @Test func editListHidesPicturesBeforeTheCut() throws {
    try media.make("whole.mp4", picture, "-c:v libx264 -g 50 -bf 2")
    let cut = try media.make("cut.mp4", "-ss 0.52 -i whole.mp4 -c copy")
    let facts = try #require(try probeMedia(path: cut).picture)
    #expect(facts.start == 0)
    #expect(facts.end == Rational(37, 25))
    #expect(facts.frameCount == 37)
  }

  @Test func transportStreamKeepsTheDistanceOfItsStreams() throws {
    let path = try media.make("a.ts", picture, tone, "-c:v libx264 -c:a mp2 -output_ts_offset 7")
    let facts = try probeMedia(path: path)
    #expect(facts.origin > 8)
    let picture = try #require(facts.picture)
    let sound = try #require(facts.sound)
    #expect(min(picture.start, sound.start) == 0)
    #expect(picture.end - picture.start == 2)
    #expect(sound.end - sound.start == Rational(252, 125))
  }

  @Test func millisecondStampsKeepTheContainersRate() throws {
    let source = "-f lavfi -i testsrc2=s=160x96:r=24000/1001:d=3"
    let facts = try #require(try probeMedia(path: media.make("a.mkv", source, "-c:v libx264")).picture)
    #expect(facts.meanRate == Rational(24000, 1001))
    #expect(facts.end.denominator <= 1000)
  }

  @Test func soundMayStartLate() throws {
    let path = try media.make(
      "late.mkv", picture, "-itsoffset 0.3", tone, "-map 0 -map 1 -c:v libx264 -c:a pcm_s16le")
    let facts = try probeMedia(path: path)
    #expect(facts.picture?.start == 0)
    #expect(facts.sound?.start == Rational(3, 10))
    #expect(facts.sound?.end == Rational(23, 10))
  }

  @Test(arguments: ["a.mp3", "a.m4a", "a.flac", "a.wav", "a.opus", "a.ogg", "a.wv"])
  func soundIsExactlyAsLongAsItWas(name: String) throws {
    let facts = try probeMedia(path: media.make(name, tone))
    #expect(facts.kind == .sound)
    #expect(facts.picture == nil)
    #expect(facts.sound?.start == 0)
    #expect(facts.sound?.end == 2)
    #expect(facts.sound?.layout == "mono")
  }

  @Test func variableRateGivesTheMeasuredMean() throws {
    let path = try media.make(
      "vfr.mkv", picture, "-vf setpts=(N+0.4*mod(N\\,3))/25/TB -vsync passthrough -c:v libx264")
    let facts = try #require(try probeMedia(path: path).picture)
    #expect(facts.frameCount == 50)
    let mean = try #require(facts.meanRate)
    #expect(FrameRate.nearestStandard(to: mean) == FrameRate(25))
  }

  @Test(arguments: ["-c:v mpeg4 -bf 2", "-c:v libx264 -bf 2"])
  func picturesWithoutStampsCount(codec: String) throws {
    let facts = try probeMedia(path: media.make("a.avi", picture, codec))
    #expect(facts.picture?.start == 0)
    #expect(facts.picture?.frameCount == 50)
    #expect(facts.picture?.meanRate == 25)
    #expect(facts.picture?.end == 2)
  }

  @Test(arguments: ["a.mp4", "a.mkv", "a.ts", "a.mpg", "a.avi"])
  func tailAloneTellsTheSameEnds(name: String) throws {
    let long = "-f lavfi -i testsrc2=s=160x96:r=25:d=25"
    let longTone = "-f lavfi -i sine=440:r=48000:d=14"
    let codec = name == "a.mpg" ? "-c:v mpeg2video -c:a mp2" : "-c:v libx264 -g 30 -bf 0 -c:a mp2"
    let path = try media.make(name, long, longTone, codec)
    var whole = try probeMedia(path: path)
    var tail = try probeMedia(path: path, wholeBelow: 0)
    whole.picture?.frameCount = nil
    tail.picture?.frameCount = nil
    #expect(whole == tail)
    #expect(whole.sound != nil)
  }
}
