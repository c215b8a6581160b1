import Diagnostics
import Timeline

/// How paths of a document become paths of the machine, and which are refused.
package struct PathRules: Sendable {
  /// The folder of the document, without a slash at its end; empty for the working directory.
  package var folder: String
  /// Under `--safe`: nothing outside this folder is read or written.
  package var safeRoot: String?

  package init(folder: String, safeRoot: String?) {
    self.folder = folder
    self.safeRoot = safeRoot
  }

  /// The file to read, or nil where the document must not.
  func input(_ path: Setting<FilePath>, _ bag: inout DiagnosticBag) -> String? {
    let text = path.value.value
    if text.unicodeScalars.contains("\0") {
      bag.error("bad-path", "'\(printable(text))': a path of a clip cannot hold a zero byte", at: path.span)
      return nil
    }
    if let scheme = urlScheme(text) {
      bag.error(
        "not-a-file", "'\(text)' is an address; reelc reads files only", at: path.span,
        caption: "fetch it first, then name the file", notes: ["'\(scheme)://' is never opened"])
      return nil
    }
    return confined(text, path, &bag)
  }

  /// The file to write, or nil where the document must not.
  func output(_ path: Setting<FilePath>, _ bag: inout DiagnosticBag) -> String? {
    let text = path.value.value
    if text.unicodeScalars.contains("\0") || urlScheme(text) != nil {
      bag.error("bad-path", "'\(printable(text))' is not the path of a file", at: path.span)
      return nil
    }
    return confined(text, path, &bag)
  }

  /// How a document writes a path of the machine that `input` made.
  func written(_ path: String) -> String {
    folder.isEmpty || !path.hasPrefix(folder + "/") ? path : String(path.dropFirst(folder.utf8.count + 1))
  }

  /// Whether a path that leads through links still ends inside the allowed folder; reports where it does not.
  func holds(_ resolved: String, _ path: Setting<FilePath>, _ world: any World, _ bag: inout DiagnosticBag) -> Bool {
    guard let safeRoot, !isInside(world.realPath(resolved), world.realPath(safeRoot.isEmpty ? "." : safeRoot)) else { return true }
    reportOutside(path, &bag)
    return false
  }

  private func reportOutside(_ path: Setting<FilePath>, _ bag: inout DiagnosticBag) {
    bag.error(
      "outside-root", "'\(path.value.value)' leaves the folder that --safe allows", at: path.span,
      caption: "use a path inside '\(safeRoot.flatMap { $0.isEmpty ? nil : $0 } ?? ".")'")
  }

  private func confined(_ text: String, _ path: Setting<FilePath>, _ bag: inout DiagnosticBag) -> String? {
    let joined = text.hasPrefix("/") || folder.isEmpty ? text : folder + "/" + text
    guard let safeRoot else { return joined }
    guard !text.hasPrefix("/"), normalized(joined).map({ isInside($0, safeRoot) }) ?? false else {
      reportOutside(path, &bag)
      return nil
    }
    return joined
  }

  private func isInside(_ path: String, _ root: String) -> Bool {
    let root = normalized(root) ?? ""
    return root.isEmpty ? !path.hasPrefix("/") : path == root || path.hasPrefix(root + "/")
  }

  private func urlScheme(_ text: String) -> String? {
    guard let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://") else { return nil }
    return String(text[..<mark])
  }
}

/// The path without `.` and `..`; nil where it climbs above its start.
func normalized(_ path: String) -> String? {
  var parts: [Substring] = []
  for part in path.split(separator: "/") where part != "." {
    if part == ".." {
      guard parts.popLast() != nil else { return nil }
    } else {
      parts.append(part)
    }
  }
  return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
