import Glibc

/// Writes a text under a name, in one step: the name holds the old content or all of the new.
/// - Throws: an I/O failure, with nothing left behind.
func writeFile(_ text: String, to path: String) throws(Failure) {
  let place = FilePlace.split(FilePlace.real(path))
  let temporary = "\(place.folder)/.\(place.name.prefix(200)).reelc-\(getpid()).tmp"
  guard let file = fopen(temporary, "wxe") else { throw unwritable(path, errno) }
  var text = text
  let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
  let code = errno
  guard fclose(file) == 0, isWritten else {
    unlink(temporary)
    throw unwritable(path, isWritten ? errno : code)
  }
  guard rename(temporary, path) == 0 else {
    let code = errno
    unlink(temporary)
    throw unwritable(path, code)
  }
}

private func unwritable(_ path: String, _ code: Int32) -> Failure {
  .io("cannot write '\(path)': \(String(cString: strerror(code)))")
}
