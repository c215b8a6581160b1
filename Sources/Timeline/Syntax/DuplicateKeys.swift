import Diagnostics

/// Drops every entry whose key was written before in the same map, with an error at each.
///
/// Small maps are compared pair by pair: hashing costs more than it saves there.
func dropDuplicateKeys(_ entries: inout [SyntaxEntry], into bag: inout DiagnosticBag) {
  let duplicates = entries.count <= 8 ? duplicatesByPairs(entries) : duplicatesByTable(entries)
  guard !duplicates.isEmpty else { return }
  for (index, first) in duplicates {
    let entry = entries[index]
    bag.error(
      "duplicate-key", "'\(entry.key.prefix(60))' is written twice in one mapping", at: entry.keySpan,
      caption: "second time", labels: [.init(entries[first].keySpan, "first written here")],
      notes: ["keep one of the two"])
  }
  let dropped = Set(duplicates.map(\.index))
  entries = entries.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
}

private func duplicatesByPairs(_ entries: [SyntaxEntry]) -> [(index: Int, first: Int)] {
  var found: [(index: Int, first: Int)] = []
  for index in entries.indices.dropFirst() {
    for earlier in 0..<index where entries[earlier].key == entries[index].key {
      found.append((index, earlier))
      break
    }
  }
  return found
}

private func duplicatesByTable(_ entries: [SyntaxEntry]) -> [(index: Int, first: Int)] {
  var found: [(index: Int, first: Int)] = []
  var seen: [String: Int] = [:]
  seen.reserveCapacity(entries.count)
  for (index, entry) in entries.enumerated() {
    if let first = seen[entry.key] { found.append((index, first)) } else { seen[entry.key] = index }
  }
  return found
}
