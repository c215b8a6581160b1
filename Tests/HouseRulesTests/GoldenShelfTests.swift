import Foundation
import Testing

/// The golden documents and what is made from them.
@Suite struct GoldenShelfTests {
  @Test func everyGoldenHasItsExpectation() {
    let files = Set(House.files(in: "Tests/Golden"))
    for file in files where file.hasSuffix(".yaml") || file.hasSuffix(".json") {
      #expect(files.contains(file.dropLast(5) + ".txt"), "\(file): UPDATE_GOLDEN=1 writes what it says")
    }
  }

  @Test func theDiagnosticsPageIsFresh() throws {
    let page = try DiagnosticsPage().text
    let path = "Docs/Diagnostics.md"
    if House.updates {
      try page.write(to: House.root.appending(path: path), atomically: true, encoding: .utf8)
    }
    #expect(try House.text(path) == page, "UPDATE_GOLDEN=1 rewrites \(path)")
  }
}
