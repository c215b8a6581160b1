import Glibc

/// A folder for the time of `body`, gone with the files in it afterwards; nil where none can be made.
package func withTemporaryFolder<Result, Problem: Error>(_ body: (String) throws(Problem) -> Result) throws(Problem) -> Result? {
  let place = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  // mkdtemp writes letters of its own over the six.
  var template = Array((place + "/reelc-XXXXXX").utf8CString)
  guard let made = mkdtemp(&template) else { return nil }
  let folder = String(cString: made)
  defer {
    for name in namesInFolder(folder) { unlink(folder + "/" + name) }
    rmdir(folder)
  }
  return try body(folder)
}
