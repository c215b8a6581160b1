import Glibc

/// Why a file is not media that can be opened, in words that say what to do.
enum OpeningFault {
  /// Looks at what is at the path before anything is opened.
  /// - Throws: a `.media` error for what is missing, a folder, a device, empty or not readable.
  static func plainFile(_ path: String) throws(EngineError) -> FileStatus {
    guard let status = FileStatus(path: path) else {
      throw .media(
        path, errno == ENOENT || errno == ENOTDIR ? "does not exist" : "may not be read: \(reason)")
    }
    if status.isFolder { throw .media(path, "is a folder, not a media file") }
    if !status.isPlainFile { throw .media(path, "is not a plain file") }
    if status.size == 0 { throw .media(path, "is empty") }
    if access(path, R_OK) != 0 { throw .media(path, "may not be read: \(reason)") }
    return status
  }

  private static var reason: String {
    errno == EACCES ? "permission denied" : String(cString: strerror(errno))
  }

  /// No container that we know has this content.
  static func notMedia(_ path: String) -> EngineError {
    let head = readBytes(path, from: 0, count: 16)
    if head.starts(with: Array("#EXTM3U".utf8)) || head.starts(with: Array("ffconcat".utf8)) {
      return .media(path, "is a playlist, not a media file; name the files that it lists")
    }
    return missingIndex(path) ?? .media(path, "is not a media file")
  }

  /// The container was recognised and could not be read.
  /// - Parameter format: FFmpeg's name of the container.
  static func unreadable(_ path: String, format: String) -> EngineError {
    missingIndex(path)
      ?? .media(path, "is damaged or incomplete: its header cannot be read; copy or export it again")
  }

  /// MP4 and MOV files that were cut off before their index was written.
  private static func missingIndex(_ path: String) -> EngineError? {
    guard let size = FileStatus(path: path)?.size else { return nil }
    var offset = 0
    var isFirst = true
    while offset + 8 <= size {
      let head = readBytes(path, from: offset, count: 16)
      guard head.count >= 8 else { return nil }
      let name = String(decoding: head[4..<8], as: UTF8.self)
      if isFirst, !["ftyp", "wide", "mdat", "free", "skip"].contains(name) { return nil }
      if name == "moov" { return nil }
      isFirst = false
      var length = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
      if length == 1, head.count == 16 {
        length = Int(truncatingIfNeeded: head[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      }
      guard length >= 8, length <= size - offset else { break }
      offset += length
    }
    return .media(path, "is incomplete: its index (the 'moov' atom) is missing; copy or export it again")
  }
}
