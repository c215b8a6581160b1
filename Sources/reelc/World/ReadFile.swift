import Glibc

/// Why a file cannot be read: "there is no such file".
struct FileProblem: Error {
  var reason: String
}

/// The bytes of a file, a pipe, or standard input (`-`); one byte more than `limit` at most, so that the
/// reader of the text can say that it is too long.
func readFile(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
  let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw problem(errno) }
  defer { if path != "-" { close(descriptor) } }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count <= limit {
    let count = read(descriptor, &block, min(block.count, limit + 1 - bytes.count))
    if count < 0, errno == EINTR { continue }
    if count < 0 { throw problem(errno) }
    if count == 0 { break }
    bytes += block[..<count]
  }
  return bytes
}

private func problem(_ code: Int32) -> FileProblem {
  switch code {
  case ENOENT, ENOTDIR: FileProblem(reason: "there is no such file")
  case EISDIR: FileProblem(reason: "it is a folder")
  case EACCES, EPERM: FileProblem(reason: "permission denied")
  default: FileProblem(reason: String(cString: strerror(code)))
  }
}
