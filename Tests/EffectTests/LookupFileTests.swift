import Engine
import Foundation
import Testing

/// Tables of colours from files.
@Suite struct LookupFileTests {
  /// The engine tells a table from what is none, and what it said of the file does not stay behind.
  @Test(
    arguments: [
      ("grade.cube", "LUT_3D_SIZE 64\n"), ("text.cube", "no table\n"), ("empty.cube", ""),
      ("line.cube", "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n"), ("grade.png", "LUT_3D_SIZE 2\n"),
    ])
  func brokenTables(name: String, text: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lut-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    #expect(!LookupFile.isReadable(path: file.path))
  }

  @Test func goodTables() { #expect(LookupFile.isReadable(path: EffectMedia.shared.table)) }

  @Test func missingTables() { #expect(!LookupFile.isReadable(path: "/nowhere/grade.cube")) }

  /// Half of one is another picture than all of it.
  @Test func tablesShow() throws {
    let table = EffectMedia.shared.table
    let effects = [[], ["{lut: \(table)}"], ["{lut: {file: \(table), amount: 0.5}}"]]
    let pictures = try effects.map { try EffectFilm(effects: $0, frames: 2).pictures() }
    #expect(Set(pictures).count == 3)
  }
}
