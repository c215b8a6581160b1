import Foundation
import Testing

/// `new`: what every template writes is good as it stands, with the media that it is given.
@Suite struct NewTests {
  let reelc: Reelc

  init() throws {
    reelc = try Reelc()
    let clip =
      "timeline: 1\ncanvas: {size: 64x64, rate: 30}\ntracks: [{items: [{generate: test-pattern, duration: 4s}]}, {kind: audio, items: [{generate: tone, duration: 4s}]}]\n"
    for name in ["a.mp4", "b.mp4", "song.wav"] {
      #expect(try reelc.run("build", "-", "-o", name, "--quiet", input: clip).status == 0)
    }
    #expect(try reelc.run("frame", "-", "--at", "1s", "-o", "still.png", input: clip).status == 0)
    try reelc.write("1\n00:00:00,000 --> 00:00:02,000\nHello there\n", to: "talk.srt")
  }

  @Test(arguments: [
    ["slideshow", "still.png", "a.mp4", "--music", "song.wav", "--duration", "1s"],
    ["montage", "a.mp4", "b.mp4", "still.png", "--duration", "6s", "--size", "64x96"],
    ["montage", "a.mp4", "--music", "song.wav", "--duration", "3s", "--look", "vlog-warm"],
    ["montage", "a.mp4", "b.mp4", "--music", "song.wav"],
    ["slideshow", "still.png", "a.mp4", "--music", "song.wav"],
    ["captioned", "a.mp4", "--captions", "talk.srt"],
    ["podcast", "song.wav", "still.png", "--title", "It's #1"],
    ["trailer", "a.mp4", "b.mp4", "--duration", "1s"],
  ])
  func whatItWritesIsGood(words: [String]) throws {
    defer { reelc.remove() }
    let made = try reelc.run("new", words)
    #expect(made.status == 0, "\(made.err)")
    let checked = try reelc.run("check", "\(words[0]).timeline.yaml")
    let document = try String(contentsOf: reelc.folder.appending(path: "\(words[0]).timeline.yaml"), encoding: .utf8)
    #expect(checked.status == 0, "\(checked.err)\n\(document)")
  }

  @Test func writesPathsForWhereTheDocumentIs() throws {
    defer { reelc.remove() }
    try FileManager.default.createDirectory(at: reelc.folder.appending(path: "films"), withIntermediateDirectories: true)
    #expect(try reelc.run("new", "slideshow", "still.png", "-o", "films/s.timeline.yaml").status == 0)
    #expect(try reelc.run("check", "films/s.timeline.yaml").status == 0)
    #expect(try reelc.run("new", "slideshow", "still.png", "-o", "films/s.timeline.yaml").status == 74)
    #expect(try reelc.run("new", "slideshow", "still.png", "-o", "-").out.contains("clip: 'still.png'") == false)
  }

  @Test func saysWhichTemplatesThereAre() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("new", "slidshow")
    #expect(outcome.status == 2 && outcome.err.contains("did you mean 'slideshow'?"))
    #expect(try reelc.run("new").err.contains("montage"))
  }
}
