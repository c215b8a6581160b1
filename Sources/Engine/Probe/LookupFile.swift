import FilterGraph

/// Tables of colours in files, as FFmpeg's `lut3d` reads them.
package enum LookupFile {
  /// Whether FFmpeg takes the file.
  package static func isReadable(path: String) -> Bool { FilterOptions.starts(Filter("lut3d", ["file": path])) }
}
