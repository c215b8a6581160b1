import Glibc

/// A folder for the time of `body`, gone with the files in it afterwards; nil where none can be made.
package func withTemporaryFolder<Result, Problem: Error>(_ body: (String) throws(Problem) -> Result) throws(Problem) -> Result? {
  let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  // mkdtemp writes letters of its own over the six.
  var template = Array((place + "/reelc-XXXXXX").utf8CString)
  guard let made = mkdtemp(&template) else { return nil }
  let folder = String(cString: made)
  defer { removeFiles(in: folder) }
  return try body(folder)
}

private func removeFiles(in folder: String) {
  if let listing = opendir(folder) {
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      unlink(folder + "/" + name)
    }
    closedir(listing)
  }
  rmdir(folder)
}
