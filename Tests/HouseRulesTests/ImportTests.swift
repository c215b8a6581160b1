import Testing

/// Who may know whom: the table of targets in `Docs/Architecture.md` is the law.
@Suite struct ImportTests {
  /// Target to what its row allows.
  static let table: [String: Set<String>] = {
    guard let page = try? House.text("Docs/Architecture.md") else { return [:] }
    var rows: [String: Set<String>] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: true)
      guard cells.count == 3 else { continue }
      let names = cells.map { cell in cell.matches(of: /`([A-Za-z]+)`/).map { String($0.output.1) } }
      for target in names[0] { rows[target] = Set(names[2]) }
    }
    return rows
  }()

  @Test func everyTargetHasARow() {
    let targets = Set(House.swiftFiles(in: "Sources").map(\.target))
    #expect(targets.subtracting(Self.table.keys) == [])
  }

  @Test func importsAreAllowed() {
    for file in House.swiftFiles(in: "Sources") {
      for line in file.code {
        guard let found = line.firstMatch(of: /^\s*(?:@[A-Za-z()]+ )*import (?:[a-z]+ )?([A-Za-z]+)/) else {
          continue
        }
        let name = String(found.output.1)
        #expect(Self.table[file.target]?.contains(name) == true, "\(file) imports \(name)")
      }
    }
  }

  /// The invariants, whatever the table says.
  @Test func systemLibrariesHaveOneDoorEach() {
    for (library, door) in [("CFFmpeg", "Engine"), ("CAss", "Engine"), ("CFonts", "Engine"), ("CZimg", "Engine"), ("CYAML", "Timeline")] {
      let others = Self.table.filter { $0.key != door && $0.value.contains(library) }
      #expect(others.isEmpty, "\(library) is imported by \(others.keys.sorted())")
    }
    #expect(Self.table["MediaTypes"] == [])
    #expect(Self.table["Diagnostics"] == [])
  }
}
