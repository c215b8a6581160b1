import Glibc

/// A hash of the whole file, taken eight bytes at a time (multiply and shift, with FNV's prime), as sixteen
/// hexadecimal digits and the size; nil where the file cannot be read.
func hashContent(of path: String) -> String? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var state: UInt64 = 0xcbf2_9ce4_8422_2325
  var size = 0
  var words = [UInt64](repeating: 0, count: 1 << 15)
  while true {
    guard let got = fill(&words, from: descriptor) else { return nil }
    size += got
    // A last word that is not full is padded with zeros; the size tells it from one that ends in them.
    for word in words[..<((got + 7) / 8)] {
      state = (state ^ UInt64(littleEndian: word)) &* 0x100_0000_01b3
      state ^= state >> 32
    }
    if got < words.count * 8 { break }
  }
  let digits = String(state, radix: 16)
  return String(repeating: "0", count: 16 - digits.utf8.count) + digits + "-\(size)"
}

/// Reads until the words are full or the file ends, zeros behind; the bytes read, nil for a failure.
private func fill(_ words: inout [UInt64], from descriptor: Int32) -> Int? {
  words.withUnsafeMutableBytes { bytes in
    var filled = 0
    while filled < bytes.count {
      let got = read(descriptor, bytes.baseAddress! + filled, bytes.count - filled)
      if got < 0, errno == EINTR { continue }
      if got < 0 { return nil }
      if got == 0 { break }
      filled += got
    }
    bytes[filled...].initializeMemory(as: UInt8.self, repeating: 0)
    return filled
  }
}

/// Writes a new file; false, with nothing left behind, where it cannot.
func writeBytes(_ bytes: [UInt8], to path: String) -> Bool {
  guard let file = fopen(path, "wxe") else { return false }
  let isWritten = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
  guard fclose(file) == 0, isWritten else {
    unlink(path)
    return false
  }
  return true
}

/// Makes a folder and those above it; whether it is there.
func makeFolders(_ path: String) -> Bool {
  if FileStatus(path: path)?.isFolder == true { return true }
  guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return mkdir(path, 0o755) == 0 }
  return makeFolders(String(path[..<slash])) && (mkdir(path, 0o755) == 0 || errno == EEXIST)
}
