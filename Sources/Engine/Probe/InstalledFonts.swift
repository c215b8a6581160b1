import Glibc

/// The names of the font files in the usual folders, without their extensions, sorted.
package func installedFonts() -> [String] {
  var folders = ["/usr/share/fonts", "/usr/local/share/fonts"]
  if let home = getenv("HOME").map({ String(cString: $0) }) {
    folders += [home + "/.fonts", home + "/.local/share/fonts"]
  }
  var stems: Set<String> = []
  for folder in folders { collectFonts(in: folder, depth: 0, into: &stems) }
  return stems.sorted()
}

/// Goes eight folders deep, so that a loop of links ends.
private func collectFonts(in folder: String, depth: Int, into stems: inout Set<String>) {
  guard depth < 8 else { return }
  for name in namesInFolder(folder) {
    let path = folder + "/" + name
    guard let dot = name.lastIndex(of: "."),
      ["ttf", "otf", "ttc", "pfb"].contains(name[dot...].dropFirst().lowercased())
    else {
      if FileStatus(path: path)?.isFolder == true { collectFonts(in: path, depth: depth + 1, into: &stems) }
      continue
    }
    stems.insert(String(name[..<dot]))
  }
}
