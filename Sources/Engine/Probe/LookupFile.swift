import CFFmpeg

/// Tables of colours in files, as FFmpeg's `lut3d` reads them.
package enum LookupFile {
  /// Whether FFmpeg takes the file: the filter is started, which reads it, and thrown away.
  package static func isReadable(path: String) -> Bool {
    _ = LibraryLog.install
    var graph = avfilter_graph_alloc()
    defer {
      avfilter_graph_free(&graph)
      // What it has to say of the file would be taken for a part of the next error.
      _ = LibraryLog.take()
    }
    guard let context = avfilter_graph_alloc_filter(graph, avfilter_get_by_name("lut3d"), nil),
      av_opt_set(context, "file", path, AV_OPT_SEARCH_CHILDREN) >= 0
    else { return false }
    return avfilter_init_str(context, nil) >= 0
  }
}
