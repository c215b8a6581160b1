import Foundation
import Testing

/// `frame`: one picture, several, or several on one sheet.
@Suite struct FrameCommandTests {
  let reelc: Reelc

  init() throws { reelc = try Reelc() }

  /// Width and height, which a PNG states in its first chunk.
  private func size(of name: String) throws -> [Int] {
    let bytes = [UInt8](try Data(contentsOf: reelc.folder.appending(path: name)))
    return [16, 20].map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func severalTimesMakeSeveralFiles() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("frame", "-", "--at", "0.5s", "--at", "30f", "-o", "f{frame}-{index}.png", input: Sample.short)
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(reelc.names == ["f12-1.png", "f30-2.png"])
    #expect(try size(of: "f12-1.png") == [64, 48])
  }

  @Test func orOneSheet() throws {
    defer { reelc.remove() }
    let times = ["0s", "0.5s", "1s", "1.5s", "1.9s"].flatMap { ["--at", $0] }
    #expect(try reelc.run("frame", ["-"] + times + ["-o", "s.png"], input: Sample.short).status == 0)
    #expect(try size(of: "s.png") == [224, 120])
    #expect(try reelc.run("frame", ["-"] + times + ["-o", "s.png", "--columns", "5"], input: Sample.short).status == 0)
    #expect(try size(of: "s.png") == [368, 64])
  }

  @Test func everyMomentOutsideIsTold() throws {
    defer { reelc.remove() }
    let outcome = try reelc.run("frame", "-", "--at", "5s", "--at", "6s", "--at", "1s", input: Sample.short)
    #expect(outcome.status == 1)
    #expect(outcome.err.contains("at 5s is outside") && outcome.err.contains("at 6s is outside"))
    #expect(reelc.names.isEmpty)
  }
}
