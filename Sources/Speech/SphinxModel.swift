import Glibc

/// Where the model of American English may be: what `POCKETSPHINX_PATH` says (as the library's own tools read it), then
/// below every folder that the library is in (`/opt/sphinx/lib/…` has `/opt/sphinx/share/…`), then where systems put it.
package func modelFolders(besideLibrary path: String?, variable: String?) -> [String] {
  var folders: [String] = []
  if let variable, !variable.isEmpty { folders += [variable, variable + "/en-us"] }
  var prefixes: [Substring] = []
  var rest = (path ?? "")[...]
  while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
    rest = rest[..<slash]
    prefixes.append(rest)
  }
  for prefix in prefixes.map(String.init) + ["/usr/local", "/usr"] {
    let folder = prefix + "/share/pocketsphinx/model/en-us"
    if !folders.contains(folder) { folders.append(folder) }
  }
  return folders
}
