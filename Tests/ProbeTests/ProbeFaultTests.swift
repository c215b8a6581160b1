import Foundation
import Testing

@testable import Engine

private let picture = "-f lavfi -i testsrc2=s=160x96:r=25:d=1"

/// Files that are not media, or not whole, are refused in words that name them.
struct ProbeFaultTests {
  let media: MadeMedia

  init() throws { media = try MadeMedia() }

  @Test func nothingThere() throws {
    try expect("nope.mp4", "does not exist")
    try expect(".", "is a folder, not a media file")
  }

  @Test func emptyAndText() throws {
    try media.write("empty.mp4", [])
    try expect("empty.mp4", "is empty")
    try media.write("notes.mp4", String(repeating: "this is not a film\n", count: 50).utf8)
    try expect("notes.mp4", "is not a media file")
    try media.write("zero.mp4", [UInt8](repeating: 0, count: 100_000))
    try expect("zero.mp4", "is not a media file")
  }

  @Test(arguments: ["ffconcat version 1.0\nfile a.mp4\n", "#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-ENDLIST\n"])
  func playlistsAreNotMedia(text: String) throws {
    try media.write("list.mp4", text.utf8)
    try expect("list.mp4", "is a playlist, not a media file; name the files that it lists")
  }

  @Test func cutOffBeforeItsIndex() throws {
    try media.make("a.mp4", picture, "-c:v libx264")
    try media.write("cut.mp4", media.bytes("a.mp4").dropLast(3000))
    try expect("cut.mp4", "is incomplete: its index (the 'moov' atom) is missing; copy or export it again")
  }

  @Test func cutOffBehindItsIndexEndsWhereItsDataEnds() throws {
    try media.make("a.mp4", picture, "-c:v libx264 -g 5 -bf 0 -movflags +faststart")
    let bytes = try media.bytes("a.mp4")
    let path = try media.write("cut.mp4", bytes.prefix(bytes.count * 3 / 4))
    let end = try #require(try probeMedia(path: path).picture?.end)
    #expect(end > 0 && end < 1)
  }

  @Test func encrypted() throws {
    try media.make(
      "a.mp4", picture, "-c:v libx264 -encryption_scheme cenc-aes-ctr",
      "-encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8")
    try expect("a.mp4", "is encrypted; use a copy without protection")
  }

  @Test func tooLarge() throws {
    try media.make("a.png", "-f lavfi -i color=s=16400x16 -frames:v 1")
    try expect("a.png", "is 16400x16 pixels, more than 16384 on a side; scale it down first")
  }

  @Test func unknownCodec() throws {
    try media.make("a.mov", picture, "-c:v libx264")
    var bytes = try media.bytes("a.mov")
    let tag = try #require(bytes.indices.first { bytes[$0...].starts(with: "avc1".utf8) })
    bytes.replaceSubrange(tag..<tag + 4, with: "zzzz".utf8)
    try media.write("b.mov", bytes)
    try expect("b.mov", ": no decoder for 'zzzz' in this FFmpeg; convert the file or use another build")
  }

  @Test func neitherPictureNorSound() throws {
    try media.write("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nhi\n".utf8)
    try media.make("a.mkv", "-i a.srt")
    try expect("a.mkv", "has neither picture nor sound")
  }

  @Test func rawStreamsHaveNoTime() throws {
    try media.make("a.h264", picture, "-c:v libx264")
    let error = #expect(throws: EngineError.self) { try probeMedia(path: media.path("a.h264")) }
    #expect(error?.message.contains("has no time stamps") == true)
  }

  @Test(arguments: [
    "co:lon.mp4", "100%.mp4", "-dash.mp4", "a,b;c='x'\\n.mp4", "[take 1]{b}*?.mp4", "concat:x|y.mp4", "🎬.mp4",
  ])
  func oddNamesOpen(name: String) throws {
    try media.make("a.mp4", picture, "-c:v libx264")
    try media.write(name, media.bytes("a.mp4"))
    #expect(try probeMedia(path: media.path(name)).picture?.frameCount == 25)
  }

  @Test func fingerprintFollowsContent() throws {
    try media.make("a.mp4", picture, "-c:v libx264")
    let before = try probeMedia(path: media.path("a.mp4")).fingerprint
    #expect(try probeMedia(path: media.path("a.mp4")).fingerprint == before)
    try media.make("a.mp4", picture, "-c:v libx264 -crf 40")
    #expect(try probeMedia(path: media.path("a.mp4")).fingerprint != before)
  }

  private func expect(_ name: String, _ fault: String) throws {
    let path = media.path(name)
    let error = #expect(throws: EngineError.self) { try probeMedia(path: path) }
    let separator = fault.hasPrefix(":") ? "" : " "
    #expect(error?.message == "'\(path)'\(separator)\(fault)")
    #expect(error?.kind == .media)
  }
}
