import Glibc

/// Writes a text under a name, in one step: the name holds the old content or all of the new.
/// - Throws: an I/O failure, with nothing left behind.
func writeFile(_ text: String, to path: String) throws(Failure) {
  try writeFile(to: path) { write throws(Failure) in try write(Array(text.utf8)) }
}

/// Writes bytes as they come, under a name that holds the old content or all of the new.
func writeFile(to path: String, _ body: (([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void) throws(Failure) {
  let place = FilePlace.split(FilePlace.real(path))
  let temporary = "\(place.folder)/.\(place.name.prefix(200)).reelc-\(getpid()).tmp"
  guard let file = fopen(temporary, "wxe") else { throw unwritable(path, errno) }
  do throws(Failure) {
    try body { bytes throws(Failure) in
      guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw unwritable(path, errno) }
    }
  } catch {
    fclose(file)
    unlink(temporary)
    throw error
  }
  guard fclose(file) == 0, rename(temporary, path) == 0 else {
    let code = errno
    unlink(temporary)
    throw unwritable(path, code)
  }
}

private func unwritable(_ path: String, _ code: Int32) -> Failure {
  .io("cannot write '\(path)': \(String(cString: strerror(code)))")
}
