import Foundation
import Testing

@testable import Engine

/// An answer is found once, kept, and found again where its entry is gone, damaged or about something else.
struct AnalysisCacheTests {
  private let folder = NSTemporaryDirectory() + "reelc-cache-\(UUID().uuidString)"
  private var cache: AnalysisCache { AnalysisCache(folder: folder + "/a/b") }

  private struct NeverAsked: Error {}

  private func find() throws(NeverAsked) -> [UInt8] { throw NeverAsked() }

  @Test func isFoundOnce() throws {
    #expect(cache.answer(["sum-1", "x"]) { [1, 2, 3] } == [1, 2, 3])
    #expect(try cache.answer(["sum-1", "x"], find: find) == [1, 2, 3])
    #expect(throws: NeverAsked.self) { try cache.answer(["sum-1", "y"], find: find) }
    #expect(throws: NeverAsked.self) { try cache.answer(["sum-2", "x"], find: find) }
  }

  @Test func aDamagedEntryIsFoundAgain() throws {
    _ = cache.answer(["sum-1", "x"]) { [1, 2, 3] }
    let entry = try #require(try FileManager.default.subpathsOfDirectory(atPath: folder + "/a/b").first)
    var bytes = try #require(FileManager.default.contents(atPath: "\(folder)/a/b/\(entry)"))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(folder)/a/b/\(entry)"))
    #expect(cache.answer(["sum-1", "x"]) { [4] } == [4])
  }

  @Test func aFolderThatCannotBeMadeKeepsNothing() {
    let cache = AnalysisCache(folder: "/proc/nothing/here")
    #expect(cache.answer(["sum-1"]) { [1] } == [1])
    #expect(cache.answer(["sum-1"]) { [2] } == [2])
  }

  @Test func contentIsAllOfTheFile() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/long"
    var bytes = Data(repeating: 7, count: 1_000_003)
    try bytes.write(to: URL(fileURLWithPath: path))
    let first = cache.contentHash(of: path)
    bytes[500_000] = 8
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(first != nil && cache.contentHash(of: path) != first)
    #expect(cache.contentHash(of: folder + "/none") == nil)
  }
}
