import Glibc

/// Where a film goes: written beside its final name, moved there when it is whole, removed when it is not.
struct Target: ~Copyable {
  /// The final path, links followed.
  let path: String
  let temporary: String
  private let noClobber: Bool
  private var isMoved = false

  /// Makes missing folders.
  /// - Throws: `.output` where the path is no place for a file or is taken.
  init(_ path: String, noClobber: Bool) throws(EngineError) {
    self.noClobber = noClobber
    let final = Target.resolved(path)
    let slash = final.lastIndex(of: "/")
    let folder = slash.map { String(final[..<$0]) } ?? ""
    let name = slash.map { String(final[final.index(after: $0)...]) } ?? final
    self.path = final
    temporary = (slash == nil ? "" : folder + "/") + ".\(name.prefix(200)).reelc-\(getpid()).tmp"
    if name.isEmpty { throw EngineError(.output, "cannot write '\(path)': it is a folder") }
    try Target.makeFolders(folder)
    try checkPlace()
  }

  /// The size of what is written so far.
  var bytes: Int {
    var status = stat()
    return stat(temporary, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { if !isMoved { unlink(temporary) } }

  /// Gives the file its final name.
  mutating func commit() throws(EngineError) {
    let code = noClobber ? link(temporary, path) : rename(temporary, path)
    guard code == 0 else {
      throw EngineError(
        .output, "cannot write '\(path)': \(errno == EEXIST ? "it exists already" : plainWords(-errno))")
    }
    isMoved = !noClobber
  }

  private func checkPlace() throws(EngineError) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw EngineError(.output, "cannot write '\(path)': it is a folder") }
    if kind != S_IFREG { throw EngineError(.output, "cannot write '\(path)': it is not a plain file") }
    if noClobber { throw EngineError(.output, "'\(path)' exists already") }
  }

  /// A link stays a link; what it points at is replaced.
  private static func resolved(_ path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let real = realpath(path, nil) else {
      return path
    }
    defer { free(real) }
    return String(cString: real)
  }

  private static func makeFolders(_ folder: String) throws(EngineError) {
    var made = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      made += part
      if mkdir(made, 0o777) != 0, errno != EEXIST, access(made, F_OK) != 0 {
        throw EngineError(.output, "cannot make the folder '\(made)': \(plainWords(-errno))")
      }
      made += "/"
    }
  }
}

/// Writes a text under a name in one step, its folders made.
/// - Throws: `.output` where that cannot be done.
@discardableResult
package func writeText(_ text: String, to path: String, options: RenderOptions = RenderOptions()) throws(EngineError) -> RenderReport {
  var target = try Target(path, noClobber: options.noClobber)
  guard let file = fopen(target.temporary, "we") else { throw EngineError(.output, "cannot write '\(path)'") }
  var text = text
  let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
  guard fclose(file) == 0, isWritten else { throw EngineError(.output, "cannot write '\(path)'") }
  let bytes = target.bytes
  try target.commit()
  return RenderReport(path: target.path, bytes: bytes)
}
