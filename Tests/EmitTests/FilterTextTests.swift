import FilterGraph
import Foundation
import MediaTypes
import Testing

@testable import Compiler

/// Values reach FFmpeg as they are, whatever is in them.
@Suite struct FilterTextTests {
  @Test func readableWherePossible() {
    #expect(filterText(Filter("scale", ["w": 640, "h": 360])) == "scale=w=640:h=360")
    #expect(filterText(Filter("geq", ["lum": "if(eq(X,1),2,3)"])) == "geq='lum=if(eq(X,1),2,3)'")
    #expect(filterText(Filter("vflip")) == "vflip")
  }

  @Test(arguments: [
    "plain", "a:b", "it's", "a\\b", "[x],;", " both ends ", "'", "\\", "\\'", "a=b", "#%{}$`\"",
    "zwei\nZeilen",
    "ü 漢 🎬", "'a','b':[c];\\\\",
  ])
  func valuesSurvive(value: String) throws {
    let graph =
      "color=s=16x16:d=0.04,"
      + filterText(Filter("metadata", ["mode": "add", "key": "reel", "value": value])) + ","
      + filterText(Filter("metadata", ["mode": "print", "key": "reel", "file": "-"]))
    let file = temporaryFile("graph")
    try (graph + "[film]").write(toFile: file, atomically: false, encoding: .utf8)
    let printed = try run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-filter_complex_script", file, "-map", "[film]", "-frames:v", "1", "-f",
        "null",
        "/dev/null",
      ])
    #expect(String(decoding: printed, as: UTF8.self).hasSuffix("reel=\(value)\n"))
  }

  @Test(arguments: ["plain", "", "it's", "a b", "$x `y` \"z\" \\", "-n", "two\nlines", "'", "*"])
  func wordsSurviveTheShell(word: String) throws {
    let printed = try run("/bin/sh", ["-c", "printf %s " + shellQuoted(word)])
    #expect(String(decoding: printed, as: UTF8.self) == word)
  }
}
