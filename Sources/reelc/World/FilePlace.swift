import Diagnostics
import Engine
import Glibc

/// Questions about paths that only the file system can answer.
enum FilePlace {
  /// Where a path leads once links and dots are gone. What does not exist yet stands behind the real path of
  /// the nearest folder that does.
  static func real(_ path: String) -> String {
    if let found = resolved(path) { return found }
    let (folder, name) = split(path)
    guard !name.isEmpty, folder != path else { return path }
    let parent = real(folder)
    // A folder that will be made leads back to the one that it is made in.
    if name == "." { return parent }
    if name == ".." { return split(parent).folder }
    return parent == "/" ? "/" + name : parent + "/" + name
  }

  static func exists(_ path: String) -> Bool { mode(path) != nil }

  /// A path that exists and is spelled nearly like one that does not: each missing part is replaced by the
  /// name in its folder that is closest.
  static func near(_ path: String) -> String? {
    guard !exists(path), !path.contains("%") else { return exists(path) ? path : nil }
    let (folder, name) = split(path)
    guard !name.isEmpty, name != ".", name != "..", folder != path,
      let parent = exists(folder) ? folder : near(folder), let found = closest(to: name, among: namesInFolder(parent))
    else { return nil }
    if parent == ".", !path.hasPrefix("./") { return found }
    return parent == "/" ? "/" + found : parent + "/" + found
  }

  static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }

  /// The files, folders left out, whose paths match a pattern, in the order of their bytes.
  static func matching(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    return paths.filter { !isFolder($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a new file could be made beside what the path names, or in a folder that would be made for it.
  static func isWritable(_ path: String) -> Bool {
    let target = resolved(path) ?? path
    var folder = split(target).folder
    while mode(folder) == nil, folder != "/", folder != "." { folder = split(folder).folder }
    return isFolder(folder) && access(folder, W_OK | X_OK) == 0 && !isOfTheSystem(folder)
  }

  /// Whether a folder is made up by the kernel, which lets root in and takes no new files.
  private static func isOfTheSystem(_ folder: String) -> Bool {
    let path = real(folder) + "/"
    return path.hasPrefix("/proc/") || path.hasPrefix("/sys/")
  }

  /// The folder that a path stands in (`.` for a bare name), and its last part.
  static func split(_ path: String) -> (folder: String, name: String) {
    var end = path.endIndex
    while end > path.startIndex, path[path.index(before: end)] == "/" { end = path.index(before: end) }
    let trimmed = path[..<end]
    guard let slash = trimmed.lastIndex(of: "/") else {
      return (trimmed.isEmpty ? "/" : ".", String(trimmed))
    }
    let folder = trimmed[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(trimmed[trimmed.index(after: slash)...]))
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
