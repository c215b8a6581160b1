import Glibc

/// What the file system says of a path.
struct FileStatus {
  var size: Int
  /// Time of change, nanoseconds since 1970.
  var changed: Int
  var isFolder: Bool
  var isPlainFile: Bool

  /// Nil where nothing is there or it may not be looked at; `errno` says which.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    size = Int(status.st_size)
    changed = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isPlainFile = status.st_mode & S_IFMT == S_IFREG
  }
}

/// Up to `count` bytes of a file from `offset`; empty where it cannot be read.
func readBytes(_ path: String, from offset: Int, count: Int) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return [] }
  defer { close(descriptor) }
  return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    while filled < count {
      let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
      if got <= 0 { break }
      filled += got
    }
  }
}

/// The names in a folder, sorted; empty where it cannot be read.
package func namesInFolder(_ path: String) -> [String] {
  guard let folder = opendir(path) else { return [] }
  defer { closedir(folder) }
  var names: [String] = []
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}
