import Glibc

/// Where a film of several files goes: written into a folder beside its final place, its files moved there when all
/// are whole, the playlist last, and removed when they are not.
final class TargetFolder {
  /// The playlist's final path.
  let path: String
  /// Where it is written, with the final name.
  let temporary: String
  private let folder: String
  private let noClobber: Bool

  init(_ path: String, noClobber: Bool) throws(EngineError) {
    // It makes missing folders and refuses what is no place for a file.
    let place = try Target(path, noClobber: noClobber)
    self.noClobber = noClobber
    self.path = place.path
    folder = place.temporary + ".d"
    temporary = folder + "/" + (place.path.split(separator: "/").last ?? "")
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
      throw EngineError(.output, "cannot write '\(path)': \(plainWords(-errno))")
    }
  }

  deinit {
    for name in namesInFolder(folder) { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  /// The files written so far, the playlist last.
  private var names: [String] {
    let playlist = temporary.split(separator: "/").last.map(String.init) ?? ""
    return namesInFolder(folder).filter { $0 != playlist } + [playlist]
  }

  /// Gives the files their final names; nothing of them is left there where one cannot have its own.
  /// - Returns: their paths, the playlist first, and their bytes.
  func commit() throws(EngineError) -> (paths: [String], bytes: Int) {
    let final = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var moved: [String] = [], bytes = 0
    for name in names {
      var status = stat()
      if stat("\(folder)/\(name)", &status) == 0 { bytes += Int(status.st_size) }
      let place = final + name
      guard (noClobber ? link : rename)("\(folder)/\(name)", place) == 0 else {
        let reason = errno == EEXIST ? "it exists already" : plainWords(-errno)
        for place in moved { unlink(place) }
        throw EngineError(.output, "cannot write '\(place)': \(reason)")
      }
      moved.append(place)
    }
    return (moved.suffix(1) + moved.dropLast(), bytes)
  }

  /// The muxer of segments says nothing of a write that fails: what is there is then not the film.
  func throwIfFull() throws(EngineError) {
    var status = statvfs()
    guard statvfs(folder, &status) == 0, UInt(status.f_bavail) * UInt(status.f_frsize) < 64 << 10 else { return }
    throw EngineError(.output, "the disk is full: '\(path)' could not be written")
  }
}
