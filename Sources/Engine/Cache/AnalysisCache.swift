import Glibc

/// Answers that cost much to find, kept on disk under what they depend on. Losing an entry costs time and
/// nothing else: what cannot be written is not kept, what does not read back whole is found again.
package struct AnalysisCache: Sendable {
  /// Nil where nothing is kept.
  private let folder: String?

  /// - Parameter folder: where entries lie; made when the first is written. Nil keeps nothing.
  package init(folder: String?) { self.folder = folder }

  /// The user's cache: `REELC_CACHE` (empty: none), else `reelc` in `XDG_CACHE_HOME` or `~/.cache`.
  package static func ofUser(_ environment: (String) -> String?) -> AnalysisCache {
    if let own = environment("REELC_CACHE") { return AnalysisCache(folder: own.isEmpty ? nil : own) }
    if let shared = environment("XDG_CACHE_HOME"), shared.hasPrefix("/") { return AnalysisCache(folder: shared + "/reelc") }
    return AnalysisCache(folder: environment("HOME").map { $0 + "/.cache/reelc" })
  }

  /// The answer kept under `key`, or the one that `find` gives, which is then kept.
  /// - Parameter key: everything that the answer depends on: the kind and version of the question, its
  ///   parameters, hashes of contents, versions of libraries that matter.
  package func answer<Problem: Error>(_ key: [String], find: () throws(Problem) -> [UInt8]) throws(Problem) -> [UInt8] {
    if let kept = kept(key) { return kept }
    let found = try find()
    keep(found, under: key)
    return found
  }

  /// This cache, or one among the machine's temporary files where nothing is to be kept.
  package func orTemporary(_ environment: (String) -> String?) -> AnalysisCache {
    folder == nil ? AnalysisCache(folder: "\(environment("TMPDIR") ?? "/tmp")/reelc-\(getuid())") : self
  }

  /// A hash of everything in a file, read once for each state of the file (size, time of change, ends).
  /// Nil where it cannot be read.
  package func contentHash(of path: String) -> String? {
    guard let status = FileStatus(path: path), !status.isFolder else { return nil }
    let state = Fingerprint.text(path: path, status: status)
    let hash = try? answer(["content", state]) { () throws(Unreadable) in
      guard let hash = hashContent(of: path) else { throw Unreadable() }
      return Array(hash.utf8)
    }
    return hash.map { String(decoding: $0, as: UTF8.self) }
  }

  private struct Unreadable: Error {}

  /// Where a file that is kept under `key` lies, there already or not; nil where nothing is kept.
  package func file(_ key: [String], ending: String) -> String? { path(key).map { "\($0).\(ending)" } }

  /// Writes a file that `file` named, at once whole; false where it cannot be written.
  package func keep(_ content: [UInt8], asFile path: String) -> Bool {
    guard let folder, makeFolders(folder) else { return false }
    let temporary = "\(path).\(getpid()).tmp"
    guard writeBytes(content, to: temporary) else { return false }
    guard rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }

  /// What is kept under `key`.
  package func kept(_ key: [String]) -> [UInt8]? {
    guard let path = path(key), let status = FileStatus(path: path), status.isPlainFile else { return nil }
    return Entry.content(readBytes(path, from: 0, count: status.size), of: key)
  }

  package func keep(_ content: [UInt8], under key: [String]) {
    guard let folder, let path = path(key), makeFolders(folder) else { return }
    let temporary = "\(path).\(getpid()).tmp"
    guard writeBytes(Entry.bytes(content, of: key), to: temporary) else { return }
    if rename(temporary, path) != 0 { unlink(temporary) }
  }

  private func path(_ key: [String]) -> String? {
    var hash = Fingerprint.Hash()
    for part in key { hash.take(part.utf8 + [0]) }
    return folder.map { "\($0)/\(key.first ?? "")-\(hash.hexadecimal)" }
  }
}

/// The form of an entry: the key it answers, a hash of the answer, the answer.
private enum Entry {
  static func bytes(_ content: [UInt8], of key: [String]) -> [UInt8] { head(content, key) + content }

  /// Nil where the entry is damaged or answers another key.
  static func content(_ bytes: [UInt8], of key: [String]) -> [UInt8]? {
    let length = head([], key).count
    guard bytes.count >= length else { return nil }
    let content = Array(bytes[length...])
    return bytes.elementsEqual(self.bytes(content, of: key)) ? content : nil
  }

  /// As long for one key whatever the content: a hash has 16 digits.
  private static func head(_ content: [UInt8], _ key: [String]) -> [UInt8] {
    var hash = Fingerprint.Hash()
    hash.take(content)
    return Array("reelc \(hash.hexadecimal)\n\(key.joined(separator: "\u{0}"))\n".utf8)
  }
}
